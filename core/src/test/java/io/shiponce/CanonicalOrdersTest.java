package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalOrdersTest {
    private static final String KNOWN = "order augsburg/100001: ";

    private static String problem(String json) {
        return assertThrows(IllegalArgumentException.class, () -> CanonicalOrders.parse(json))
                .getMessage();
    }

    @Test
    void theDocumentedOrderIsRead() {
        assertEquals(TestOrders.mug(), CanonicalOrders.parse(TestOrders.LINE));
        assertEquals(TestOrders.mug(), CanonicalOrders.parse(TestOrders.LINE.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void optionalFieldsMayBeAbsentOrNull() {
        String address = "\"shipTo\":{\"name\":\"Ada Ahorn\",\"street1\":\"Maximilianstr. 1\",\"postalCode\":\"86150\","
                + "\"city\":\"Augsburg\",\"country\":\"DE\"}";
        Order least = TestOrders.of(OrderLine.of("MUG-1", 2));
        assertEquals(
                least,
                CanonicalOrders.parse("{\"lines\":[{\"quantity\":2,\"sku\":\"MUG-1\"}],\"number\":\"100001\"," + address
                        + ",\"shop\":\"augsburg\"}"));
        assertEquals(
                least,
                CanonicalOrders.parse("{\"shop\":\"augsburg\",\"number\":\"100001\",\"placedAt\":null,\"carrier\":null,"
                        + "\"priority\":null," + address
                        + ",\"lines\":[{\"sku\":\"MUG-1\",\"name\":null,\"quantity\":2,"
                        + "\"unitPrice\":null,\"weightGrams\":null,\"requiresShipping\":null,\"origin\":null,"
                        + "\"shippingClass\":null,\"availableFrom\":null}]}"));
    }

    @Test
    void timesMayHaveAnOffset() {
        String json = TestOrders.LINE.replace("2026-12-20T10:00:00Z", "2026-12-20T11:00:00.000+01:00");
        assertEquals(
                Instant.parse("2026-12-20T10:00:00Z"),
                CanonicalOrders.parse(json).placedAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":2 | \"quantity\":-2 | lines[0].quantity: must be between 1 and 1000000, was -2",
                "\"quantity\":2 | \"quantity\":0 | lines[0].quantity: must be between 1 and 1000000, was 0",
                "\"quantity\":2 | \"quantity\":1000001 | lines[0].quantity: must be between 1 and 1000000, was 1000001",
                "\"quantity\":2 | \"quantity\":99999999999999999999 | lines[0].quantity: is out of range; expected a whole number from 1 to 1000000",
                "\"quantity\":2 | \"quantity\":2.5 | lines[0].quantity: expected a whole number from 1 to 1000000, found a number with a fraction or an exponent",
                "\"quantity\":2 | \"quantity\":2.0 | lines[0].quantity: expected a whole number from 1 to 1000000, found a number with a fraction or an exponent",
                "\"quantity\":2 | \"quantity\":1e2 | lines[0].quantity: expected a whole number from 1 to 1000000, found a number with a fraction or an exponent",
                "\"quantity\":2 | \"quantity\":\"2\" | lines[0].quantity: expected a whole number from 1 to 1000000, found a string",
                "\"quantity\":2 | \"quantity\":null | lines[0].quantity: expected a whole number from 1 to 1000000, found null",
                "\"quantity\":2, | `` | lines[0].quantity: is missing; expected a whole number from 1 to 1000000",
                "\"sku\":\"MUG-1\", | `` | lines[0].sku: is missing; expected a text of 1 to 255 characters",
                "\"sku\":\"MUG-1\" | \"sku\":\" \" | lines[0].sku: must not be blank",
                "\"sku\":\"MUG-1\" | \"sku\":7 | lines[0].sku: expected a text as a JSON string, found a number",
                "\"amount\":\"12.50\" | \"amount\":12.50 | lines[0].unitPrice.amount: expected an amount like \"12.50\": at most 18 digits, at most 6 of them behind the point as a JSON string, found a number with a fraction or an exponent",
                "\"amount\":\"12.50\" | \"amount\":\"-1\" | lines[0].unitPrice.amount: expected an amount like \"12.50\": at most 18 digits, at most 6 of them behind the point",
                "\"amount\":\"12.50\" | \"amount\":\"1e9\" | lines[0].unitPrice.amount: expected an amount like \"12.50\": at most 18 digits, at most 6 of them behind the point",
                "\"amount\":\"12.50\" | \"amount\":\"123456789012345678.5\" | lines[0].unitPrice.amount: expected an amount like \"12.50\": at most 18 digits, at most 6 of them behind the point",
                "\"EUR\" | \"eur\" | lines[0].unitPrice.currency: expected three capital letters (ISO 4217)",
                "\"EUR\" | \"EURO\" | lines[0].unitPrice.currency: expected three capital letters (ISO 4217)",
                ",\"currency\":\"EUR\" | `` | lines[0].unitPrice.currency: is missing; expected three capital letters (ISO 4217)",
                "350 | -1 | lines[0].weightGrams: must be between 0 and 1000000000, was -1",
                "\"requiresShipping\":true | \"requiresShipping\":\"true\" | lines[0].requiresShipping: expected true or false, found a string",
                "2026-12-20T10:00:00Z | 20.12.2026 | placedAt: expected a time like 2026-12-20T10:00:00Z",
                "2026-12-20T10:00:00Z | 2026-02-30T10:00:00Z | placedAt: expected a time like 2026-12-20T10:00:00Z",
                "2026-12-20T10:00:00Z | 2026-12-20T10:00:00 | placedAt: expected a time like 2026-12-20T10:00:00Z",
                "2026-12-20T10:00:00Z | +12026-12-20T10:00:00Z | placedAt: must lie in the years 1970 to 9999",
                "\"availableFrom\":null | \"availableFrom\":5 | lines[0].availableFrom: expected a time like 2026-12-20T10:00:00Z as a JSON string, found a number",
                "\"priority\":0 | \"priority\":1001 | priority: must be between -1000 and 1000, was 1001",
                "\"priority\":0 | \"priority\":\"0\" | priority: expected a whole number from -1000 to 1000, found a string",
                "\"carrier\":\"reference\" | \"carrier\":\"\" | carrier: must not be blank",
                "\"DE\" | \"Germany\" | shipTo.country: expected two capital letters (ISO 3166-1 alpha-2)",
                "\"country\":\"DE\", | `` | shipTo.country: is missing; expected two capital letters (ISO 3166-1 alpha-2)",
                "\"name\":\"Ada Ahorn\", | `` | shipTo.name: is missing; expected a text of 1 to 255 characters",
                "\"Ada Ahorn\" | \"Ada\\ud83d\" | shipTo.name: must be well-formed Unicode, holds half of a surrogate pair",
                "\"street2\":null | \"street3\":null | shipTo.street3: is not a known field of an address",
                "\"carrier\" | \"colour\" | colour: is not a known field of an order",
                "\"origin\" | \"Ori gin\\n\\u00e9\" | lines[0].Ori?gin??: is not a known field of an order line",
                "\"carrier\":\"reference\" | \"shop\":\"lyon\" | shop: is there twice; expected it once",
                "\"sku\":\"MUG-1\" | \"quantity\":2 | lines[0].quantity: is there twice; expected it once",
                "\"lines\":[{ | \"lines\":[7,{ | lines[0]: expected an order line as a JSON object, found a number",
                "\"company\":null | \"company\":[[[[]]]] | shipTo.company: expected a text as a JSON string, found an array",
            })
    void whatIsRefusedSaysWhereAndWhatWasExpected(String from, String to, String expected) {
        String json = TestOrders.LINE.replace(from, to == null ? "" : to);
        assertFalse(json.equals(TestOrders.LINE), from);
        assertEquals(KNOWN + expected, problem(json));
    }

    @Test
    void whatIsMissingAtTheTopIsNamed() {
        assertEquals("order: shop: is missing; expected a text of 1 to 100 characters", problem("{}"));
        assertEquals(
                "order: number: is missing; expected a text of 1 to 100 characters",
                problem("{\"shop\":\"augsburg\"}"));
        String named = "{\"shop\":\"augsburg\",\"number\":\"100001\"";
        assertEquals(KNOWN + "shipTo: is missing; expected an address as a JSON object", problem(named + "}"));
        assertEquals(
                KNOWN + "shipTo: expected an address as a JSON object, found a string",
                problem(named + ",\"shipTo\":\"Ada Ahorn\"}"));
        String lines = TestOrders.LINE.substring(TestOrders.LINE.indexOf(",\"lines\""), TestOrders.LINE.length() - 1);
        assertEquals(
                KNOWN + "lines: is missing; expected order lines as a JSON array",
                problem(TestOrders.LINE.replace(lines, "")));
        assertEquals(
                KNOWN + "lines: must hold at least one line", problem(TestOrders.LINE.replace(lines, ",\"lines\":[]")));
        assertEquals(
                KNOWN + "lines: expected order lines as a JSON array, found null",
                problem(TestOrders.LINE.replace(lines, ",\"lines\":null")));
    }

    @Test
    void theOrderIsNamedWhereverItsNameStands() {
        String json = "{\"colour\":[{\"deep\":[1,{}]}],\"number\":\"7\",\"lines\":[],\"shop\":\"lyon\"}";
        assertEquals("order lyon/7: colour: is not a known field of an order", problem(json));
        assertEquals(
                "order: number: expected a text as a JSON string, found a number",
                problem("{\"number\":7,\"shop\":\"s\"}"));
        assertEquals(
                "order: shop: must not hold control characters", problem("{\"shop\":\"a\\u0007b\",\"number\":\"1\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | is empty; expected one JSON object",
                "[] | expected an order as a JSON object, found an array",
                "null | expected an order as a JSON object, found null",
                "{ | the text ends in the middle; expected one whole JSON object per line",
                "{\"shop\":\"a | shop: the text ends in the middle; expected one whole JSON object per line",
                "Ada Ahorn | is not JSON at column 1; expected one whole JSON object per line",
                "{'shop':1} | is not JSON at column 2; expected one whole JSON object per line",
            })
    void whatIsNoObjectIsRefused(String json, String expected) {
        assertEquals("order: " + expected, problem(json));
    }

    @Test
    void nothingMayFollow() {
        String goesOn = KNOWN + "goes on after its object; expected one JSON object and nothing else";
        assertEquals(goesOn, problem(TestOrders.LINE + TestOrders.LINE));
        assertTrue(problem(TestOrders.LINE + ",").startsWith(KNOWN + "is not JSON at column"));
        assertEquals(TestOrders.mug(), CanonicalOrders.parse(" " + TestOrders.LINE + "\r\n"));
    }

    /** A line cut off anywhere is refused, and neither that nor a character that is missing shows who ordered. */
    @Test
    void brokenLinesShowNoPersonalData() {
        String secret = TestOrders.LINE
                .replace("\"company\":null", "\"company\":\"SecretAA\"")
                .replace("\"street2\":null", "\"street2\":\"SecretBB\"")
                .replace("\"region\":null", "\"region\":\"SecretCC\"")
                .replace("\"email\":null", "\"email\":\"SecretDD\"")
                .replace("\"phone\":null", "\"phone\":\"SecretEE\"")
                .replace("Ada Ahorn", "SecretFF")
                .replace("Maximilianstr. 1", "SecretGG")
                .replace("86150", "SecretHH")
                .replace("Augsburg", "SecretII");
        for (int i = 0; i < secret.length(); i++) {
            showsNothing(secret.substring(0, i), true);
            showsNothing(secret.substring(0, i) + secret.substring(i + 1), false);
            showsNothing(secret.substring(0, i) + '7' + secret.substring(i + 1), false);
            showsNothing(secret.substring(0, i) + '\u0001' + secret.substring(i + 1), false);
        }
    }

    private static void showsNothing(String json, boolean mustFail) {
        try {
            CanonicalOrders.parse(json);
            assertFalse(mustFail, json);
        } catch (IllegalArgumentException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertFalse(
                        String.valueOf(cause.getMessage()).contains("Secret"), () -> e.getMessage() + " of " + json);
            }
        }
    }

    @Provide
    Arbitrary<Order> orders() {
        Arbitrary<String> text =
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(20).map(CanonicalOrdersTest::wellFormed);
        Arbitrary<String> name =
                Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(100);
        Arbitrary<Address> address = text.list()
                .ofSize(9)
                .map(f -> new Address(
                        f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), "DE", f.get(7), null));
        Arbitrary<Instant> placedAt =
                Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
        return Combinators.combine(
                        name,
                        name,
                        placedAt.injectNull(0.2),
                        Arbitraries.integers().between(-1_000, 1_000),
                        address,
                        TestOrders.anyLines())
                .as((shop, number, placed, priority, to, lines) ->
                        new Order(shop, number, placed, "reference", priority, to, lines));
    }

    private static String wellFormed(String any) {
        String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return text.isBlank() ? "x" : text;
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsRead(@ForAll("orders") Order order) {
        String json = CanonicalOrders.toJson(order);
        assertEquals(-1, json.indexOf('\n'));
        assertEquals(order, CanonicalOrders.parse(json));
    }

    @Test
    void writtenFormNeverChanges() {
        assertEquals(
                TestOrders.LINE
                        .replace("\"company\":null,", "")
                        .replace("\"street2\":null,", "")
                        .replace("\"region\":null,", "")
                        .replace(",\"email\":null,\"phone\":null", "")
                        .replace(",\"availableFrom\":null", ""),
                CanonicalOrders.toJson(TestOrders.mug()));
        assertNull(CanonicalOrders.parse(CanonicalOrders.toJson(TestOrders.of(List.of(OrderLine.of("A", 1)))))
                .placedAt());
    }
}
