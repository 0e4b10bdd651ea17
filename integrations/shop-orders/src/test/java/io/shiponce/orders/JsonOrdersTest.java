package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all readers of JSON have in common: where orders are found, and what happens where none can be. */
class JsonOrdersTest {
    private static final PlainReader READER = new PlainReader();
    private static final String A = PlainReader.order("A");
    private static final String B = PlainReader.order("B");
    private static final String C = PlainReader.order("C");

    private static List<String> told(String in) {
        return Reading.told(READER, in);
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"').replace("<A>", A).replace("<B>", B).replace("<C>", C);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[<A>,<B>]",
                "[\n<A>,\n<B>\n]\n",
                "[[<A>],[<B>]]",
                "{'orders':[<A>,<B>]}",
                "{'orders':[<A>],'orders':[<B>]}",
                "{'count':2,'page':{'next':null},'orders':[<A>,<B>],'more':{'of':['this']}}",
                "{'items':[<A>,<B>],'total_count':2}",
                "{'data':[<A>,<B>]}",
                "{'data':{'orders':{'edges':[{'node':<A>,'cursor':'x'},{'cursor':'y','node':<B>}],'pageInfo':{}}}}",
                "[{'order':<A>},{'order':<B>}]",
                "\uFEFF[<A>,<B>]"
            })
    void ordersAreFoundInEveryKindOfList(String in) {
        assertEquals(List.of("1: A", "2: B"), told(json(in)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<A>",
                "{'order':<A>}",
                "{'data':{'order':<A>},'extensions':{'cost':1}}",
                "{'data':<A>}",
                "\uFEFF<A>",
                "<A>\n\n\n"
            })
    void anOrderAloneIsFoundInEveryKindOfWrapping(String in) {
        assertEquals(List.of("1: A"), told(json(in)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<A>\n<B>\n", "<A>\r\n<B>", "{'order':<A>}\n{'data':{'order':<B>}}\n", "\uFEFF<A>\n<B>\n"})
    void oneOrderPerLine(String in) {
        assertEquals(List.of("1: A", "2: B"), told(json(in)));
    }

    @Test
    void onePagePerLineAndBlankLines() {
        // Listed orders are counted through the whole stream: jq -c '.orders[]' shows them on these lines.
        assertEquals(
                List.of("1: A", "2: B", "3: C"),
                told(json("{'orders':[<A>,<B>]}\n\n  \r\n{'orders':[]}\n{'orders':[<C>]}\n")));
    }

    @Test
    void severalValuesAfterEachOtherOnALineOrAcrossLines() {
        assertEquals(List.of("1: A", "1: B", "2: C"), told(json("<A><B>\n <C>")));
        String pretty = A.replace(",", ",\n");
        assertEquals(List.of("1: A", "9: B"), told(pretty + "\n" + B));
    }

    @Test
    void emptyStreamsAndEmptyPagesHoldNoOrders() {
        for (String in : List.of("", " \n ", "\uFEFF", "[]", "{\"orders\":[]}", "{\"items\":[],\"total_count\":0}")) {
            assertEquals(List.of(), told(in), in);
        }
    }

    @Test
    void anOrderThatIsRefusedKeepsNoOtherFromBeingRead() {
        String bad = A.replace("\"pieces\":1", "\"pieces\":1.5");
        String problem = ": order augsburg/A: items[0].pieces: is a fraction of a piece; expected a whole number: only"
                + " whole pieces can be sent";
        assertEquals(List.of("1" + problem, "2: B"), told("[" + bad + "," + B + "]"));
        assertEquals(List.of("1" + problem, "2: B"), told(bad + "\n" + B));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[<A>,7,<B>]                | 2: expected an order as a JSON object, found another value",
                "[<A>,null,<B>]             | 2: expected an order as a JSON object, found another value",
                "[<A>,{'order':null},<B>]   | 2: expected an order as a JSON object, found another value",
                "[<A>,{},<B>]               | 2: is not an order of plain: has none of [no, to]",
                "[<A>,{'no':'C','x':1e99999999999},<B>] | 2: order augsburg/C: has a number whose exponent is out of range",
                "[<A>,{'no':'C','no':'D'},<B>] | 2: order augsburg/C: has a field twice in one object; expected it once"
            })
    void whatIsNoOrderIsRefusedInItsPlace(String in, String problem) {
        assertEquals(List.of("1: A", problem, "3: B"), told(json(in)));
    }

    @Test
    void errorsThatTheShopReportsAreNotPassedOver() {
        String errors = "the shop reports errors beside its orders; some may be missing";
        assertEquals(List.of("1: A", "1: " + errors), told(json("{'errors':[{}],'data':{'orders':[<A>]}}")));
        assertEquals(List.of("1: A", "1: " + errors), told(json("{'data':{'orders':[<A>]},'errors':'some'}")));
        assertEquals(
                List.of("1: expected an order as a JSON object, found another value", "1: " + errors),
                told(json("{'errors':[{'message':'throttled'}],'data':null}")));
    }

    @Test
    void anOrderWhoseFieldsComeAfterItsLinesIsRefusedAndNotPassedOver() {
        List<String> told = told(json("{'items':[{'sku':'MUG','pieces':1}],'no':'A'}"));
        assertEquals(
                List.of(
                        "1: is not an order of plain: has none of [no, to]",
                        "1: has fields of an order after those that hold orders; expected one or the other"),
                told);
    }

    @Test
    void aBrokenLineCostsNoOther() {
        assertEquals(
                List.of("1: A", "2: order augsburg/B: is not JSON at line 2, column 14", "3: C"),
                told(A + "\n{\"no\":\"B\",\"x\"}\n" + C + "\n"));
        assertEquals(
                List.of("1: A", "2: order augsburg/B: ends in the middle", "3: C"),
                told(A + "\n{\"no\":\"B\",\n" + C + "\n"));
        assertEquals(
                List.of("1: A", "2: expected an order as a JSON object, found another value", "3: C"),
                told(A + "\n17\n" + C));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'no':'A','x'}",
                "{'no':'A',",
                "{'no':'A','x':'abc",
                "{'no':'A','x':{'y':[1,2",
                "{'no':'A','x':[1,2}}",
                "{'no':'A'}}"
            })
    void theFirstLineMayBeTheBrokenOne(String broken) {
        List<String> told = told(json(broken + "\n<B>\n<C>\n"));
        assertEquals(List.of("2: B", "3: C"), told.subList(told.size() - 2, told.size()), told::toString);
        assertEquals(3, told.size() - (broken.endsWith("}}") && !broken.contains("x") ? 1 : 0), told::toString);
    }

    @Test
    void aBrokenListEndsWithTheFault() {
        String end = "; nothing after it could be read";
        assertEquals(
                List.of("1: A", "2: order augsburg/B: is not JSON at line 2, column 15" + end),
                told("[" + A + ",\n{\"no\":\"B\",\"x\":}," + C + "]"));
        assertEquals(
                List.of("1: A", "2: is not JSON at line 2, column 1" + end), told("[" + A + "\n" + B + "," + C + "]"));
        assertEquals(List.of("1: A", "2: ends in the middle" + end), told("[" + A + ",\n"));
        assertEquals(
                List.of("1: A", "2: is not JSON at line 2, column 1" + end), told(json("{'orders':[<A>\n<B>,\n<C>]}")));
    }

    @Test
    void aTrailingCommaCostsItsOrder() {
        assertEquals(
                List.of("1: order augsburg/A: is not JSON at line 3, column 2; nothing after it could be read"),
                told("{\"data\":{\n\"no\":\"A\",\n }\n}"));
    }

    @Test
    void otherEncodingsAreRefusedOnce() {
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
            List<ReadResult> results = Reading.all(READER, (A + "\n" + B).getBytes(charset));
            assertEquals(
                    List.of("1: is encoded in UTF-16; expected UTF-8"),
                    results.stream().map(Reading::told).toList());
        }
    }

    @Test
    void malformedBytesAreRefusedAndNotReplaced() {
        byte[] latin = (A.replace("Hauptstr", "Hauptstra\u00DFe") + "\n" + B).getBytes(StandardCharsets.ISO_8859_1);
        List<String> told =
                Reading.all(READER, latin).stream().map(Reading::told).toList();
        assertEquals(2, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("1: order augsburg/A: is not JSON at line 1"), told.get(0));
        assertEquals("2: B", told.get(1));
    }

    @Test
    void limitsCostTheOrderThatBreaksThem() {
        String long8 = "\"" + "x".repeat(1024) + "\",";
        List<String> problems = new ArrayList<>();
        for (String filler : List.of(
                long8.repeat(9 * 1024), "7,".repeat(OrderTree.MAX_VALUES), "[".repeat(70) + "]".repeat(70) + ",")) {
            String huge = A.replace("\"no\":\"A\"", "\"no\":\"A\",\"filler\":[" + filler + "0]");
            List<String> told = told("[" + huge + "," + B + "]");
            assertEquals(2, told.size());
            assertEquals("2: B", told.get(1));
            problems.add(told.get(0));
        }
        assertEquals(
                List.of(
                        "1: order augsburg/A: is longer than 8388608 bytes",
                        "1: order augsburg/A: has more than 500000 values",
                        "1: order augsburg/A: is nested more than 64 deep"),
                problems);
    }

    @Test
    void whatTheParserItselfLimitsCostsItsLine() {
        String deep = "[".repeat(300) + "]".repeat(300);
        String digits = A.replace("\"no\":\"A\"", "\"no\":\"A\",\"filler\":" + "1".repeat(200));
        for (String limited : List.of(deep, digits)) {
            List<String> told = told(A + "\n" + limited + "\n" + B);
            assertEquals(3, told.size(), told::toString);
            assertTrue(told.get(1).contains("holds what is too long or nested too deeply"), told.get(1));
            assertEquals("3: B", told.get(2));
        }
    }

    @Test
    void anOrderWhoseNumberCouldForgeALogIsRefusedWithoutIt() {
        assertEquals(
                List.of("1: its number must hold no control characters, nor begin or end with a space"),
                told(A.replace("\"no\":\"A\"", "\"no\":\"A\\nforged\"")));
        assertEquals(
                List.of("1: its number must be from 1 to 100 characters long"),
                told(A.replace("\"no\":\"A\"", "\"no\":\"" + "9".repeat(101) + "\"")));
    }
}
