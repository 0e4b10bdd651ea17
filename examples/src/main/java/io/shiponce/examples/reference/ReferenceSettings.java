package io.shiponce.examples.reference;

import io.shiponce.carrier.Recovery.Level;
import io.shiponce.carrier.http.AdapterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of the reference adapter.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param base scheme, host, port and path, normalised: the same carrier is the same text
 * @param timeout the longest one whole request may take
 */
record ReferenceSettings(String base, Level level, Duration timeout) {
    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static ReferenceSettings read(Map<String, String> given) {
        AdapterSettings settings = AdapterSettings.of(given);
        String base = settings.baseUrl("url");
        Level level = level(settings.choice("level", "1", List.of("0", "1", "2", "3")));
        Duration timeout = settings.timeout(Duration.ofSeconds(5));
        settings.refuseOthers();
        return new ReferenceSettings(base, level, timeout);
    }

    private static Level level(String level) {
        return switch (level) {
            case "0" -> Level.NONE;
            case "1" -> Level.LOOKUP;
            case "2" -> Level.UNIQUE_REFERENCE;
            case "3" -> Level.IDEMPOTENCY_KEY;
            default -> throw new AssertionError(level);
        };
    }
}
