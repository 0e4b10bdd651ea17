package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
    private static final CsvReader READER = new CsvReader();
    private static final String HEADER = "number,name,street1,postalCode,city,country,sku,quantity\n";
    private static final String AT = ",Ada Ahorn,Hauptstr. 1,86150,Augsburg,DE,";
    private static final String A1 = "A" + AT + "MUG,2\n";
    private static final String A2 = "A" + AT + "TEA,1\n";
    private static final String B1 = "B" + AT + "MUG,1\n";
    private static final String C1 = "C" + AT + "MUG,1\n";

    private static List<String> told(String in) {
        return Reading.told(READER, in);
    }

    private static List<String> pieces(String in) {
        return Reading.order(READER, in).lines().stream()
                .map(line -> line.quantity() + " " + line.sku())
                .toList();
    }

    @Test
    void everyColumnIsUnderstood() {
        String header =
                "number,shop,placedAt,carrier,priority,name,company,street1,street2,postalCode,city,region,country,"
                        + "email,phone,sku,itemName,quantity,unitPrice,currency,weightGrams,requiresShipping,origin,shippingClass,"
                        + "availableFrom,lengthMillimetres,widthMillimetres,heightMillimetres,vendor,hazard,temperature,"
                        + "keepTogether,shipsAlone,commodityCode,countryOfOrigin\n";
        String row =
                "1001,bremen,2026-12-19T21:15:03+01:00,dhl,-5,王小明 🎁,\"Ahorn, Buche \"\"& Co\"\"\",\"Haupt-\nstr. 1\","
                        + "2. Stock,00123,Augsburg,BY,Germany,ada@ahorn.example,+49 1,MUG,Mug,2,12.5,EUR,350,yes,AUG,express,"
                        + "2027-01-01T00:00:00Z,100,90,80,Töpferei,LQ,dry,set 1,0,6912,CN\n";
        Order expected = new Order(
                "bremen",
                "1001",
                Instant.parse("2026-12-19T20:15:03Z"),
                "dhl",
                -5,
                new Address(
                        "王小明 🎁",
                        "Ahorn, Buche \"& Co\"",
                        "Haupt-\nstr. 1",
                        "2. Stock",
                        "00123",
                        "Augsburg",
                        "BY",
                        "DE",
                        "ada@ahorn.example",
                        "+49 1"),
                List.of(new OrderLine(
                        "MUG",
                        "Mug",
                        2,
                        new Money(new BigDecimal("12.50"), "EUR"),
                        new Weight(350),
                        true,
                        "AUG",
                        "express",
                        Instant.parse("2027-01-01T00:00:00Z"),
                        new Traits(
                                new Dimensions(100, 90, 80), "Töpferei", "LQ", "dry", "set 1", false, "6912", "CN"))));
        assertEquals(expected, Reading.order(READER, header + row));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void columnsAreSeparatedAsTheHeaderIs(String separator) {
        String in = HEADER.replace(",", separator) + A1.replace(",", separator) + A2.replace(",", separator);
        assertEquals(List.of("2 MUG", "1 TEA"), pieces(in));
        assertEquals(List.of("2 MUG", "1 TEA"), pieces("\uFEFF" + in.replace("\n", "\r\n")));
        assertEquals(List.of("2 MUG", "1 TEA"), pieces(in.substring(0, in.length() - 1)));
    }

    @Test
    void rowsNextToEachOtherAreOneOrder() {
        assertEquals(List.of("2: A", "4: B", "6: C"), told(HEADER + A1 + A2 + B1 + "\n" + C1));
        assertEquals(List.of("3 MUG"), pieces(HEADER + A1 + "A" + AT + "MUG,1\n"));
        assertEquals(List.of("2 MUG", "1 TEA"), pieces(HEADER + A1 + "A,,,,,,TEA,1\n"));
    }

    @Test
    void theHeaderMayBeInAnyOrderAndCaseAndHaveEmptyColumnsAtItsEnd() {
        assertEquals(
                List.of("1 MUG"),
                pieces(
                        "Quantity;SKU;Country;City;PostalCode;Street1;Name;Number;;\n1;MUG;DE;Augsburg;86150;S;A;1;;\n"));
    }

    @Test
    void nothingHoldsNoOrders() {
        for (String in : List.of("", "\n\n", "\uFEFF", HEADER, HEADER + "\n,,,,,,,\n")) {
            assertEquals(List.of(), told(in), in);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5   | quantity: is a fraction of a piece; expected a whole number: only whole pieces can be sent (line 3)",
                "0     | quantity: must be at least 1 (line 3)",
                "two   | quantity: expected a number, found a text (line 3)",
                "-1    | quantity: must be a number of pieces from 0 to 1000000 (line 3)"
            })
    void aRowThatIsRefusedRefusesItsOrderAndNoOther(String quantity, String problem) {
        String bad = "A" + AT + "TEA," + quantity + "\n";
        assertEquals(List.of("2: order augsburg/A: " + problem, "4: B"), told(HEADER + A1 + bad + B1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "A,,S,1,C,DE,MUG,1      | 2: order augsburg/A: name: is missing; expected who gets it",
                "A,N,S,1,C,Narnia,MUG,1 | 2: order augsburg/A: country: must be a country's code (ISO 3166-1) or English name",
                "A,N,S,1,C,DE,,1        | 2: order augsburg/A: sku: is missing; expected what it is (line 2)"
            })
    void whatIsMissingIsNamed(String row, String message) {
        assertEquals(List.of(message), told(HEADER + row + "\n"));
    }

    @Test
    void rowsOfOneOrderThatContradictEachOtherAreRefused() {
        assertEquals(
                List.of("2: order augsburg/A: city: differs from the order's first row, line 2; expected the same, or"
                        + " nothing (line 3)"),
                told(HEADER + A1 + A2.replace("Augsburg", "Bern")));
    }

    @Test
    void aRowThatMayBeOfTheOrderBeforeOrAfterItCostsBoth() {
        // A cell is missing in line 3: it may be the second line of A or the first one of B. Neither goes half.
        String few = "A" + AT + "TEA\n";
        String problem = "has 7 cells; expected 8, as the header has (line 3)";
        assertEquals(
                List.of(
                        "2: order augsburg/A: " + problem,
                        "4: order augsburg/B: perhaps begins in the row before it, which " + problem,
                        "5: C"),
                told(HEADER + A1 + few + B1 + C1));
        assertEquals(
                List.of("2: order augsburg/A: has no number; expected one in each row (line 3)", "5: C"),
                told(HEADER + A1 + AT + "TEA,1\n" + A2 + C1));
        // What stands where the number should be may be anything: it is not shown.
        assertEquals(
                List.of(
                        "2: has 7 cells; expected 8, as the header has (line 2)",
                        "3: order augsburg/B: perhaps begins in the row before it, which has 7 cells; expected 8, as the"
                                + " header has (line 2)"),
                told(HEADER + "Ada Ahorn,Hauptstr. 1,86150,Augsburg,DE,TEA,1\n" + B1));
    }

    @Test
    void whatIsNoCsvEndsTheFileAndRefusesTheOrderThatMayGoOnInIt() {
        String end = "is not CSV in UTF-8: perhaps a quotation mark inside a cell that is not doubled, or not closed;"
                + " nothing from here on could be read";
        assertEquals(
                List.of("2: A", "4: order augsburg/B: perhaps goes on in what " + end),
                told(HEADER + A1 + A2 + B1 + "C,\"Ada\" Ahorn,S,1,C,DE,MUG,1\n"));
        assertEquals(List.of("2: " + end), told(HEADER + "A,\"Ada,S,1,C,DE,MUG,1\n"));
        assertEquals(List.of("1: " + end), told("number,\"name\"x\n"));
        List<String> cell = told(HEADER + "A,\"" + "x".repeat(70_000) + "\",S,1,C,DE,MUG,1\n");
        assertEquals(
                List.of(
                        "2: has a cell of more than 65536 characters, or a quotation mark that is not closed; nothing from"
                                + " here on could be read"),
                cell);
    }

    @Test
    void aHeaderThatIsNotUnderstoodIsRefusedWithoutWhatItSays() {
        List<String> told = told("Ada Ahorn;Hauptstr. 1\nB;C\n");
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("1: the header's column 1 is none that is known; expected names from ["));
        assertFalse(told.get(0).contains("Ada"), told.get(0));
        assertEquals(
                List.of(
                        "1: the header has no column quantity; expected at least [number, name, street1, postalCode, city,"
                                + " country, sku, quantity]"),
                told(HEADER.replace(",quantity", "") + A1));
        assertEquals(
                List.of("1: the header's column 9 is there before: sku"), told(HEADER.replace("\n", ",SKU\n") + A1));
    }

    @Test
    void valuesAreCheckedAsEverywhere() {
        String header = HEADER.replace("\n", ",unitPrice,currency,weightGrams,priority,placedAt,shop\n");
        String row = "A" + AT + "MUG,1";
        assertEquals(
                List.of(
                        "2: order augsburg/A: currency: is missing; expected the currency's code (line 2)",
                        "3: order augsburg/B: unitPrice: expected a number, found a text (line 3)",
                        "4: order augsburg/C: weightGrams: the weight must not be negative (line 4)",
                        "5: order augsburg/D: priority: must be a whole number from -1000 to 1000",
                        "6: order augsburg/E: placedAt: expected a date with a time and its zone in the years 1970 to"
                                + " 9999, as ISO 8601 or RFC 2822",
                        "7: its shop must hold no control characters, nor begin or end with a space"),
                told(header + row + ",1,,,,,\n" + row.replace("A,", "B,") + ",\"1,50\",EUR,,,,\n"
                        + row.replace("A,", "C,") + ",,,-1,,,\n" + row.replace("A,", "D,")
                        + ",,,,1e3,,\n".replace("1e3", "1001")
                        + row.replace("A,", "E,") + ",,,,,19.12.2026,\n" + row.replace("A,", "F,")
                        + ",,,,,,\"a\u0007b\"\n"));
    }

    @Test
    void otherEncodingsAreRefused() {
        assertEquals(
                List.of("1: is encoded in UTF-16; expected UTF-8"),
                Reading.all(READER, (HEADER + A1).getBytes(StandardCharsets.UTF_16)).stream()
                        .map(Reading::told)
                        .toList());
        byte[] latin = (HEADER + A1 + B1.replace("Ahorn", "\u00C4horn")).getBytes(StandardCharsets.ISO_8859_1);
        List<String> told =
                Reading.all(READER, latin).stream().map(Reading::told).toList();
        assertTrue(told.get(told.size() - 1).contains("is not CSV in UTF-8"), told::toString);
    }

    @Test
    void tooManyRowsAreRefusedWithoutHoldingThem() {
        String many = HEADER + A1 + ("A" + AT + "TEA,1\n").repeat(Order.MAX_LINES) + B1;
        assertEquals(List.of("2: order augsburg/A: has more than 10000 rows (line 10002)", "10003: B"), told(many));
    }
}
