package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterSettingsTest {

    @Test
    void readsWhatIsThere() {
        AdapterSettings settings = AdapterSettings.of(Map.of(
                "url",
                "HTTPS://Example.test:443/a/",
                "key",
                "k",
                "level",
                "1",
                "strict",
                "true",
                "timeout",
                "500ms",
                "shipper.name",
                "Ada",
                "shipper.AUG.name",
                "Bob"));
        assertEquals("https://example.test/a", settings.baseUrl("url"));
        assertEquals("k", settings.required("key", "a key"));
        assertEquals("1", settings.choice("level", "0", List.of("0", "1")));
        assertTrue(settings.flag("strict", false));
        assertEquals(Duration.ofMillis(500), settings.timeout(Duration.ofSeconds(5)));
        assertEquals(Map.of("name", "Ada", "AUG.name", "Bob"), settings.group("shipper."));
        settings.refuseOthers();
    }

    @Test
    void whatIsMissingHasItsFallback() {
        AdapterSettings settings = AdapterSettings.of(Map.of());
        assertEquals("http://localhost", settings.baseUrl("url", "http://localhost/"));
        assertEquals(Optional.empty(), settings.optional("key"));
        assertEquals("0", settings.choice("level", "0", List.of("0", "1")));
        assertFalse(settings.flag("strict", false));
        assertEquals(Duration.ofSeconds(5), settings.timeout(Duration.ofSeconds(5)));
        assertEquals(Map.of(), settings.group("shipper."));
        settings.refuseOthers();
    }

    @Test
    void whatIsRequiredAndMissingIsNamedWithWhatWasExpected() {
        assertRefused(
                Map.of(),
                settings -> settings.required("key", "the key of the account"),
                "setting key is missing; expected the key of the account");
        assertRefused(Map.of(), settings -> settings.baseUrl("url"), "setting url is missing");
    }

    @Test
    void whatNobodyAskedForIsRefusedByName() {
        assertRefused(
                Map.of("kye", "secret", "key", "k"),
                settings -> {
                    settings.optional("key");
                    settings.refuseOthers();
                },
                "unknown setting kye; there are key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "TRUE", "1"})
    void c11_aWordThatIsNoneOfThemIsNotRepeated(String value) {
        assertRefused(
                Map.of("strict", value),
                settings -> settings.flag("strict", true),
                "setting strict must be true or false");
    }

    @ParameterizedTest
    @CsvSource({"secret", "5", "-1s", "0", "11m", "PT11M"})
    void c11_aBadTimeoutIsNotRepeated(String value) {
        assertRefused(Map.of("timeout", value), settings -> settings.timeout(Duration.ofSeconds(5)), "setting timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "ftp://localhost",
                "http:///x",
                "http://u:secret@localhost",
                "http://localhost?key=secret",
                "http://localhost/#secret",
                "http://local host/secret"
            })
    void c11_aBadUrlIsNotRepeated(String url) {
        assertRefused(Map.of("api", url), settings -> settings.baseUrl("api"), "setting api must be http or https");
    }

    @Test
    void aSecretIsKeptToTheLetter() {
        String secret = "!Aa0~:=/+";

        assertEquals(secret, AdapterSettings.of(Map.of("key", secret)).secret("key", "a key"));
        assertRefused(Map.of(), settings -> settings.secret("key", "a key"), "setting key is missing; expected a key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my secret", "secret\n", "\tsecret", "secret\u0000", "secret\u007f", "s\u00e9cret secret"})
    void c11_aSecretThatNoHeaderTakesIsNotRepeated(String value) {
        assertRefused(
                Map.of("key", value),
                settings -> settings.secret("key", "a key"),
                "setting key must be of visible ASCII characters");
    }

    @Test
    void blankIsNotAValue() {
        assertRefused(Map.of("key", "  "), settings -> settings.optional("key"), "setting key must not be blank");
    }

    @Test
    void c11_itShowsNoValue() {
        assertEquals(
                "AdapterSettings[key]",
                AdapterSettings.of(Map.of("key", "secret")).toString());
    }

    private static void assertRefused(Map<String, String> given, Consumer<AdapterSettings> read, String expected) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> read.accept(AdapterSettings.of(given)));
        assertTrue(refused.getMessage().contains(expected), refused::getMessage);
        for (Throwable one = refused; one != null; one = one.getCause()) {
            assertFalse(one.toString().contains("secret"), one::toString);
        }
    }
}
