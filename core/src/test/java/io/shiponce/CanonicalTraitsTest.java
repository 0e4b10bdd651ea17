package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shiponce.carrier.Dimensions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the goods, in the canonical format. */
class CanonicalTraitsTest {
    private static final Traits ALL =
            new Traits(new Dimensions(120, 80, 95), "Acme", "3", "frozen", "set 1", true, "6912002390", "DE");
    private static final String FIELDS = "\"dimensionsMillimetres\":[120,80,95],\"vendor\":\"Acme\",\"hazard\":\"3\","
            + "\"temperature\":\"frozen\",\"keepTogether\":\"set 1\",\"shipsAlone\":true,"
            + "\"commodityCode\":\"6912002390\",\"countryOfOrigin\":\"DE\"";
    private static final Order ORDER = TestOrders.of(TestOrders.with(ALL, OrderLine.of("MUG-1", 2)));
    private static final String LINE = CanonicalOrders.toJson(ORDER);

    @Test
    void writtenFormNeverChanges() {
        assertEquals(
                "{\"shop\":\"augsburg\",\"number\":\"100001\",\"carrier\":\"reference\",\"priority\":0,"
                        + "\"shipTo\":{\"name\":\"Ada Ahorn\",\"street1\":\"Maximilianstr. 1\",\"postalCode\":\"86150\","
                        + "\"city\":\"Augsburg\",\"country\":\"DE\"},\"lines\":[{\"sku\":\"MUG-1\",\"quantity\":2,"
                        + "\"requiresShipping\":true,\"origin\":\"\",\"shippingClass\":\"\"," + FIELDS + "}]}",
                LINE);
        assertEquals(ORDER, CanonicalOrders.parse(LINE));
    }

    /** Each by itself, so that none is read into the place of another. */
    @Test
    void eachIsReadByItself() {
        List<Traits> each = List.of(
                new Traits(new Dimensions(1, 2, 3), null, null, null, null, false, null, null),
                new Traits(null, "x", null, null, null, false, null, null),
                new Traits(null, null, "x", null, null, false, null, null),
                new Traits(null, null, null, "x", null, false, null, null),
                new Traits(null, null, null, null, "x", false, null, null),
                new Traits(null, null, null, null, null, true, null, null),
                new Traits(null, null, null, null, null, false, "1234", null),
                new Traits(null, null, null, null, null, false, null, "FR"));
        for (Traits traits : each) {
            Order order = TestOrders.of(TestOrders.with(traits, OrderLine.of("A", 1)));
            assertEquals(order, CanonicalOrders.parse(CanonicalOrders.toJson(order)));
        }
    }

    @Test
    void nullIsNothing() {
        String nulls = "\"dimensionsMillimetres\":null,\"vendor\":null,\"hazard\":null,\"temperature\":null,"
                + "\"keepTogether\":null,\"shipsAlone\":null,\"commodityCode\":null,\"countryOfOrigin\":null";
        assertEquals(
                Traits.NONE,
                CanonicalOrders.parse(LINE.replace(FIELDS, nulls))
                        .lines()
                        .get(0)
                        .traits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[120,80,95] | [120,80] | dimensionsMillimetres: must hold three sides: length, width and height in millimetres",
                "[120,80,95] | [1,2,3,4] | dimensionsMillimetres: must hold at most 3, holds more",
                "[120,80,95] | [] | dimensionsMillimetres: must hold three sides: length, width and height in millimetres",
                "[120,80,95] | [120,0,95] | dimensionsMillimetres[1]: must be between 1 and 100000, was 0",
                "[120,80,95] | [120,80,100001] | dimensionsMillimetres[2]: must be between 1 and 100000, was 100001",
                "[120,80,95] | [120,80,9.5] | dimensionsMillimetres[2]: expected a whole number from 1 to 100000, found a number with a fraction or an exponent",
                "[120,80,95] | \"12x8x9\" | dimensionsMillimetres: expected sides as a JSON array, found a string",
                "\"Acme\" | \" \" | vendor: must not be blank",
                "\"Acme\" | 7 | vendor: expected a text as a JSON string, found a number",
                "\"hazard\":\"3\" | \"hazard\":3 | hazard: expected a text as a JSON string, found a number",
                "\"hazard\":\"3\" | \"hazard\":\"\" | hazard: must not be blank",
                "\"frozen\" | \"\" | temperature: must not be blank",
                "\"frozen\" | true | temperature: expected a text as a JSON string, found true or false",
                "\"set 1\" | \"\\t\" | keepTogether: must not be blank",
                "\"set 1\" | {} | keepTogether: expected a text as a JSON string, found an object",
                "\"shipsAlone\":true | \"shipsAlone\":1 | shipsAlone: expected true or false, found a number",
                "\"shipsAlone\":true | \"shipsAlone\":\"true\" | shipsAlone: expected true or false, found a string",
                "\"6912002390\" | 6912002390 | commodityCode: expected a text of 4 to 14 digits as a JSON string, found a number",
                "\"6912002390\" | \"6912 00\" | commodityCode: expected a text of 4 to 14 digits",
                "\"countryOfOrigin\":\"DE\" | \"countryOfOrigin\":\"Germany\" | countryOfOrigin: expected two capital letters (ISO 3166-1 alpha-2)",
                "\"vendor\":\"Acme\" | \"vendor\":\"Acme\",\"vendor\":\"Acme\" | vendor: is there twice; expected it once",
                "\"vendor\" | \"seller\" | seller: is not a known field of an order line",
            })
    void whatIsRefusedSaysWhereAndWhatWasExpected(String from, String to, String expected) {
        String json = LINE.replace(from, to);
        assertFalse(json.equals(LINE), from);
        assertEquals(
                "order augsburg/100001: lines[0]." + expected,
                assertThrows(IllegalArgumentException.class, () -> CanonicalOrders.parse(json))
                        .getMessage());
    }
}
