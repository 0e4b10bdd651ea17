package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shop systems write in many ways and we in one: times, amounts, weights, countries, texts, numbers. */
class ValuesTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static Fields fields(String quoted) {
        try {
            return new Fields(JSON.readTree(quoted.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String refused(Runnable reading) {
        return assertThrows(OrderRefusal.class, reading::run).getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2018-01-10T21:05:30Z",
                "2018-01-10T22:05:30+01:00",
                "2018-01-10T22:05:30+0100",
                "2018-01-10T22:05:30+01",
                "2018-01-10 21:05:30Z",
                "2018-01-10T21:05:30.000+00:00",
                "Wed, 10 Jan 2018 21:05:30 +0000",
                "Wed, 10 Jan 2018 21:05:30 GMT",
                "10 Jan 2018 21:05:30 +0000"
            })
    void timesWithTheirZones(String text) {
        assertEquals(Instant.parse("2018-01-10T21:05:30Z"), Times.parse(text, null));
        assertEquals(Instant.parse("2018-01-10T21:05:30Z"), Times.parse(text, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2018-01-10T21:05:30", "2018-01-10 21:05:30", "2018-01-10T21:05:30.000000"})
    void aTimeWithoutAZoneIsOneOnlyWhereTheZoneIsKnown(String text) {
        assertNull(Times.parse(text, null));
        assertEquals(Instant.parse("2018-01-10T21:05:30Z"), Times.parse(text, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2018-01-10",
                "2018-02-30T00:00:00Z",
                "10.01.2018 21:05",
                "01/10/2018",
                "1515618330",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "Thu, 10 Jan 2018 21:05:30 +0000",
                "x"
            })
    void whatIsNoTimeIsNone(String text) {
        assertNull(Times.parse(text, ZoneOffset.UTC));
    }

    @Test
    void noTimeIsWrittenInManyWays() {
        for (String none : List.of("null", "''", "' '", "'0000-00-00 00:00:00'")) {
            assertNull(fields("{'at':" + none + "}").timeInUtc("at"));
        }
        assertEquals(
                "at: expected a date with a time and its zone in the years 1970 to 9999, as ISO 8601 or RFC 2822",
                refused(() -> fields("{'at':'2018-01-10 21:05:30'}").time("at")));
    }

    @ParameterizedTest
    @CsvSource({
        "199,EUR,199.00",
        "199.0000,EUR,199.00",
        "20826.300000000003,EUR,20826.30",
        "198.99999999999997,USD,199.00",
        "10.005,EUR,10.01",
        "0.125,EUR,0.13",
        "1899.9999999999998,JPY,1900",
        "1.23456,KWD,1.235",
        "0,EUR,0.00",
        "5,XAU,5.00"
    })
    void amountsHaveTheUsualDigitsOfTheirCurrency(BigDecimal amount, String currency, BigDecimal expected) {
        assertEquals(new Money(expected, currency), Amounts.money(amount, currency));
    }

    @ParameterizedTest
    @CsvSource({
        "350,g,350",
        "0.35,kg,350",
        "1.5,KILOGRAMS,1500",
        "1,lb,454",
        "2.2,POUNDS,998",
        "1,oz,28",
        "0.5,g,1",
        "0.001,g,1",
        "0.0000001,kg,1",
        "1,t,1000000"
    })
    void weightsAreWholeGrams(BigDecimal value, String unit, long grams) {
        assertEquals(new Weight(grams), Weights.of(value, unit));
    }

    @Test
    void noWeightIsUnknownAndMoreThanAnythingWeighsIsRefused() {
        assertNull(Weights.of(BigDecimal.ZERO, "kg"));
        assertNull(Weights.of(new BigDecimal("0.000"), "g"));
        assertEquals(
                "weight: the weight must be at most 1000000000 grams",
                refused(() -> fields("{'weight':1000001}").weight("weight", "kg")));
        assertEquals(
                "weight: the weight must not be negative",
                refused(() -> fields("{'weight':-1}").weight("weight", "kg")));
        assertEquals(
                "weight: the unit of weight must be one of g, kg, lb and oz",
                refused(() -> fields("{'weight':1}").weight("weight", "stone")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DE | DE",
                "de | DE",
                "DEU | DE",
                "Germany | DE",
                "United States | US",
                "USA | US",
                "uk | GB",
                "Korea, Republic of | KR",
                "Türkiye | TR",
                "Turkey | TR",
                "Kosovo | XK",
                "XK | XK"
            })
    void countriesAreTheirCodes(String text, String code) {
        assertEquals(code, Countries.code(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ", "Germoney", "", "D", "49", "Ger"})
    void whatIsNoCountryForCertainIsNone(String text) {
        assertNull(Countries.code(text));
    }

    @ParameterizedTest
    @CsvSource({"2,2", "2.0,2", "'''2.0000''',2", "'''2''',2", "2e0,2", "0,0", "1000000,1000000"})
    void wholePiecesAreWrittenInManyWays(String json, int pieces) {
        assertEquals(pieces, fields("{'n':" + json + "}").pieces("n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5      | n: is a fraction of a piece; expected a whole number: only whole pieces can be sent",
                "'0.9999' | n: is a fraction of a piece; expected a whole number: only whole pieces can be sent",
                "1000001  | n: must be a number of pieces from 0 to 1000000",
                "-1       | n: must be a number of pieces from 0 to 1000000",
                "1e30     | n: must be a number of pieces from 0 to 1000000",
                "1e999    | n: expected a number, found one out of range",
                "'two'    | n: expected a number, found a text",
                "'1,5'    | n: expected a number, found a text",
                "'0x10'   | n: expected a number, found a text",
                "true     | n: expected a number, found true or false",
                "[1]      | n: expected a number, found a list",
                "null     | n: is missing; expected a whole number of pieces"
            },
            quoteCharacter = '`')
    void whatIsNoNumberOfPiecesIsRefused(String json, String problem) {
        assertEquals(problem, refused(() -> fields("{'n':" + json + "}").pieces("n")));
    }

    @Test
    void textsAreStrippedAndBounded() {
        assertEquals("a b", fields("{'t':'  a b\\u2003'}").optionalText("t"));
        assertNull(fields("{'t':' \\t '}").optionalText("t"));
        assertEquals(
                "t: expected a text, found a number",
                refused(() -> fields("{'t':7}").optionalText("t")));
        assertEquals("7", fields("{'t':7}").optionalCode("t"));
        assertEquals(
                "t: expected a text, found a number",
                refused(() -> fields("{'t':7.5}").optionalCode("t")));
        assertEquals(
                "t: must be well-formed Unicode, holds half of a surrogate pair",
                refused(() -> fields("{'t':'\\ud83d'}").optionalText("t")));
        assertEquals(
                "t: must be at most 255 characters long, was 256",
                refused(() -> fields("{'t':'" + "x".repeat(256) + "'}").optionalText("t")));
        assertEquals(
                255,
                Objects.requireNonNull(fields("{'t':'" + "x".repeat(256) + "'}").title("t"))
                        .length());
    }

    @Test
    void pathsSayWhereSomethingIs() {
        Fields order = fields("{'a':{'b':[{'c':1},{'c':'x'}]}}");
        List<Fields> list = order.object("a", "a thing").list("b");
        assertEquals(
                "a.b[1].c: expected a number, found a text",
                refused(() -> list.get(1).pieces("c")));
        assertEquals(
                "a.b[0].d: is missing; expected a thing",
                refused(() -> list.get(0).text("d", "a thing")));
        assertEquals("a.b[1]: is bad", list.get(1).refusal("is bad").getMessage());
        assertEquals("a: expected a list of objects, found an object", refused(() -> order.list("a")));
        assertEquals(
                "a[1]: expected an object, found null",
                refused(() -> fields("{'a':[{},null]}").list("a")));
    }

    @Test
    void flagsAreWrittenInManyWays() {
        for (String yes : List.of("true", "1", "'1'", "'true'", "'yes'")) {
            assertTrue(fields("{'f':" + yes + "}").flag("f", false), yes);
        }
        for (String no : List.of("false", "0", "'0'", "'false'", "'no'")) {
            assertTrue(!fields("{'f':" + no + "}").flag("f", true), no);
        }
        for (String none : List.of("null", "''")) {
            assertTrue(fields("{'f':" + none + "}").flag("f", true), none);
        }
        assertEquals(
                "f: expected true or false, found a text",
                refused(() -> fields("{'f':'maybe'}").flag("f", true)));
    }
}
