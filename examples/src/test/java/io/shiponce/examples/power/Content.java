package io.shiponce.examples.power;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file's bytes while they are put together. For one thread. */
final class Content {
    private byte[] bytes = new byte[1 << 16];
    private int length;

    /** Beyond the end, what lies between is zeros. */
    void write(int offset, byte[] what) {
        reserve(offset + what.length);
        System.arraycopy(what, 0, bytes, offset, what.length);
        length = Math.max(length, offset + what.length);
    }

    /** Cuts it off, or fills it up with zeros. */
    void resize(int newLength) {
        reserve(newLength);
        if (newLength < length) {
            Arrays.fill(bytes, newLength, length, (byte) 0);
        }
        length = newLength;
    }

    private void reserve(int capacity) {
        if (bytes.length < capacity) {
            bytes = Arrays.copyOf(bytes, Math.max(capacity, 2 * bytes.length));
        }
    }

    void saveAs(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes, 0, length);
        }
    }
}
