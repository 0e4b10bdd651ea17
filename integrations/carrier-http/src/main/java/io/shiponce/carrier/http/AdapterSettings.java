package io.shiponce.carrier.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the settings that a {@link io.shiponce.carrier.CarrierAdapterFactory} was given: asked for by name, one after the other;
 * what nobody asked for is refused at the end by {@link #refuseOthers()}.
 *
 * <p>For one thread. Whatever is missing or wrong throws {@link IllegalArgumentException} that names the setting and what was
 * expected, and never the value: any value may be a password in the wrong place. {@link #toString()} shows names only.
 */
public final class AdapterSettings {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MAX_BASE = 200;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private final SortedMap<String, String> settings;
    private final SortedSet<String> known = new TreeSet<>();

    private AdapterSettings(Map<String, String> settings) {
        this.settings = new TreeMap<>(settings);
    }

    /** All of them; later changes of the map are not seen. */
    public static AdapterSettings of(Map<String, String> settings) {
        return new AdapterSettings(settings);
    }

    /** A setting that may be missing; a blank one is refused. */
    public Optional<String> optional(String name) {
        known.add(name);
        Optional<String> value = Optional.ofNullable(settings.get(name));
        if (value.isPresent() && value.get().isBlank()) {
            throw new IllegalArgumentException("setting " + name + " must not be blank");
        }
        return value;
    }

    /** A setting that must be there; {@code expected} says what it is, or gives an example. */
    public String required(String name, String expected) {
        return optional(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("setting " + name + " is missing; expected " + expected));
    }

    /**
     * A key or password that is sent in a header: it must be there, and of visible ASCII characters only. With others the HTTP
     * client would refuse the header when it is too late, and repeat its value.
     */
    public String secret(String name, String expected) {
        String secret = required(name, expected);
        if (!VISIBLE.matcher(secret).matches()) {
            throw new IllegalArgumentException(
                    "setting " + name + " must be of visible ASCII characters, without blanks");
        }
        return secret;
    }

    /** One of several words, at least two. */
    public String choice(String name, String fallback, List<String> words) {
        String value = optional(name).orElse(fallback);
        if (!words.contains(value)) {
            throw new IllegalArgumentException("setting " + name + " must be "
                    + String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1));
        }
        return value;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean fallback) {
        return choice(name, String.valueOf(fallback), List.of("true", "false")).equals("true");
    }

    /** The setting {@code timeout}: how long one whole exchange may take, from 1 ms to 10 minutes, like {@code 5s}. */
    public Duration timeout(Duration fallback) {
        Optional<String> text = optional("timeout");
        if (text.isEmpty()) {
            return fallback;
        }
        Duration timeout;
        try {
            timeout = Durations.parse(text.get());
        } catch (IllegalArgumentException e) {
            // Not its message, nor the cause: they quote the value.
            throw new IllegalArgumentException("setting timeout must be a duration like 5s, 500ms or PT5S");
        }
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("setting timeout must be between 1ms and 10m");
        }
        return timeout;
    }

    /**
     * An address to which paths are appended: {@code http} or {@code https}, without user, query and fragment. Normalised, so
     * that the same place is the same text; at most 200 characters, without a slash at the end.
     */
    public String baseUrl(String name) {
        return base(name, required(name, "for example http://localhost:8080"));
    }

    /** Like {@link #baseUrl(String)} where the setting is missing: {@code fallback}. */
    public String baseUrl(String name, String fallback) {
        return base(name, optional(name).orElse(fallback));
    }

    /** All whose names begin with {@code prefix}, by the rest of their names. */
    public SortedMap<String, String> group(String prefix) {
        SortedMap<String, String> group = new TreeMap<>();
        for (String name : settings.keySet()) {
            if (name.startsWith(prefix)) {
                optional(name).ifPresent(value -> group.put(name.substring(prefix.length()), value));
            }
        }
        return group;
    }

    /** Refuses what was never asked for: a setting that nobody reads would be believed to work. */
    public void refuseOthers() {
        SortedSet<String> others = new TreeSet<>(settings.keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown setting " + String.join(", ", others) + "; there are " + String.join(", ", known));
        }
    }

    private static String base(String name, String url) {
        URI uri = uri(name, url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!(secure || scheme.equals("http")) || uri.getHost() == null) {
            throw badUrl(name);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw badUrl(name);
        }
        int usual = secure ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        String path = uri.normalize().getRawPath().replaceAll("/+$", "");
        String base = scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path;
        if (base.length() > MAX_BASE) {
            throw new IllegalArgumentException("setting " + name + " must be at most " + MAX_BASE + " characters long");
        }
        return base;
    }

    private static URI uri(String name, String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Not the cause: its message quotes the whole text, and with it a password that somebody put there.
            throw badUrl(name);
        }
    }

    private static IllegalArgumentException badUrl(String name) {
        return new IllegalArgumentException("setting " + name
                + " must be http or https with a host, and without user, query and fragment;"
                + " expected for example http://localhost:8080");
    }

    @Override
    public String toString() {
        return "AdapterSettings" + settings.keySet();
    }
}
