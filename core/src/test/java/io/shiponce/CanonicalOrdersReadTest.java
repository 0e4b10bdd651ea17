package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalOrdersReadTest {
    private static final int MIB = 1024 * 1024;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<ReadResult> read(byte[]... parts) {
        List<InputStream> streams = new ArrayList<>();
        for (byte[] part : parts) {
            streams.add(new ByteArrayInputStream(part));
        }
        List<ReadResult> results = new ArrayList<>();
        try (InputStream in = new SequenceInputStream(Collections.enumeration(streams))) {
            CanonicalOrders.read(in, "orders.jsonl", results::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return results;
    }

    private static String message(ReadResult result) {
        return assertInstanceOf(ReadResult.Refused.class, result).message();
    }

    private static Order numbered(int number) {
        return CanonicalOrders.parse(TestOrders.LINE.replace("100001", Integer.toString(number)));
    }

    private static byte[] line(int number) {
        return utf8(CanonicalOrders.toJson(numbered(number)) + "\n");
    }

    private static byte[] repeated(String text, int bytes) {
        byte[] all = new byte[bytes];
        byte[] unit = utf8(text);
        for (int i = 0; i < bytes; i++) {
            all[i] = unit[i % unit.length];
        }
        return all;
    }

    @Test
    void aBrokenLineStopsNoOther() {
        byte[] broken = utf8(TestOrders.LINE.replace("\"quantity\":2", "\"quantity\":-2") + "\n");
        List<ReadResult> results = read(line(1), utf8("\n  \r\n"), broken, utf8("not json\r\n"), line(2));
        assertEquals(
                List.of(
                        new ReadResult.Read("orders.jsonl", 1, numbered(1)),
                        new ReadResult.Refused(
                                "orders.jsonl",
                                4,
                                "augsburg/100001",
                                "lines[0].quantity",
                                "must be between 1 and 1000000, was -2"),
                        new ReadResult.Refused(
                                "orders.jsonl",
                                5,
                                null,
                                "",
                                "is not JSON at column 1; expected one whole JSON object per line"),
                        new ReadResult.Read("orders.jsonl", 6, numbered(2))),
                results);
        assertEquals(
                "orders.jsonl:4: order augsburg/100001: lines[0].quantity: must be between 1 and 1000000, was -2",
                message(results.get(1)));
    }

    /** Whatever stands in a line, the next one is read. */
    @Property(tries = 300)
    void anyBytesStopNoOtherLine(@ForAll @Size(max = 200) byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? 0 : bytes[i];
        }
        List<ReadResult> results = read(line(1), bytes, utf8("\n"), line(2));
        assertEquals(new ReadResult.Read("orders.jsonl", 1, numbered(1)), results.get(0));
        assertEquals(new ReadResult.Read("orders.jsonl", 3, numbered(2)), results.get(results.size() - 1));
    }

    @Test
    void theLastLineNeedsNoEndAndHalfALineIsRefused() {
        byte[] whole = utf8(TestOrders.LINE);
        assertEquals(List.of(new ReadResult.Read("orders.jsonl", 1, TestOrders.mug())), read(whole));
        List<ReadResult> half = read(line(1), Arrays.copyOf(whole, whole.length - 1));
        assertEquals(2, half.size());
        assertEquals(
                "orders.jsonl:2: order augsburg/100001: the text ends in the middle; expected one whole JSON object per line",
                message(half.get(1)));
        assertEquals(List.of(), read(new byte[0]));
        assertEquals(List.of(), read(utf8("\n\n \n")));
    }

    @Test
    void byteOrderMarkIsPassedOver() {
        assertEquals(List.of(new ReadResult.Read("orders.jsonl", 1, numbered(1))), read(utf8("\uFEFF"), line(1)));
    }

    @Test
    void aFileOfNothingButAMarkHoldsNoOrder() {
        assertEquals(List.of(), read(utf8("\uFEFF")));
        assertEquals(List.of(), read(utf8("\uFEFF\r\n")));
    }

    @Test
    void malformedBytesAreRefusedWithTheirPlace() {
        byte[] latin = TestOrders.LINE.replace("Ada", "\u00C4da").getBytes(StandardCharsets.ISO_8859_1);
        int at = new String(latin, StandardCharsets.ISO_8859_1).indexOf('\u00C4') + 1;
        List<ReadResult> results = read(latin, utf8("\n"), line(2));
        assertEquals(
                "orders.jsonl:1: order augsburg/100001: holds malformed bytes from byte " + at + " on; expected UTF-8",
                message(results.get(0)));
        assertInstanceOf(ReadResult.Read.class, results.get(1));
        byte[] overlong = utf8(TestOrders.LINE.replace("Ada", "@@a"));
        for (int i = 0; i < overlong.length; i++) {
            if (overlong[i] == '@') {
                overlong[i] = (byte) (overlong[i + 1] == '@' ? 0xC0 : 0x80);
            }
        }
        assertTrue(message(read(overlong).get(0)).endsWith("expected UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "x-UTF-16LE-BOM"})
    void otherEncodingsAreNamedOnce(String name) {
        String text = TestOrders.LINE + "\n" + TestOrders.LINE + "\n";
        List<ReadResult> results = read(text.getBytes(Charset.forName(name)));
        assertEquals(1, results.size());
        String family = name.contains("32") ? "UTF-32" : "UTF-16";
        assertEquals("orders.jsonl:1: is encoded in " + family + "; expected UTF-8", message(results.get(0)));
        assertNull(((ReadResult.Refused) results.get(0)).orderKey());
    }

    @Test
    void aLineLongerThanTheBoundIsPassedOver() {
        byte[] start = utf8("{\"shop\":\"augsburg\",\"number\":\"7\",\"shipTo\":{\"name\":\"");
        List<ReadResult> results = read(start, repeated("x", 9 * MIB), utf8("\n"), line(2));
        assertEquals("orders.jsonl:1: order augsburg/7: is longer than 8388608 bytes", message(results.get(0)));
        assertEquals(new ReadResult.Read("orders.jsonl", 2, numbered(2)), results.get(1));
        byte[] spaces = repeated(" ", CanonicalOrders.MAX_LINE_BYTES - TestOrders.LINE.length());
        assertInstanceOf(
                ReadResult.Read.class, read(spaces, utf8(TestOrders.LINE)).get(0));
        assertInstanceOf(
                ReadResult.Refused.class,
                read(spaces, utf8(" " + TestOrders.LINE)).get(0));
        byte[] tooLong = repeated(" ", 9 * MIB);
        for (Executable parsing : List.<Executable>of(
                () -> CanonicalOrders.parse(tooLong),
                () -> CanonicalOrders.parse(new String(tooLong, StandardCharsets.UTF_8)))) {
            assertEquals(
                    "order: is longer than 8388608 bytes",
                    assertThrows(IllegalArgumentException.class, parsing).getMessage());
        }
    }

    /** Each is refused where the limit is broken, not after all of it was taken in. */
    @Test
    void hugeLinesAreRefusedQuickly() {
        String name = "{\"shop\":\"augsburg\",\"number\":\"7\",";
        List<byte[]> hostile = List.of(
                repeated("[", 8 * MIB),
                concat(utf8(name + "\"lines\":"), repeated("[", 7 * MIB)),
                concat(utf8(name + "\"x\":"), repeated("[", 7 * MIB)),
                concat(utf8(name + "\"lines\":["), repeated("{},", 7 * MIB)),
                concat(utf8(name + "\"lines\":["), repeated("{\"sku\":\"A\",\"quantity\":1},", 7 * MIB)),
                concat(utf8(name + "\"priority\":"), repeated("9", 7 * MIB)),
                concat(utf8(name + "\"carrier\":\""), repeated("x", 7 * MIB), utf8("\"}")),
                concat(utf8(name + "\""), repeated("x", 7 * MIB), utf8("\":1}")),
                concat(utf8("{"), repeated("\"shop\":\"a\",", 7 * MIB)));
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (byte[] line : hostile) {
                List<ReadResult> results = read(line, utf8("\n"), line(2));
                assertEquals(2, results.size());
                String message = message(results.get(0));
                assertTrue(message.length() < 250, message);
                assertInstanceOf(ReadResult.Read.class, results.get(1));
            }
        });
    }

    @Test
    void moreLinesThanTheLimitAreRefused() {
        String one = "{\"sku\":\"A\",\"quantity\":1}";
        String head = TestOrders.LINE.substring(0, TestOrders.LINE.indexOf("[") + 1);
        Order most = CanonicalOrders.parse(head + String.join(",", Collections.nCopies(10_000, one)) + "]}");
        assertEquals(10_000, most.lines().size());
        byte[] more = utf8(head + String.join(",", Collections.nCopies(10_001, one)) + "]}");
        assertEquals(
                "orders.jsonl:1: order augsburg/100001: lines: must hold at most 10000, holds more",
                message(read(more).get(0)));
    }

    @Test
    void faultsOfTheStreamAndOfTheCallerArePassedOn() {
        List<ReadResult> results = new ArrayList<>();
        IOException fault = new IOException("gone");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw fault;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                throw fault;
            }
        };
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(line(1)), failing);
        assertSame(
                fault, assertThrows(IOException.class, () -> CanonicalOrders.read(in, "orders.jsonl", results::add)));
        assertEquals(1, results.size());
        IllegalStateException refusal = new IllegalStateException("full");
        assertSame(
                refusal,
                assertThrows(
                        IllegalStateException.class,
                        () -> CanonicalOrders.read(new ByteArrayInputStream(line(1)), "orders.jsonl", result -> {
                            throw refusal;
                        })));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
