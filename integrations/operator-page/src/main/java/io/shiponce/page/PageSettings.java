package io.shiponce.page;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the page is, and what it shows.
 *
 * <p>Immutable and safe for any thread. A path or an origin of another form throws {@link IllegalArgumentException}.
 *
 * @param path where it is mounted: empty for the root, else like {@code /shiponce}, without a slash at its end
 * @param origins under which browsers know it, like {@code https://ops.example.com}; requests to any other host are refused. If there are
 *     none, it answers on this machine's loopback names only
 * @param zone of the times that it shows
 */
public record PageSettings(String path, Set<String> origins, ZoneId zone) {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");

    public PageSettings {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("path must be empty or like /shiponce, was " + path);
        }
        origins = origins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT).replaceFirst("/$", ""))
                .collect(Collectors.toUnmodifiableSet());
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "an origin must be like https://ops.example.com or http://host:8080, was " + origin);
            }
        }
    }

    /** At the root, on loopback names, in the system's zone. */
    public static PageSettings defaults() {
        return new PageSettings("", Set.of(), ZoneId.systemDefault());
    }

    /** The same, mounted elsewhere. */
    public PageSettings withPath(String newPath) {
        return new PageSettings(newPath, origins, zone);
    }

    /** The same under these origins. */
    public PageSettings withOrigins(Set<String> newOrigins) {
        return new PageSettings(path, newOrigins, zone);
    }

    /** The same in another zone. */
    public PageSettings withZone(ZoneId newZone) {
        return new PageSettings(path, origins, newZone);
    }
}
