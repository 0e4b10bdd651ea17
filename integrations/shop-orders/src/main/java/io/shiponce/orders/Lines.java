package io.shiponce.orders;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that gives out no more at once than up to the end of a line, so that its reader has never read into the next
 * one. After {@link #endWithEachLine} it ends with each line, until {@link #nextLine} is called. One thread.
 */
final class Lines extends InputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int LOOKED_AT = 4;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private int givenFrom;
    private boolean givenBeginsLine;
    private boolean lineEnded = true;
    private boolean byLine;
    private long line;

    /** Does not close {@code in}. */
    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * To be asked first: the name of the other Unicode encoding that a text with an ASCII character first can only be in;
     * null if there is none. Passes over a byte order mark of UTF-8.
     */
    @Nullable
    String foreignEncoding() throws IOException {
        filled = in.readNBytes(buffer, 0, LOOKED_AT);
        int[] b = new int[LOOKED_AT];
        for (int i = 0; i < LOOKED_AT; i++) {
            b[i] = i < filled ? buffer[i] & 0xFF : -1;
        }
        at = b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF ? 3 : 0;
        boolean big = (b[0] == 0xFE && b[1] == 0xFF) || (b[0] == 0 && b[1] > 0);
        boolean little = (b[0] == 0xFF && b[1] == 0xFE) || (b[0] > 0 && b[1] == 0);
        boolean wide = (b[0] == 0 && b[1] == 0) || (little && b[2] == 0 && b[3] == 0);
        if (wide) {
            return "UTF-32";
        }
        return big || little ? "UTF-16" : null;
    }

    void endWithEachLine() {
        byLine = true;
    }

    boolean endsWithEachLine() {
        return byLine;
    }

    /** The number of the line of the last byte given out, from 1 on; 0 at the start. */
    long line() {
        return line;
    }

    /** Goes to the beginning of the next line, passing over what is left of this one; false at the end. */
    boolean nextLine() throws IOException {
        skipLine();
        if (!more()) {
            return false;
        }
        begin();
        return true;
    }

    /** Passes over what is left of this line. */
    void skipLine() throws IOException {
        while (!lineEnded && more()) {
            give(filled - at);
        }
    }

    /** Takes back the last read if it began a line, so that this line is the next one; else does nothing: false. */
    boolean takeBackLine() {
        if (!givenBeginsLine) {
            return false;
        }
        at = givenFrom;
        line--;
        lineEnded = true;
        givenBeginsLine = false;
        return true;
    }

    /** Between two lines: whether the next one begins with {@code b}. */
    boolean nextLineBeginsWith(char b) throws IOException {
        return more() && buffer[at] == b;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if ((byLine && lineEnded) || !more()) {
            return -1;
        }
        givenFrom = at;
        givenBeginsLine = lineEnded;
        if (lineEnded) {
            begin();
        }
        give(Math.min(length, filled - at));
        System.arraycopy(buffer, givenFrom, bytes, offset, at - givenFrom);
        return at - givenFrom;
    }

    private void begin() {
        line++;
        lineEnded = false;
    }

    /** Up to {@code most} bytes, and none after the end of a line. */
    private void give(int most) {
        int end = at + most;
        while (at < end && !lineEnded) {
            lineEnded = buffer[at++] == '\n';
        }
    }

    private boolean more() throws IOException {
        if (at == filled) {
            filled = Math.max(0, in.read(buffer));
            at = 0;
        }
        return filled > 0;
    }
}
