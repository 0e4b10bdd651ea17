package io.shiponce.internal;

import static io.shiponce.TestOrders.eur;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.TestOrders;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import io.shiponce.store.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsignmentCodecTest {
    private static final Consignment SMALL = new Consignment(
            "", "", TestOrders.ADA, List.of(new Parcel(List.of(new Item("A", null, 1, null, null)), null, null)));
    private static final String SMALL_JSON =
            "{\"v\":1,\"origin\":\"\",\"service\":\"\",\"shipTo\":{\"name\":\"Ada Ahorn\","
                    + "\"street1\":\"Maximilianstr. 1\",\"postalCode\":\"86150\",\"city\":\"Augsburg\",\"country\":\"DE\"},"
                    + "\"parcels\":[{\"items\":[{\"sku\":\"A\",\"quantity\":1}]}]}";

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Consignment consignment) {
        return new String(ConsignmentCodec.encode(consignment).toByteArray(), StandardCharsets.UTF_8);
    }

    private static String problem(Payload payload) {
        return assertThrows(IllegalArgumentException.class, () -> ConsignmentCodec.decode(payload))
                .getMessage();
    }

    @Test
    void whatWasWrittenIsRead() {
        Address to = new Address("n", "", "s", "", "1", "a", "", "DE", "", "");
        Item item = new Item("A", "", 1_000_000, eur("0.000000"), new Weight(Weight.MAX_GRAMS));
        Parcel parcel = new Parcel(List.of(item, item), Weight.ZERO, new Dimensions(1, 2, 100_000));
        Consignment full = new Consignment(
                "AUG", "\uD83D\uDE00", to, List.of(parcel, SMALL.parcels().get(0)));
        assertEquals(full, ConsignmentCodec.decode(ConsignmentCodec.encode(full)));
        assertEquals(SMALL, ConsignmentCodec.decode(ConsignmentCodec.encode(SMALL)));
    }

    /** Without them, the bytes are what they were before there were any. */
    @Test
    void whatCustomsAskForIsKept() {
        for (Item item : List.of(
                new Item("A", null, 1, null, null, "6912002390", "CN"),
                new Item("A", null, 1, null, null, "6912", null),
                new Item("A", null, 1, null, null, null, "DE"))) {
            Consignment known = new Consignment("", "", TestOrders.ADA, List.of(new Parcel(List.of(item), null, null)));
            assertEquals(known, ConsignmentCodec.decode(ConsignmentCodec.encode(known)));
        }
        Item item = new Item("A", null, 1, null, null, "6912002390", "CN");
        assertEquals(
                SMALL_JSON.replace(
                        "\"quantity\":1", "\"quantity\":1,\"commodityCode\":\"6912002390\",\"countryOfOrigin\":\"CN\""),
                json(new Consignment("", "", TestOrders.ADA, List.of(new Parcel(List.of(item), null, null)))));
    }

    @Test
    void newerVersionIsRefused() {
        String newer = SMALL_JSON.replace("{\"v\":1,", "{\"v\":2,\"colour\":\"red\",");
        assertEquals(
                "the stored consignment cannot be read: v: format 2 is newer than format 1, the newest that this version of"
                        + " ShipOnce reads; use the newer version that wrote it",
                problem(payload(newer)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"origin\":\"\",       | \"origin\":\"\",\"colour\":\"red\", | colour: is not a known field",
                "\"quantity\":1         | \"quantity\":1,\"x\":1              | parcels[0].items[0].x: is not a known field",
                "\"quantity\":1         | \"quantity\":1.5                    | parcels[0].items[0].quantity: expected a whole",
                "\"quantity\":1         | \"quantity\":\"1\"                  | parcels[0].items[0].quantity: expected a whole",
                "\"quantity\":1         | \"quantity\":1,\"commodityCode\":\"69\"      | parcels[0].items[0].commodityCode: expected a text of 4",
                "\"quantity\":1         | \"quantity\":1,\"commodityCode\":6912      | parcels[0].items[0].commodityCode: expected a text of 4",
                "\"quantity\":1         | \"quantity\":1,\"countryOfOrigin\":\"CHN\"   | parcels[0].items[0].countryOfOrigin: expected two capital",
                "\"v\":1,               | ``                                  | origin: comes before the format's version",
                "\"origin\":\"\",       | ``                                  | origin: is missing",
                "\"service\":\"\",      | \"service\":\"\",\"service\":\"\",  | service: is there twice",
                "{\"items\":            | {\"millimetres\":[1,2],\"items\":   | parcels[0].millimetres: must hold three sides",
                "{\"items\":            | {\"grams\":-1,\"items\":            | parcels[0].grams: must be between 0 and",
                "\"DE\"                 | \"de\"                              | shipTo.country: expected two capital letters",
            })
    void whatIsNotUnderstoodInEveryPartIsRefused(String from, String to, String problem) {
        String json = SMALL_JSON.replace(from, to == null ? "" : to);
        String message = problem(payload(json));
        assertTrue(message.startsWith("the stored consignment cannot be read: " + problem), message);
        assertFalse(message.contains("Ahorn"), message);
    }

    @Test
    void erasedAndBrokenAreRefused() {
        assertEquals("the consignment was erased", problem(Payload.EMPTY));
        assertFalse(problem(payload(SMALL_JSON.substring(0, 60))).contains("Ahorn"));
        assertFalse(problem(payload(SMALL_JSON.replace("\"Ada Ahorn\"", "Ada Ahorn")))
                .contains("Ada"));
        assertTrue(problem(payload(SMALL_JSON + "{}")).contains("goes on after its object"));
    }

    @Test
    void halfASurrogatePairIsRefused() {
        Address to = new Address("Ada \uD800", null, "s", null, "1", "a", null, "DE", null, null);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ConsignmentCodec.encode(new Consignment("", "", to, SMALL.parcels())))
                .getMessage();
        assertEquals("name must be well-formed Unicode, holds half of a surrogate pair", message);
    }
}
