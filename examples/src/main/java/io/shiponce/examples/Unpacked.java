package io.shiponce.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/** What a stream holds, whether it is compressed with gzip or not. Stateless; safe for any thread. */
final class Unpacked {
    private static final int FIRST = 0x1F;
    private static final int SECOND = 0x8B;
    private static final int BUFFER = 64 * 1024;

    private Unpacked() {}

    /** Neither JSON nor CSV begins with the two bytes that gzip begins with. */
    static InputStream of(InputStream in) throws IOException {
        PushbackInputStream ahead = new PushbackInputStream(in, 2);
        byte[] first = ahead.readNBytes(2);
        ahead.unread(first);
        boolean packed = first.length == 2 && (first[0] & 0xFF) == FIRST && (first[1] & 0xFF) == SECOND;
        return packed ? new GZIPInputStream(ahead, BUFFER) : ahead;
    }
}
