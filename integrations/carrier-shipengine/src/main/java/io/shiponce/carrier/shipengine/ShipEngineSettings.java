package io.shiponce.carrier.shipengine;

import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.http.AdapterSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of the ShipEngine adapter, as {@link ShipEngineFactory} describes them.
 *
 * <p>Immutable and safe for any thread. {@link #toString()} shows no key.
 *
 * @param base scheme, host, port and path, normalised: the same endpoint is the same text
 * @param timeout the longest one whole exchange may take
 */
record ShipEngineSettings(String base, String apiKey, Duration timeout, Recovery recovery, LabelRequests requests) {
    private static final String PRODUCTION = "https://api.shipengine.com";
    private static final String SANDBOX_KEYS = "TEST_";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");
    private static final int MAX_BASE = 100;

    /** The settings that do not show in a request's body. */
    private static final Set<String> NOT_IN_BODY = Set.of("account", "api_key", "level", "sandbox", "timeout", "url");

    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected, never a key. */
    static ShipEngineSettings read(Map<String, String> given) {
        AdapterSettings settings = AdapterSettings.of(given);
        String base = base(settings);
        String apiKey = apiKey(settings);
        Duration timeout = settings.timeout(TIMEOUT);
        LabelRequests requests = LabelRequests.read(settings);
        // By default told from the key: whoever changes the account changes the scope, without having to think of it.
        String account = settings.optional("account").orElseGet(() -> "key-" + digest(apiKey, 12));
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException(
                    "setting account must be 1 to 60 characters of A-Z, a-z, 0-9, point, dash and underscore");
        }
        Recovery.Level level = settings.choice("level", "2", List.of("1", "2")).equals("2")
                ? Recovery.Level.UNIQUE_REFERENCE
                : Recovery.Level.LOOKUP;
        settings.refuseOthers();
        Recovery recovery = Recovery.of(
                level, base + " account " + account, LabelRequests.FORMAT + "-" + digest(inBody(given), 12));
        return new ShipEngineSettings(base, apiKey, timeout, recovery, requests);
    }

    private static String base(AdapterSettings settings) {
        String base = settings.baseUrl("url", PRODUCTION);
        URI uri = URI.create(base);
        if (uri.getScheme().equals("http") && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw new IllegalArgumentException(
                    "setting url must be https: the key goes with every request; http is for this machine only");
        }
        if (base.length() > MAX_BASE) {
            throw new IllegalArgumentException("setting url must be at most " + MAX_BASE + " characters long");
        }
        return base;
    }

    private static String apiKey(AdapterSettings settings) {
        String key = settings.secret("api_key", "the API key of a ShipEngine account");
        boolean sandbox = settings.flag("sandbox", false);
        if (sandbox != key.startsWith(SANDBOX_KEYS)) {
            throw new IllegalArgumentException(
                    sandbox
                            ? "setting sandbox is true, and api_key is not one of the sandbox: those begin with "
                                    + SANDBOX_KEYS
                            : "setting api_key is one of the sandbox, whose labels carry nothing; expected sandbox true"
                                    + " with it");
        }
        return key;
    }

    private static String inBody(Map<String, String> given) {
        Map<String, String> shaping = new TreeMap<>(given);
        shaping.keySet().removeAll(NOT_IN_BODY);
        StringBuilder text = new StringBuilder();
        shaping.forEach(
                (name, value) -> text.append(name).append('\n').append(value).append('\n'));
        return text.toString();
    }

    private static String digest(String text, int digits) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ShipEngineSettings[" + recovery.scope() + "]";
    }
}
