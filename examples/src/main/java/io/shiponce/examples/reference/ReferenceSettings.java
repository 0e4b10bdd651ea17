package io.shiponce.examples.reference;

import io.shiponce.carrier.Recovery.Level;
import io.shiponce.examples.Durations;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of the reference adapter.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param base scheme, host, port and path, normalised: the same carrier is the same text
 * @param timeout the longest one whole request may take
 */
record ReferenceSettings(String base, Level level, Duration timeout) {
    private static final Set<String> KNOWN = Set.of("url", "level", "timeout");
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MAX_BASE = 200;

    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static ReferenceSettings read(Map<String, String> settings) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown setting " + String.join(", ", unknown) + "; there are url, level and timeout");
        }
        String url = settings.get("url");
        if (url == null) {
            throw new IllegalArgumentException("setting url is missing; expected for example http://localhost:8080");
        }
        return new ReferenceSettings(
                base(url), level(settings.getOrDefault("level", "1")), timeout(settings.getOrDefault("timeout", "5s")));
    }

    private static String base(String url) {
        URI uri = uri(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!(secure || scheme.equals("http")) || uri.getHost() == null) {
            throw badUrl();
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw badUrl();
        }
        int usual = secure ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        String path = uri.normalize().getRawPath().replaceAll("/+$", "");
        String base = scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path;
        if (base.length() > MAX_BASE) {
            throw new IllegalArgumentException("setting url must be at most " + MAX_BASE + " characters long");
        }
        return base;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Not the cause: its message quotes the whole text, and with it a password that somebody put there.
            throw badUrl();
        }
    }

    private static IllegalArgumentException badUrl() {
        return new IllegalArgumentException(
                "setting url must be http or https with a host, and without user, query and fragment;"
                        + " expected for example http://localhost:8080");
    }

    private static Level level(String level) {
        return switch (level) {
            case "0" -> Level.NONE;
            case "1" -> Level.LOOKUP;
            case "2" -> Level.UNIQUE_REFERENCE;
            case "3" -> Level.IDEMPOTENCY_KEY;
            default -> throw new IllegalArgumentException("setting level must be 0, 1, 2 or 3, was " + level);
        };
    }

    private static Duration timeout(String text) {
        Duration timeout;
        try {
            timeout = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setting timeout: " + e.getMessage(), e);
        }
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("setting timeout must be between 1ms and 10m, was " + text);
        }
        return timeout;
    }
}
