package io.shiponce.carrier.shipengine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.Weight;
import io.shiponce.carrier.http.UnsendableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of ShipEngine, to the byte, and what is refused before anything is written. */
class LabelRequestsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void r7_theBytesOfADomesticParcel() throws Exception {
        assertEquals(
                "{\"shipment\":{\"carrier_id\":\"se-28529731\",\"service_code\":\"dhl_paket\","
                        + "\"external_shipment_id\":\"SO-Q7XK2M9V4T1B\",\"ship_to\":{\"name\":\"Ada Ahorn\","
                        + "\"address_line1\":\"Lindenstr. 1\",\"city_locality\":\"Berlin\",\"state_province\":\"Berlin\","
                        + "\"postal_code\":\"10969\",\"country_code\":\"DE\"},\"ship_from\":{\"name\":\"Versand\","
                        + "\"phone\":\"+49 821 1111111\",\"address_line1\":\"Lagerweg 4\",\"city_locality\":\"Augsburg\","
                        + "\"state_province\":\"Augsburg\",\"postal_code\":\"86150\",\"country_code\":\"DE\"},"
                        + "\"packages\":[{\"package_code\":\"package\",\"weight\":{\"value\":1234,\"unit\":\"gram\"},"
                        + "\"dimensions\":{\"unit\":\"centimeter\",\"length\":20.0,\"width\":15.0,\"height\":10.1}}]},"
                        + "\"validate_address\":\"no_validation\",\"label_download_type\":\"inline\","
                        + "\"label_format\":\"pdf\",\"label_layout\":\"4x6\"}",
                text(Samples.to(Samples.berlin())),
                "whoever changes these bytes changes LabelRequests.FORMAT");
    }

    @Test
    void r7_theBytesOfAParcelAbroad() throws Exception {
        assertEquals(
                "{\"shipment\":{\"carrier_id\":\"se-28529731\",\"service_code\":\"dhl_paket\","
                        + "\"external_shipment_id\":\"SO-Q7XK2M9V4T1B\",\"ship_to\":{\"name\":\"Ada Ahorn\",\"phone\":\"1\","
                        + "\"email\":\"ada@example.org\",\"company_name\":\"Ahorn Inc.\",\"address_line1\":\"1 Main St\","
                        + "\"address_line2\":\"Unit 2\",\"city_locality\":\"Austin\",\"state_province\":\"TX\","
                        + "\"postal_code\":\"78756\",\"country_code\":\"US\"},\"warehouse_id\":\"se-7\","
                        + "\"confirmation\":\"signature\",\"customs\":{\"contents\":\"other\","
                        + "\"contents_explanation\":\"pottery\",\"non_delivery\":\"treat_as_abandoned\","
                        + "\"terms_of_trade_code\":\"dap\"},\"packages\":[{\"package_code\":\"large_package\","
                        + "\"weight\":{\"value\":43.53,\"unit\":\"ounce\"},\"dimensions\":{\"unit\":\"inch\",\"length\":7.88,"
                        + "\"width\":5.91,\"height\":3.98},\"content_description\":\"Mugs\",\"products\":[{\"description\":"
                        + "\"Mug\",\"quantity\":2,\"value\":{\"currency\":\"EUR\",\"amount\":12.50},\"weight\":{\"value\":"
                        + "12.35,\"unit\":\"ounce\"},\"harmonized_tariff_code\":\"69111000\",\"country_of_origin\":\"DE\","
                        + "\"sku\":\"MUG-1\"}]}]},\"test_label\":true,\"validate_address\":\"validate_and_clean\","
                        + "\"label_download_type\":\"url\",\"label_format\":\"png\",\"label_layout\":\"A6\"}",
                text(
                        Samples.from("AUG", "", Samples.austin()),
                        "origin.AUG.warehouse_id",
                        "se-7",
                        "origin.AUG.country_code",
                        "DE",
                        "confirmation",
                        "signature",
                        "package_code",
                        "large_package",
                        "customs.contents",
                        "other",
                        "customs.contents_explanation",
                        "pottery",
                        "customs.non_delivery",
                        "treat_as_abandoned",
                        "customs.terms_of_trade_code",
                        "dap",
                        "weight_unit",
                        "ounce",
                        "dimension_unit",
                        "inch",
                        "content_description",
                        "Mugs",
                        "test_label",
                        "true",
                        "validate_address",
                        "validate_and_clean",
                        "label_download",
                        "none",
                        "label_format",
                        "png",
                        "label_layout",
                        "A6"),
                "whoever changes these bytes changes LabelRequests.FORMAT");
    }

    @Test
    void c5_theBytesDependOnNothingElse() throws Exception {
        byte[] first = bytes(Samples.to(Samples.austin()));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertArrayEquals(first, bytes(Samples.to(Samples.austin())));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void c6_aReferenceThatWouldBeCutIsRejected() throws Exception {
        LabelRequests requests = requests();
        String fifty = "R".repeat(50);
        assertTrue(new String(requests.bytes(Samples.to(Samples.berlin()), fifty), StandardCharsets.UTF_8)
                .contains("\"external_shipment_id\":\"" + fifty + "\""));
        UnsendableException refusal = assertThrows(
                UnsendableException.class, () -> requests.bytes(Samples.to(Samples.berlin()), fifty + "R"));
        assertEquals(
                new SendOutcome.Rejected("the reference has 51 characters; ShipEngine keeps 50 and cuts the rest"),
                refusal.outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "gram,1,1", "gram,1234,1234", "gram,1000000000,1000000000",
        "kilogram,1,0.001", "kilogram,1234,1.234", "kilogram,20000,20.000",
        "ounce,1,0.04", "ounce,28,0.99", "ounce,29,1.03",
        "pound,1,0.003", "pound,453,0.999", "pound,454,1.001"
    })
    void weightsAreExactOrRoundedUp(String unit, long grams, BigDecimal value) throws Exception {
        Parcel parcel = new Parcel(List.of(Samples.mug()), new Weight(grams), null);
        JsonNode weight =
                tree(Samples.to(Samples.berlin(), parcel), "weight_unit", unit).at("/shipment/packages/0/weight");
        assertEquals(value, new BigDecimal(weight.path("value").asText()).setScale(value.scale()));
        assertEquals(unit, weight.path("unit").textValue());
    }

    @ParameterizedTest
    @CsvSource({"centimeter,1,0.1", "centimeter,1234,123.4", "inch,1,0.04", "inch,254,10.00", "inch,255,10.04"})
    void sizesAreExactOrRoundedUp(String unit, int millimetres, BigDecimal value) throws Exception {
        Parcel parcel = new Parcel(
                List.of(Samples.mug()), new Weight(1), new Dimensions(millimetres, millimetres, millimetres));
        JsonNode size = tree(Samples.to(Samples.berlin(), parcel), "dimension_unit", unit)
                .at("/shipment/packages/0/dimensions");
        for (String side : List.of("length", "width", "height")) {
            assertEquals(0, value.compareTo(size.path(side).decimalValue()), side);
        }
        assertEquals(unit, size.path("unit").textValue());
    }

    @Test
    void amountsAreWrittenAsTheyAre() throws Exception {
        for (String amount : List.of("100", "100.00", "0.000001", "999999999999999999", "0")) {
            Item item = new Item("A", "A", 1, new Money(new BigDecimal(amount), "EUR"), null, "69111000", "DE");
            assertTrue(
                    text(Samples.to(Samples.austin(), Samples.parcel(item))).contains("\"amount\":" + amount + "}"),
                    amount);
        }
    }

    @Test
    void severalParcelsAreSeveralPackages() throws Exception {
        Consignment two = Samples.to(Samples.berlin(), Samples.parcel(Samples.mug()), Samples.parcel(Samples.mug()));
        assertEquals(2, tree(two).at("/shipment/packages").size());
    }

    @Test
    void c4_whatShipEngineCannotTakeIsRejectedByFieldAndLimit() {
        Parcel light = new Parcel(List.of(Samples.mug()), null, null);
        Parcel zero = new Parcel(List.of(Samples.mug()), Weight.ZERO, null);
        Parcel good = Samples.parcel(Samples.mug());
        assertRejected("parcel 1: weight is missing or zero", Samples.to(Samples.berlin(), light));
        assertRejected("parcel 2: weight is missing or zero", Samples.to(Samples.berlin(), good, zero));
        assertRejected("text that is not Unicode", Samples.to(named("Ada \ud83d")));
        for (String country : List.of("US", "CA", "AU")) {
            assertRejected(
                    "shipTo.region is missing; it is needed in " + country,
                    Samples.to(new Address("Ada", null, "1 Main St", null, "1", "X", " ", country, null, null)));
        }
        Item bulk = new Item("B".repeat(255), "B".repeat(100), 1, money(), null, "69111000", "DE");
        assertRejected(
                "bytes, of at most 1048576",
                Samples.to(
                        Samples.austin(),
                        Collections.nCopies(2, new Parcel(Collections.nCopies(2_000, bulk), new Weight(1), null))
                                .toArray(Parcel[]::new)));
    }

    @Test
    void customsNeedEverythingAboutEachItem() throws Exception {
        assertCustomsMiss("name", new Item("A", null, 1, money(), null, "69111000", "DE"));
        assertCustomsMiss("name", new Item("A", " ", 1, money(), null, "69111000", "DE"));
        assertCustomsMiss("unitPrice", new Item("A", "Mug", 1, null, null, "69111000", "DE"));
        assertCustomsMiss("commodityCode", new Item("A", "Mug", 1, money(), null, null, "DE"));
        assertCustomsMiss("countryOfOrigin", new Item("A", "Mug", 1, money(), null, "69111000", null));
        assertRejected(
                "parcel 1, item 1: name has 101 characters, and is the description for customs, of at most 100",
                Samples.to(
                        Samples.austin(),
                        Samples.parcel(new Item("A", "N".repeat(101), 1, money(), null, "69111000", "DE"))));
        // At home nobody asks.
        Item bare = new Item("A", null, 1, null, null);
        assertFalse(text(Samples.to(Samples.berlin(), Samples.parcel(bare))).contains("products"));
    }

    private static void assertCustomsMiss(String field, Item item) {
        assertRejected(
                "parcel 2, item 2: " + field + " is missing; the consignment leaves the sender's customs territory",
                Samples.to(Samples.austin(), Samples.parcel(Samples.mug()), Samples.parcel(Samples.mug(), item)));
    }

    @Test
    void fromAndToMexicoTheContentMustBeDescribed() throws Exception {
        Address mexico = new Address("Ada", null, "Calle 1", null, "06000", "Ciudad de Mexico", null, "MX", null, null);
        assertNotYet("content_description", Samples.to(mexico));
        assertTrue(
                text(Samples.to(mexico), "content_description", "Tazas").contains("\"content_description\":\"Tazas\""));
    }

    @Test
    void c3_whatTheSettingsDoNotSayIsNotSentAndNotRefused() throws Exception {
        assertNotYet("service 'express'", Samples.from("", "express", Samples.berlin()));
        assertNotYet("origin 'AUG'", Samples.from("AUG", "", Samples.berlin()));
        assertNotYet(
                "no setting carrier_id holds for the service '' and the country DE",
                Samples.to(Samples.berlin()),
                "carrier_id",
                "",
                "to.US.carrier_id",
                "se-1");
        assertNotYet(
                "names no origin",
                Samples.to(Samples.berlin()),
                "ship_from.name",
                "",
                "ship_from.phone",
                "",
                "ship_from.address_line1",
                "",
                "ship_from.city_locality",
                "",
                "ship_from.postal_code",
                "",
                "ship_from.country_code",
                "",
                "origin.AUG.warehouse_id",
                "se-7",
                "origin.AUG.country_code",
                "DE");
    }

    @Test
    void theMostSpecialSettingHolds() throws Exception {
        String[] settings = {
            "to.US.carrier_id",
            "se-2",
            "to.US.service_code",
            "ups_worldwide",
            "service.express.service_code",
            "dhl_express",
            "service.express.to.US.service_code",
            "fedex_overnight",
            "service.express.to.US.package_code",
            "fedex_box",
            "service.a.b.service_code",
            "ab",
            "service.*.confirmation",
            "signature"
        };
        assertRoute("se-28529731 dhl_paket package ", "", Samples.berlin(), settings);
        assertRoute("se-2 ups_worldwide package ", "", Samples.austin(), settings);
        assertRoute("se-28529731 dhl_express package ", "express", Samples.berlin(), settings);
        assertRoute("se-2 fedex_overnight fedex_box ", "express", Samples.austin(), settings);
        assertRoute("se-28529731 ab package ", "a.b", Samples.berlin(), settings);
        assertRoute("se-28529731 dhl_paket package signature", "standard", Samples.berlin(), settings);
    }

    private static void assertRoute(String expected, String service, Address to, String... settings) throws Exception {
        JsonNode shipment = tree(Samples.from("", service, to), settings).path("shipment");
        assertEquals(
                expected,
                shipment.path("carrier_id").asText() + " "
                        + shipment.path("service_code").asText() + " "
                        + shipment.at("/packages/0/package_code").asText() + " "
                        + shipment.path("confirmation").asText(""));
    }

    private static Money money() {
        return new Money(new BigDecimal("1.00"), "EUR");
    }

    private static Address named(String name) {
        return new Address(name, null, "Lindenstr. 1", null, "10969", "Berlin", null, "DE", null, null);
    }

    private static void assertRejected(String part, Consignment consignment) {
        SendOutcome outcome = refusal(consignment);
        SendOutcome.Rejected rejected = assertInstanceOf(SendOutcome.Rejected.class, outcome);
        assertTrue(rejected.detail().contains(part), rejected.detail());
        assertNoPersonalData(rejected.detail());
    }

    private static void assertNotYet(String part, Consignment consignment, String... settings) {
        SendOutcome.NotSent notSent = assertInstanceOf(SendOutcome.NotSent.class, refusal(consignment, settings));
        assertTrue(notSent.detail().contains(part), notSent.detail());
        assertNoPersonalData(notSent.detail());
    }

    private static void assertNoPersonalData(String detail) {
        for (String value : List.of("Ada", "Ahorn", "Linden", "10969", "Main St", "78756", "example.org")) {
            assertFalse(detail.contains(value), detail);
        }
    }

    private static SendOutcome refusal(Consignment consignment, String... settings) {
        return assertThrows(UnsendableException.class, () -> bytes(consignment, settings))
                .outcome();
    }

    private static LabelRequests requests(String... settings) {
        return ShipEngineSettings.read(Samples.settings("http://localhost:1", settings))
                .requests();
    }

    private static byte[] bytes(Consignment consignment, String... settings) throws UnsendableException {
        return requests(settings).bytes(consignment, Samples.REFERENCE);
    }

    private static String text(Consignment consignment, String... settings) throws UnsendableException {
        return new String(bytes(consignment, settings), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(Consignment consignment, String... settings) throws UnsendableException, IOException {
        return JSON.reader()
                .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(bytes(consignment, settings));
    }
}
