package io.shiponce.carrier.shipengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CarrierAdapterFactory;
import io.shiponce.carrier.Recovery;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Settings: what is needed, what is refused and how, and that no key shows anywhere. */
class ShipEngineSettingsTest {
    private static final String URL = "http://localhost:1";

    @Test
    void theFactoryIsFound() {
        assertEquals(
                List.of("shipengine"),
                ServiceLoader.load(CarrierAdapterFactory.class).stream()
                        .filter(provider -> provider.type() == ShipEngineFactory.class)
                        .map(provider -> provider.get().name())
                        .toList());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused("setting api_key is missing", "api_key", "");
        assertRefused("setting carrier_id is missing", "carrier_id", "");
        assertRefused("setting service_code is missing", "service_code", "");
        assertRefused("setting ship_from.phone is missing", "ship_from.phone", "");
        assertRefused("setting origin.A.country_code is missing", "origin.A.warehouse_id", "se-1");
        assertRefused("setting customs.contents_explanation is missing", "customs.contents", "other");
        assertRefused(
                "setting ship_from.state_province is missing; it is needed in US", "ship_from.country_code", "US");
        Map<String, String> nowhere = Samples.settings(URL);
        nowhere.keySet().removeIf(name -> name.startsWith("ship_from."));
        assertTrue(messageOf(nowhere).contains("settings ship_from.* are missing"));
    }

    @Test
    void whatIsUnknownIsRefused() {
        assertRefused("unknown setting apikey", "apikey", "x");
        assertRefused("unknown setting ship_from.street", "ship_from.street", "x");
        assertRefused("unknown setting origin.AUG", "origin.AUG", "x");
        assertRefused("unknown setting origin.AUG.street", "origin.AUG.street", "x");
        assertRefused(
                "unknown setting origin.AUG.name",
                "origin.AUG.warehouse_id",
                "se-1",
                "origin.AUG.country_code",
                "DE",
                "origin.AUG.name",
                "x");
        assertRefused("unknown setting service.express.speed", "service.express.speed", "x");
        assertRefused("unknown setting service.service_code", "service.service_code", "x");
        assertRefused("unknown setting to.USA.service_code", "to.USA.service_code", "x");
        assertRefused("unknown setting to.us.service_code", "to.us.service_code", "x");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertRefused("setting carrier_id must be like se-28529731", "carrier_id", "dhl");
        assertRefused("setting service_code must be like", "service_code", "DHL Paket");
        assertRefused("setting service.express.service_code must be like", "service.express.service_code", "No");
        assertRefused("setting to.US.package_code must be like", "to.US.package_code", "x".repeat(51));
        assertRefused("setting confirmation must be one of none, delivery", "confirmation", "please");
        assertRefused(
                "setting ship_from.country_code must be two capital letters", "ship_from.country_code", "Germany");
        assertRefused(
                "setting origin.A.warehouse_id must be like",
                "origin.A.warehouse_id",
                "7",
                "origin.A.country_code",
                "DE");
        assertRefused("setting label_format must be pdf, png or zpl", "label_format", "tiff");
        assertRefused("setting label_layout must be", "label_layout", "A3");
        assertRefused(
                "setting label_layout letter is there for label_format pdf only",
                "label_layout",
                "letter",
                "label_format",
                "zpl");
        assertRefused("setting label_download must be", "label_download", "mail");
        assertRefused("setting validate_address must be", "validate_address", "yes");
        assertRefused("setting test_label must be", "test_label", "1");
        assertRefused("setting weight_unit must be gram, kilogram, ounce or pound", "weight_unit", "stone");
        assertRefused("setting dimension_unit must be centimeter or inch", "dimension_unit", "foot");
        assertRefused("setting content_description must be at most 35", "content_description", "x".repeat(36));
        assertRefused("setting customs.contents must be", "customs.contents", "things");
        assertRefused("setting customs.non_delivery must be", "customs.non_delivery", "burn");
        assertRefused("setting customs.terms_of_trade_code must be", "customs.terms_of_trade_code", "abc");
        assertRefused("setting level must be 1 or 2", "level", "3");
        assertRefused("setting timeout must be", "timeout", "5");
        assertRefused("setting account must be", "account", "the shop's");
        assertRefused("setting url must be https", "url", "http://api.shipengine.com");
        assertRefused("setting url must be http or https", "url", "ftp://localhost");
    }

    @Test
    void sandboxAndProductionAreNotMixedUp() {
        assertRefused("sandbox is true, and api_key is not one of the sandbox", "api_key", "live_k3yQuarzW0rd");
        assertRefused("api_key is one of the sandbox", "sandbox", "false");
        assertEquals(
                "https://api.shipengine.com",
                read("url", "", "api_key", "live_k3yQuarzW0rd", "sandbox", "").base());
    }

    @Test
    void c9_levelTwoUnlessSomebodyWantsLess() {
        assertEquals(Recovery.Level.UNIQUE_REFERENCE, read().recovery().level());
        assertEquals(Recovery.Level.LOOKUP, read("level", "1").recovery().level());
    }

    @Test
    void c9_anotherKeyIsAnotherAccountUntilSomebodyNamesIt() {
        String scope = read().recovery().scope();
        assertEquals(scope, read().recovery().scope());
        assertNotEquals(scope, read("api_key", "TEST_another").recovery().scope());
        assertNotEquals(scope, read("url", "http://localhost:2").recovery().scope());
        assertEquals(
                "http://localhost:1 account shop",
                read("account", "shop").recovery().scope());
        assertEquals(
                read("account", "shop").recovery().scope(),
                read("account", "shop", "api_key", "TEST_another").recovery().scope());
        String longest = "http://localhost:1/" + "x".repeat(81);
        assertTrue(read("url", longest, "account", "y".repeat(60))
                        .recovery()
                        .scope()
                        .length()
                <= 200);
        assertRefused("setting url must be at most 100", "url", longest + "x");
    }

    @Test
    void c5_theFormatFollowsTheSettingsThatShowInTheBytes() {
        String format = read().recovery().format();
        assertEquals(
                format,
                read("timeout", "1s", "account", "x", "level", "1").recovery().format());
        assertEquals(
                format,
                read("api_key", "TEST_another", "url", "http://localhost:2")
                        .recovery()
                        .format());
        assertNotEquals(format, read("service_code", "other").recovery().format());
        assertNotEquals(format, read("label_format", "png").recovery().format());
        assertNotEquals(format, read("ship_from.phone", "1").recovery().format());
        assertTrue(format.startsWith(LabelRequests.FORMAT + "-") && format.length() <= 50, format);
    }

    @Test
    void c11_noKeyShowsAnywhere() {
        ShipEngineSettings settings = read();
        ShipEngineCarrier carrier = Samples.adapter(URL);
        for (String shown : List.of(
                settings.toString(), carrier.toString(), carrier.recovery().toString())) {
            assertFalse(shown.contains(Samples.KEY), shown);
            assertFalse(shown.contains("k3yQuarz"), shown);
        }
        for (String[] wrong : List.of(
                new String[] {"api_key", Samples.KEY + " "},
                new String[] {"api_key", "k3yQuarzW0rd"},
                new String[] {"sandbox", Samples.KEY},
                new String[] {"account", Samples.KEY + "!"},
                new String[] {"url", "http://shop:k3yQuarzW0rd@localhost"},
                new String[] {"level", Samples.KEY},
                new String[] {"timeout", Samples.KEY},
                new String[] {"carrier_id", Samples.KEY})) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> Samples.adapter(URL, wrong), () -> wrong[0]);
            StringWriter trace = new StringWriter();
            refusal.printStackTrace(new PrintWriter(trace));
            assertFalse(trace.toString().contains("k3yQuarz"), trace::toString);
        }
    }

    private static ShipEngineSettings read(String... more) {
        return ShipEngineSettings.read(Samples.settings(URL, more));
    }

    private static void assertRefused(String part, String... more) {
        String message = messageOf(Samples.settings(URL, more));
        assertTrue(message.contains(part), message);
    }

    private static String messageOf(Map<String, String> settings) {
        return assertThrows(IllegalArgumentException.class, () -> new ShipEngineFactory().create(settings))
                .getMessage();
    }
}
