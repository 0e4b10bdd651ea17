package io.shiponce.examples.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CarrierAdapterFactory;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.Recovery.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceSettingsTest {

    @Test
    void theFactoryIsFoundByItsName() {
        assertEquals(
                1,
                ServiceLoader.load(CarrierAdapterFactory.class).stream()
                        .filter(provider -> provider.get().name().equals("reference"))
                        .count());
    }

    @Test
    void theDefaultsAreLevel1AndFiveSeconds() {
        ReferenceSettings settings = ReferenceSettings.read(Map.of("url", "http://localhost:8080"));
        assertEquals(new ReferenceSettings("http://localhost:8080", Level.LOOKUP, Duration.ofSeconds(5)), settings);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8080",
        "http://localhost:8080/, http://localhost:8080",
        "HTTP://LocalHost:8080//, http://localhost:8080",
        "http://example.test:80/api/, http://example.test/api",
        "https://example.test:443/a/../b, https://example.test/b",
        "https://example.test:80, https://example.test:80",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void c9_theScopeIsTheNormalisedUrl(String url, String scope) {
        assertEquals(scope, recovery(Map.of("url", url)).scope());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8080",
                "ftp://localhost",
                "http:///x",
                "http://u:secret@localhost",
                "http://localhost?key=secret",
                "http://localhost/#secret",
                "http://local host/secret"
            })
    void c11_aBadUrlIsRefusedWithoutRepeatingIt(String url) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> recovery(Map.of("url", url)));
        assertTrue(refused.getMessage().contains("setting url"), refused::getMessage);
        assertFalse(refused.getMessage().contains("secret"), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "level, 4, 'setting level must be 0, 1, 2 or 3'",
        "level, one, 'setting level must be 0, 1, 2 or 3'",
        "timeout, 5, setting timeout",
        "timeout, 0, setting timeout",
        "timeout, 11m, setting timeout",
        "apiKey, secret, unknown setting apiKey"
    })
    void othersAreRefusedByName(String name, String value, String expected) {
        Map<String, String> settings = new HashMap<>(Map.of("url", "http://localhost"));
        settings.put(name, value);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> recovery(settings));
        assertTrue(refused.getMessage().contains(expected), refused::getMessage);
        assertFalse(refused.getMessage().contains("secret"), refused::getMessage);
    }

    @Test
    void theUrlIsRequired() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> recovery(Map.of()))
                .getMessage()
                .contains("url is missing"));
    }

    @Test
    void c9_eachLevelIsDeclaredAsItIs() {
        String url = "http://localhost";
        assertEquals(Recovery.of(Level.NONE, url, "reference-1"), recovery(Map.of("url", url, "level", "0")));
        assertEquals(Recovery.of(Level.LOOKUP, url, "reference-1"), recovery(Map.of("url", url, "level", "1")));
        assertEquals(
                Recovery.of(Level.UNIQUE_REFERENCE, url, "reference-1"), recovery(Map.of("url", url, "level", "2")));
        assertEquals(
                Recovery.idempotencyKey(url, "reference-1", Duration.ofHours(24)),
                recovery(Map.of("url", url, "level", "3")));
    }

    private static Recovery recovery(Map<String, String> settings) {
        return new ReferenceCarrierFactory().create(settings).recovery();
    }
}
