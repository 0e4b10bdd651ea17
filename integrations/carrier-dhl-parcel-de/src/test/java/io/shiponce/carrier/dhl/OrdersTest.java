package io.shiponce.carrier.dhl;

import static io.shiponce.carrier.dhl.Samples.address;
import static io.shiponce.carrier.dhl.Samples.augsburg;
import static io.shiponce.carrier.dhl.Samples.austin;
import static io.shiponce.carrier.dhl.Samples.body;
import static io.shiponce.carrier.dhl.Samples.london;
import static io.shiponce.carrier.dhl.Samples.mug;
import static io.shiponce.carrier.dhl.Samples.parcel;
import static io.shiponce.carrier.dhl.Samples.to;
import static io.shiponce.carrier.dhl.Samples.travelling;
import static io.shiponce.carrier.dhl.Samples.vienna;
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
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.Weight;
import io.shiponce.carrier.http.UnsendableException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of DHL, and what is refused before anything is asked. */
class OrdersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void c5_theseAreTheBytesOfAnOrder() throws Exception {
        assertEquals(
                "{\"profile\":\"STANDARD_GRUPPENPROFIL\",\"shipments\":[{\"product\":\"V53WPAK\",\"billingNumber\":"
                        + "\"33333333335301\",\"refNo\":\"SO-ABCDEFGH\",\"shipper\":{\"name1\":\"My Online Shop GmbH\","
                        + "\"addressStreet\":\"Sträßchensweg 10\",\"postalCode\":\"53113\",\"city\":\"Bonn\",\"country\":"
                        + "\"DEU\"},\"consignee\":{\"name1\":\"Ada Ahorn\",\"addressStreet\":\"10 Downing Street\","
                        + "\"additionalAddressInformation1\":\"2nd Floor\",\"postalCode\":\"SW1A 1AA\",\"city\":"
                        + "\"London\",\"state\":\"Greater London\",\"country\":\"GBR\"},\"details\":{\"dim\":{\"uom\":"
                        + "\"mm\",\"height\":100,\"length\":200,\"width\":150},\"weight\":{\"uom\":\"g\",\"value\":1234}},"
                        + "\"customs\":{\"exportType\":\"COMMERCIAL_GOODS\",\"postalCharges\":{\"currency\":\"EUR\","
                        + "\"value\":4.90},\"items\":[{\"itemDescription\":\"Mug, \\\"blue\\\"\",\"countryOfOrigin\":"
                        + "\"DEU\",\"hsCode\":\"691200\",\"packagedQuantity\":2,\"itemValue\":{\"currency\":\"EUR\","
                        + "\"value\":12.50},\"itemWeight\":{\"uom\":\"g\",\"value\":350}}]}}]}",
                body(to(london())),
                "whoever changes these bytes changes Orders.FORMAT");
    }

    @Test
    void withinTheEuropeanUnionNoCustomsAreTold() throws Exception {
        assertFalse(shipment(to(augsburg())).has("customs"));
        assertFalse(shipment(to(vienna())).has("customs"));
        assertTrue(shipment(to(london())).has("customs"));
        Address helgoland = address("Am Kai 1", null, "27498", "Helgoland", null, "DE");
        assertTrue(shipment(to(helgoland)).has("customs"), "a part of Germany, and not of its customs territory");
        Address canaries = address("Calle 1", null, "35001", "Las Palmas", null, "ES");
        assertTrue(shipment(to(canaries)).has("customs"));
    }

    @Test
    void theSecondLineOfAStreetIsALineOfTheNameWithinGermany() throws Exception {
        Address german = new Address(
                "Ada Ahorn",
                "Ahorn GmbH",
                "Maximilianstr. 1",
                "Hinterhaus",
                "86150",
                "Augsburg",
                "Mecklenburg-Vorpommern",
                "DE",
                null,
                null);
        JsonNode consignee = shipment(to(german)).path("consignee");
        assertEquals("Ahorn GmbH", consignee.path("name1").textValue());
        assertEquals("Ada Ahorn", consignee.path("name2").textValue());
        assertEquals("Hinterhaus", consignee.path("name3").textValue());
        assertFalse(consignee.has("additionalAddressInformation1"));
        assertFalse(consignee.has("state"), "no German address has one, and this one would be too long");
        assertEquals(
                "Top 4",
                shipment(to(vienna()))
                        .at("/consignee/additionalAddressInformation1")
                        .textValue());
    }

    @Test
    void aStateOfTheUnitedStatesGetsItsCountry() throws Exception {
        assertEquals("US-TX", shipment(to(austin())).at("/consignee/state").textValue());
        Address written = address("1 Main St", null, "78756", "Austin", "Texas", "US");
        assertEquals("Texas", shipment(to(written)).at("/consignee/state").textValue());
    }

    @Test
    void theReceiversEmailAndPhoneAreSharedOnlyIfTheShopSaysSo() throws Exception {
        JsonNode nothing = shipment(to(london())).path("consignee");
        assertFalse(nothing.has("email") || nothing.has("phone"));
        JsonNode both = shipment(to(london()), "share.email", "true", "share.phone", "true")
                .path("consignee");
        assertEquals("ada@example.org", both.path("email").textValue());
        assertEquals("+49821123456", both.path("phone").textValue());
        JsonNode german = shipment(to(augsburg()), "share.email", "true", "share.phone", "true")
                .path("consignee");
        assertTrue(german.has("email"));
        assertFalse(german.has("phone"), "the description does not allow it within Germany");
    }

    @Test
    void aPostalCodeOfSignsOnlyIsLeftOut() throws Exception {
        Address dubai = address("Street 1", null, "--", "Dubai", null, "AE");
        assertFalse(shipment(to(dubai)).path("consignee").has("postalCode"));
    }

    @Test
    void servicesGoWithInternationalParcelsOnly() throws Exception {
        String[] settings = {"endorsement", "ABANDON", "premium", "true"};
        assertEquals(
                JSON.readTree("{\"endorsement\":\"ABANDON\",\"premium\":true}"),
                shipment(to(london()), settings).path("services"));
        assertFalse(shipment(to(augsburg()), settings).has("services"));
        assertFalse(shipment(to(london())).has("services"));
    }

    @Test
    void aPackstationIsOne() throws Exception {
        for (Address address : List.of(
                german("Packstation 118", "1234567", null),
                german("PACKSTATION Nr. 118", null, "Postnummer: 1234567"),
                german("packstation 118", "Ahorn GmbH", "1234567"))) {
            assertEquals(
                    JSON.readTree("{\"name\":\"Ada Ahorn\",\"lockerID\":118,\"postNumber\":\"1234567\",\"city\":"
                            + "\"Augsburg\",\"country\":\"DEU\",\"postalCode\":\"86150\"}"),
                    shipment(to(address)).path("consignee"));
        }
    }

    @Test
    void aPostOfficeIsOne() throws Exception {
        JsonNode byNumber =
                shipment(to(german("Postfiliale 518", "1234567", null))).path("consignee");
        assertEquals(518, byNumber.path("retailID").intValue());
        assertEquals("1234567", byNumber.path("postNumber").textValue());
        JsonNode byEmail = shipment(to(german("Filiale 518", null, null)), "share.email", "true")
                .path("consignee");
        assertEquals("ada@example.org", byEmail.path("email").textValue());
        assertFalse(byEmail.has("postNumber"));
    }

    @Test
    void aPoBoxIsOne() throws Exception {
        JsonNode box =
                shipment(to(german("Postfach 10 02 03", "Ahorn GmbH", null))).path("consignee");
        assertEquals(100203, box.path("poBoxID").intValue());
        assertEquals("Ada Ahorn", box.path("name1").textValue());
        assertEquals("Ahorn GmbH", box.path("name2").textValue());
        assertFalse(box.has("addressStreet"));
    }

    @Test
    void whatOnlySoundsLikeADropPointIsAStreet() throws Exception {
        assertEquals(
                "Packstationsweg 12",
                shipment(to(german("Packstationsweg 12", null, null)))
                        .at("/consignee/addressStreet")
                        .textValue());
        Address austrian = address("Packstation 118", null, "1010", "Wien", null, "AT");
        assertEquals(
                "Packstation 118",
                shipment(to(austrian)).at("/consignee/addressStreet").textValue());
    }

    @Test
    void theMostSpecialProductIsTaken() throws Exception {
        String[] settings = {
            "to.AT.product", "V54EPAK",
            "service.small.product", "V66WPI",
            "service.small.to.DE.product", "V62KP",
            "service.*.product", "V53WPAK",
            "billingNumber.V54EPAK", "33333333335401",
            "billingNumber.V62KP", "33333333336201",
            "billingNumber.V66WPI", "33333333336601"
        };
        assertEquals("V01PAK", product(travelling("", augsburg()), settings));
        assertEquals("V54EPAK", product(travelling("", vienna()), settings));
        assertEquals("V53WPAK", product(travelling("", london()), settings));
        assertEquals("V62KP", product(travelling("small", augsburg()), settings));
        assertEquals("V66WPI", product(travelling("small", vienna()), settings));
        assertEquals("V53WPAK", product(travelling("whatever", augsburg()), settings));
        assertEquals(
                "V54EPAK",
                product(
                        travelling("", augsburg()),
                        "to.DE.product",
                        "V54EPAK",
                        "billingNumber.V54EPAK",
                        "33333333335401"));
        assertEquals(
                "33333333336201",
                shipment(travelling("small", augsburg()), settings)
                        .path("billingNumber")
                        .asText());
    }

    @Test
    void c3_whatTheSettingsDoNotKnowWaitsForThem() {
        assertNotSent(travelling("express", augsburg()), "service 'express'");
        assertNotSent(to(london()), "billingNumber.V53WPAK", "billingNumber.V53WPAK", "");
        assertNotSent(Samples.from("MUC", augsburg()), "origin 'MUC'");
        assertNotSent(to(london()), "customs.postalCharges", "customs.postalCharges", "");
        assertNotSent(
                to(augsburg()),
                "no settings shipper.*",
                "shipper.name1",
                "",
                "shipper.street",
                "",
                "shipper.postalCode",
                "",
                "shipper.city",
                "",
                "origin.MUC.ref",
                "MUNICH");
    }

    @Test
    void eachOriginHasItsOwnSender() throws Exception {
        String[] settings = {
            "origin.MUC.ref",
            "MUNICH",
            "origin.A.B.name1",
            "Shop",
            "origin.A.B.street",
            "Ring",
            "origin.A.B.house",
            "1",
            "origin.A.B.postalCode",
            "1010",
            "origin.A.B.city",
            "Wien",
            "origin.A.B.country",
            "AT"
        };
        assertEquals(
                JSON.readTree("{\"shipperRef\":\"MUNICH\"}"),
                shipment(Samples.from("MUC", augsburg()), settings).path("shipper"));
        assertEquals(
                JSON.readTree("{\"name1\":\"Shop\",\"addressStreet\":\"Ring\",\"addressHouse\":\"1\",\"postalCode\":"
                        + "\"1010\",\"city\":\"Wien\",\"country\":\"AUT\"}"),
                shipment(Samples.from("A.B", augsburg()), settings).path("shipper"));
    }

    static Stream<Arguments> refused() {
        Parcel light = parcel(mug());
        Address good = augsburg();
        return Stream.of(
                Arguments.of("2 parcels", new Consignment("", "", good, List.of(light, light))),
                Arguments.of(
                        "weight is missing",
                        new Consignment("", "", good, List.of(new Parcel(List.of(mug()), null, null)))),
                Arguments.of(
                        "31501 g, DHL takes 31500",
                        new Consignment("", "", good, List.of(new Parcel(List.of(mug()), new Weight(31_501), null)))),
                Arguments.of("shipTo.name has 51", to(named("n".repeat(51), null, "DE"))),
                Arguments.of("shipTo.company has 51", to(named("Ada", "c".repeat(51), "DE"))),
                Arguments.of(
                        "shipTo.street1 has 51", to(address("s".repeat(51), null, "86150", "Augsburg", null, "DE"))),
                Arguments.of(
                        "shipTo.street2 has 51", to(address("Weg 1", "s".repeat(51), "86150", "Augsburg", null, "DE"))),
                Arguments.of("shipTo.street2 has 61", to(address("Weg 1", "s".repeat(61), "1010", "Wien", null, "AT"))),
                Arguments.of("shipTo.city has 41", to(address("Weg 1", null, "86150", "c".repeat(41), null, "DE"))),
                Arguments.of("shipTo.region has 21", to(address("Weg 1", null, "10001", "X", "r".repeat(21), "US"))),
                Arguments.of("shipTo.postalCode", to(address("Weg 1", null, "86", "Augsburg", null, "DE"))),
                Arguments.of("shipTo.postalCode", to(address("Weg 1", null, "86_150", "Augsburg", null, "DE"))),
                Arguments.of("shipTo.postalCode", to(address("Weg 1", null, "86150 12345", "Augsburg", null, "DE"))),
                Arguments.of("shipTo.postalCode", to(address("Weg 1", null, "0".repeat(200) + "_", "X", null, "DE"))),
                Arguments.of("shipTo.country AQ", to(address("Base 1", null, "10001", "X", null, "AQ"))),
                Arguments.of("shipTo.country QQ", to(address("Base 1", null, "10001", "X", null, "QQ"))),
                Arguments.of("post number", to(german("Packstation 118", null, "Hinterhaus"))),
                Arguments.of("between 100 and 999", to(german("Packstation 99", "1234567", null))),
                Arguments.of("between 401 and 999", to(german("Postfiliale 400", "1234567", null))),
                Arguments.of("share.email", to(german("Postfiliale 518", null, null))),
                Arguments.of("item 1: name is missing", to(london(), mug(null, "1", 1L, "691200", "DE"))),
                Arguments.of("item 1: name is missing", to(london(), mug(" ", "1", 1L, "691200", "DE"))),
                Arguments.of("item 2: unitPrice is missing", to(london(), mug(), mug("Mug", null, 1L, "691200", "DE"))),
                Arguments.of("unitPrice is over 100000", to(london(), mug("Mug", "100000.01", 1L, "691200", "DE"))),
                Arguments.of("item 1: unitWeight is missing", to(london(), mug("Mug", "1", null, "691200", "DE"))),
                Arguments.of("unitWeight is over 31500", to(london(), mug("Mug", "1", 31_501L, "691200", "DE"))),
                Arguments.of("item 1: commodityCode is missing", to(london(), mug("Mug", "1", 1L, null, "DE"))),
                Arguments.of("commodityCode has 5", to(london(), mug("Mug", "1", 1L, "69120", "DE"))),
                Arguments.of("commodityCode has 12", to(london(), mug("Mug", "1", 1L, "691200000000", "DE"))),
                Arguments.of("item 1: countryOfOrigin is missing", to(london(), mug("Mug", "1", 1L, "691200", null))),
                Arguments.of("countryOfOrigin QQ", to(london(), mug("Mug", "1", 1L, "691200", "QQ"))),
                Arguments.of(
                        "100 kinds",
                        to(london(), Collections.nCopies(100, mug()).toArray(new Item[0]))),
                Arguments.of("not Unicode", to(named("Ada \ud83d", null, "DE"))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void c4_whatDhlCannotTakeIsRejectedByName(String expected, Consignment consignment) {
        UnsendableException refused = assertThrows(UnsendableException.class, () -> body(consignment));
        SendOutcome.Rejected rejected = assertInstanceOf(SendOutcome.Rejected.class, refused.outcome());
        assertTrue(rejected.detail().contains(expected), rejected::detail);
        assertFalse(rejected.detail().contains("Ada"), rejected::detail);
        assertFalse(rejected.detail().contains("nnn"), "the field is named, not its value");
    }

    @Test
    void theLongestThatDhlTakesIsTaken() throws Exception {
        Address address = new Address(
                "n".repeat(50),
                "c".repeat(50),
                "s".repeat(50),
                "t".repeat(60),
                "12345 7890",
                "c".repeat(40),
                "r".repeat(20),
                "US",
                null,
                null);
        assertTrue(shipment(to(address)).has("consignee"));
        Parcel heavy = new Parcel(List.of(mug()), new Weight(31_500), new Dimensions(1, 1, 100_000));
        assertEquals(
                31_500,
                shipment(new Consignment("", "", augsburg(), List.of(heavy)))
                        .at("/details/weight/value")
                        .intValue());
        Item[] items = Collections.nCopies(99, mug("m".repeat(255), "100000", 31_500L, "69120000000", "DE"))
                .toArray(new Item[0]);
        assertEquals(99, shipment(to(london(), items)).at("/customs/items").size());
        String umlauts = "😀".repeat(50);
        assertEquals(
                umlauts,
                shipment(to(named(umlauts, null, "DE"))).at("/consignee/name1").textValue());
    }

    @Test
    void customsKnowOneCurrencyOnly() {
        UnsendableException refused =
                assertThrows(UnsendableException.class, () -> body(to(london()), "customs.postalCharges", "4.90 GBP"));
        assertTrue(refused.getMessage().contains("EUR, setting customs.postalCharges in GBP"), refused::getMessage);
    }

    @Test
    void customsHaveDefaults() throws Exception {
        Consignment bare = to(london(), mug("Mug", "12.50", 350L, null, null));
        JsonNode usual = shipment(bare, "customs.hsCode", "691200", "customs.countryOfOrigin", "CN")
                .at("/customs/items/0");
        assertEquals("691200", usual.path("hsCode").textValue());
        assertEquals("CHN", usual.path("countryOfOrigin").textValue());
        JsonNode without = shipment(bare, "customs.codes", "optional").at("/customs/items/0");
        assertFalse(without.has("hsCode") || without.has("countryOfOrigin"));
        JsonNode customs = shipment(
                        to(london()),
                        "customs.exportType",
                        "OTHER",
                        "customs.exportDescription",
                        "Mugs",
                        "customs.shipperCustomsRef",
                        "DE123")
                .path("customs");
        assertEquals("OTHER", customs.path("exportType").textValue());
        assertEquals("Mugs", customs.path("exportDescription").textValue());
        assertEquals("DE123", customs.path("shipperCustomsRef").textValue());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 100", "100.00, 100.00", "0.000001, 0.000001", "12.5, 12.5"})
    void anAmountIsWrittenAsItWasGiven(String amount, String written) throws Exception {
        String body = body(to(london(), mug("Mug", amount, 1L, "691200", "DE")));
        assertTrue(body.contains("\"value\":" + written + "}"), body);
    }

    @Test
    void c6_aReferenceThatDhlDoesNotTakeIsRejected() throws Exception {
        Orders orders = DhlSettings.read(Samples.settings("http://localhost:1")).orders();
        for (String reference : List.of("SO-ABCD", "S".repeat(36))) {
            UnsendableException refused =
                    assertThrows(UnsendableException.class, () -> orders.bytes(to(augsburg()), reference));
            assertInstanceOf(SendOutcome.Rejected.class, refused.outcome());
        }
        for (String reference : List.of("SO-ABCDE", "S".repeat(35))) {
            assertTrue(orders.bytes(to(augsburg()), reference).length > 0);
        }
    }

    private static void assertNotSent(Consignment consignment, String expected, String... settings) {
        UnsendableException waits = assertThrows(UnsendableException.class, () -> body(consignment, settings));
        SendOutcome.NotSent notSent = assertInstanceOf(SendOutcome.NotSent.class, waits.outcome());
        assertTrue(notSent.detail().contains(expected), notSent::detail);
    }

    private static JsonNode shipment(Consignment consignment, String... settings) throws Exception {
        return JSON.readTree(body(consignment, settings)).at("/shipments/0");
    }

    private static String product(Consignment consignment, String... settings) throws Exception {
        return shipment(consignment, settings).path("product").textValue();
    }

    private static Address german(String street1, String company, String street2) {
        return new Address(
                "Ada Ahorn", company, street1, street2, "86150", "Augsburg", null, "DE", "ada@example.org", null);
    }

    private static Address named(String name, String company, String country) {
        return new Address(name, company, "Weg 1", null, "86150", "Augsburg", null, country, null, null);
    }
}
