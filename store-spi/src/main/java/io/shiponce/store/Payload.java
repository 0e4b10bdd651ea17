package io.shiponce.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that a store keeps and never reads, at most 16 MiB.
 *
 * <p>Immutable and safe for any thread: bytes are copied in and out. A larger one throws {@link
 * IllegalArgumentException}. {@link #toString()} shows the size only: the content is personal data.
 */
public final class Payload {
    /** The largest payload, in bytes. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    /** No bytes: what an erased payload is replaced by. */
    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a payload must be at most " + MAX_BYTES + " bytes, was " + bytes.length);
        }
        this.bytes = bytes;
    }

    /** Copies the bytes. */
    public static Payload of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The bytes, as a read-only view. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
