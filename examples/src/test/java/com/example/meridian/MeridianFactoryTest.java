package com.example.meridian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shiponce.Carriers;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Recovery;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeridianFactoryTest {
    private static final Map<String, String> SETTINGS =
            Map.of("url", "https://API.meridian.example:443/", "account", "4711", "key", "hush-hush");

    @Test
    void itIsDiscoveredByItsName() {
        try (CarrierAdapter adapter = Carriers.discover().create("meridian", SETTINGS)) {
            assertEquals(
                    Recovery.of(
                            Recovery.Level.LOOKUP,
                            "https://api.meridian.example/v2/accounts/4711/shipments",
                            "meridian-1"),
                    adapter.recovery());
        }
    }

    /** C9: what was sent for one account is never looked up under another. */
    @Test
    void c9_anotherAccountIsAnotherScope() {
        Map<String, String> other = new TreeMap<>(SETTINGS);
        other.put("account", "4712");

        assertEquals(
                "https://api.meridian.example/v2/accounts/4712/shipments",
                new MeridianFactory().create(other).recovery().scope());
    }

    @ParameterizedTest
    @CsvSource({"url", "account", "key"})
    void refusesWhatIsMissing(String name) {
        Map<String, String> fewer = new TreeMap<>(SETTINGS);
        fewer.remove(name);

        assertRefused("setting " + name + " is missing", fewer);
    }

    @ParameterizedTest
    @CsvSource({
        "colour, red, unknown setting colour",
        "key, 'hush\u0000hush', setting key",
        "timeout, soon, setting timeout"
    })
    void refusesWhatItCannotUse(String name, String value, String problem) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put(name, value);

        assertRefused(problem, settings);
    }

    private static void assertRefused(String problem, Map<String, String> settings) {
        String message = assertThrows(IllegalArgumentException.class, () -> new MeridianFactory().create(settings))
                .getMessage();

        assertEquals(problem, message.substring(0, Math.min(problem.length(), message.length())));
        assertFalse(message.contains("hush"), message);
    }
}
