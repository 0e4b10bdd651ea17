package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedLinesTest {
    private static List<String> lines(InputStream in, int most) throws IOException {
        BoundedLines lines = new BoundedLines(in, most);
        List<String> all = new ArrayList<>();
        while (lines.next()) {
            all.add(lines.number() + ":" + new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8)
                    + (lines.isCut() ? "!" : ""));
        }
        return all;
    }

    private static InputStream of(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesEndWithANewlineOrTheEnd() throws IOException {
        assertEquals(List.of(), lines(of(""), 10));
        assertEquals(List.of("1:"), lines(of("\n"), 10));
        assertEquals(List.of("1:a"), lines(of("a"), 10));
        assertEquals(List.of("1:a"), lines(of("a\n"), 10));
        assertEquals(List.of("1:", "2:a\r", "3:", "4:b"), lines(of("\na\r\n\nb"), 10));
    }

    @Test
    void longerLinesAreCutAndTheNextIsWhole() throws IOException {
        assertEquals(List.of("1:abcd", "2:abcd!", "3:ab", "4:abcd!"), lines(of("abcd\nabcde\nab\nabcdefghij"), 4));
    }

    /** Chunks end anywhere: in a line, before and after its end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void chunksDecideNothing(int size) throws IOException {
        InputStream slow = new ByteArrayInputStream("abc\nde\n\nfghij\nk".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int from, int length) {
                return super.read(buffer, from, Math.min(size, length));
            }
        };
        assertEquals(List.of("1:abc", "2:de", "3:", "4:fghi!", "5:k"), lines(slow, 4));
    }

    @Test
    void holdsNoMoreThanTheBound() throws IOException {
        int most = 100_000;
        InputStream endless = new InputStream() {
            private long left = 50_000_000;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                int count = (int) Math.min(left, length);
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        BoundedLines lines = new BoundedLines(endless, most);
        assertTrue(lines.next());
        assertTrue(lines.isCut());
        assertEquals(most, lines.length());
        assertEquals(most, lines.bytes().length);
        assertFalse(lines.next());
    }

    @Test
    void blankIsNothingButSpaces() throws IOException {
        BoundedLines lines = new BoundedLines(of(" \t\r\n \u00001\n\n     x"), 4);
        List<Boolean> blank = new ArrayList<>();
        while (lines.next()) {
            blank.add(lines.isBlank());
        }
        assertEquals(List.of(true, false, true, false), blank);
    }
}
