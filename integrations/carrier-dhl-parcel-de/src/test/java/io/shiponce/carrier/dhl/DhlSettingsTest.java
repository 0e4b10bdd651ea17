package io.shiponce.carrier.dhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierAdapterFactory;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DhlSettingsTest {
    private static final String URL = "http://localhost:8080/dhl";

    @Test
    void theFactoryIsFoundByItsName() {
        assertEquals(
                1,
                ServiceLoader.load(CarrierAdapterFactory.class).stream()
                        .filter(provider -> provider.get().name().equals("dhl-parcel-de"))
                        .count());
    }

    @Test
    void c9_itPromisesNothingAndNamesAccountAndEndpoint() {
        CarrierAdapter adapter = Samples.adapter(URL + "/");
        assertEquals(
                Recovery.of(Recovery.Level.NONE, URL + " 3333333333 STANDARD_GRUPPENPROFIL", Orders.FORMAT),
                adapter.recovery());
        assertFalse(adapter instanceof CarrierLookup, "DHL finds nothing by a reference");
    }

    @Test
    void c9_anotherCustomerOrProfileIsAnotherScope() {
        assertEquals(
                URL + " 3333333333 4444444444 P",
                Samples.adapter(URL, "profile", "P", "billingNumber.V62KP", "44444444446201")
                        .recovery()
                        .scope());
    }

    @Test
    void theEnvironmentNamesTheAddress() {
        assertEquals(
                "https://api-sandbox.dhl.com/parcel/de/shipping/v2",
                read("url", "", "environment", "sandbox").base());
        assertEquals(
                "https://api-eu.dhl.com/parcel/de/shipping/v2",
                read("url", "", "environment", "production").base());
    }

    @Test
    void whatIsNotSetIsAsUsual() {
        DhlSettings settings = read();
        assertEquals(Duration.ofSeconds(10), settings.timeout());
        assertEquals("docFormat=PDF&includeDocs=include", settings.print().query(settings.mustEncode()));
        assertEquals("STANDARD_GRUPPENPROFIL", settings.orders().profile());
    }

    @Test
    void labelsComeAsTheyAreWanted() {
        DhlSettings settings =
                read("docFormat", "ZPL2", "printFormat", "910-300-600", "labels", "links", "mustEncode", "true");
        assertEquals(
                "docFormat=ZPL2&printFormat=910-300-600&includeDocs=URL&mustEncode=true",
                settings.print().query(settings.mustEncode()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiKey",
                "user",
                "password",
                "billingNumber.V01PAK,billingNumber.V53WPAK",
                "shipper.name1",
                "shipper.street",
                "shipper.postalCode",
                "shipper.city",
                "shipper.name1,shipper.street,shipper.postalCode,shipper.city",
                "url"
            })
    void whatIsRequiredIsNamed(String names) {
        Map<String, String> settings = Samples.settings(URL);
        List.of(names.split(",")).forEach(settings::remove);
        String expected = names.startsWith("url") ? "environment" : names.split(",")[0].replace("name1", "");
        assertRefused(settings, expected, "missing");
    }

    @ParameterizedTest
    @CsvSource({
        "environment, test, exclude",
        "url, ftp://x, setting url",
        "timeout, 11m, setting timeout",
        "authentication, token, basic or oauth",
        "authentication, oauth, setting apiSecret is missing",
        "billingNumber.V01PAK, 33333333335301, then 01",
        "billingNumber.V01PAK, 3333333333010, setting billingNumber.V01PAK",
        "billingNumber.V99, 33333333339901, unknown setting billingNumber.V99",
        "product, V99, must be one of V01PAK",
        "to.DE.product, V99, setting to.DE.product",
        "to.EUR.product, V01PAK, unknown setting to.EUR.product",
        "service.x, V01PAK, unknown setting service.x",
        "shipper.colour, red, unknown setting shipper.colour",
        "shipper.ref, R, unknown setting shipper.city",
        "shipper.postalCode, 53_113, setting shipper.postalCode",
        "shipper.postalCode, 5, setting shipper.postalCode",
        "shipper.country, DEU, setting shipper.country",
        "shipper.contact, ab, 3 to 80",
        "origin.MUC, x, unknown setting origin.MUC",
        "origin.MUC.name1, x, setting origin.MUC.street is missing",
        "profile, 123456789012345678901234567890123456, setting profile",
        "docFormat, ZPL, PDF or ZPL2",
        "printFormat, A5, setting printFormat",
        "labels, none, inline or links",
        "mustEncode, yes, true or false",
        "endorsement, BURN, RETURN or ABANDON",
        "premium, yes, true or false",
        "share.email, yes, true or false",
        "customs.exportType, GIFT, setting customs.exportType",
        "customs.exportType, OTHER, setting customs.exportDescription is missing",
        "customs.postalCharges, 4.90, setting customs.postalCharges",
        "customs.postalCharges, 4.90 EURO, setting customs.postalCharges",
        "customs.postalCharges, 4.90 QQQ, setting customs.postalCharges",
        "customs.postalCharges, 100000.01 EUR, at most 100000",
        "customs.hsCode, 12345, 6 to 11",
        "customs.countryOfOrigin, DEU, setting customs.countryOfOrigin",
        "customs.codes, none, required or optional",
        "customs.colour, red, unknown setting customs.colour",
        "apikey, k, unknown setting apikey"
    })
    void othersAreRefusedByName(String name, String value, String expected) {
        assertRefused(Samples.settings(URL, name, value), expected);
    }

    @Test
    void theShippersLongestIsTakenAndNoMore() {
        read("shipper.name1", "n".repeat(50), "shipper.house", "h".repeat(10), "shipper.email", "e".repeat(80));
        assertRefused(Samples.settings(URL, "shipper.name1", "n".repeat(51)), "1 to 50 characters, has 51");
        assertRefused(Samples.settings(URL, "shipper.house", "h".repeat(11)), "1 to 10");
    }

    @Test
    void aScopeThatIsTooLongIsRefused() {
        assertRefused(Samples.settings("http://localhost/" + "x".repeat(160)), "setting url must be shorter");
    }

    @Test
    void c11_noSecretIsShown() {
        DhlSettings settings = read("authentication", "oauth", "apiSecret", Samples.SECRET);
        for (Object shown : List.of(
                settings,
                settings.access(),
                settings.orders(),
                settings.print(),
                Samples.adapter(URL),
                new Login.Credentials(Samples.KEY, Samples.SECRET, "user-valid", Samples.PASSWORD))) {
            assertFalse(shown.toString().contains("4711"), shown::toString);
            assertFalse(shown.toString().contains("user-valid"), shown::toString);
        }
    }

    private static DhlSettings read(String... more) {
        return DhlSettings.read(Samples.settings(URL, more));
    }

    private static void assertRefused(Map<String, String> settings, String... expected) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new DhlParcelDeFactory().create(settings));
        for (String part : expected) {
            assertTrue(refused.getMessage().contains(part), refused::getMessage);
        }
        assertFalse(refused.getMessage().contains("4711"), refused::getMessage);
    }
}
