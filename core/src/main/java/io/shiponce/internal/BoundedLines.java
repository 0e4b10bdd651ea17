package io.shiponce.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, as bytes. Of a line that is longer than the bound, no more than the bound is ever held; the
 * rest is passed over. One thread.
 */
public final class BoundedLines {
    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final int most;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int filled;
    private byte[] line = new byte[1024];
    private int length;
    private boolean cut;
    private long number;

    /** Does not close {@code in}. */
    public BoundedLines(InputStream in, int mostBytes) {
        this.in = in;
        this.most = mostBytes;
    }

    /** Goes to the next line; false at the end. What the stream throws is passed on. */
    public boolean next() throws IOException {
        length = 0;
        cut = false;
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            int end = at;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            append(end);
            at = end + 1;
            if (end < filled) {
                number++;
                return true;
            }
        }
        if (any) {
            number++;
        }
        return any;
    }

    private boolean fill() throws IOException {
        filled = Math.max(0, in.read(chunk));
        at = 0;
        return filled > 0;
    }

    private void append(int end) {
        int taken = Math.min(end - at, most - length);
        cut |= taken < end - at;
        if (length + taken > line.length) {
            line = Arrays.copyOf(line, Math.min(most, Math.max(length + taken, 2 * line.length)));
        }
        System.arraycopy(chunk, at, line, length, taken);
        length += taken;
    }

    /** The line's bytes, from 0 to {@link #length()}; overwritten by {@link #next()}. */
    public byte[] bytes() {
        return line;
    }

    /** How many bytes of the line are held. */
    public int length() {
        return length;
    }

    /** Whether it was longer than the bound. */
    public boolean isCut() {
        return cut;
    }

    /** Counts from 1. */
    public long number() {
        return number;
    }

    /** Whether there is nothing but spaces in it, or in the first line after a byte order mark. */
    public boolean isBlank() {
        for (int i = number == 1 && startsWithMark() ? 3 : 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return !cut;
    }

    private boolean startsWithMark() {
        return length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }
}
