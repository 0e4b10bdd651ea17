package io.shiponce.examples.power;

import java.util.Arrays;

/** One change of a file. Immutable. */
sealed interface Change {

    void applyTo(Content content);

    /** Bytes at a place; none at all still make the file as long as that. */
    final class Write implements Change {
        private final int offset;
        private final byte[] bytes;

        /** Keeps the array: nobody may write into it any more. */
        Write(int offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }

        int offset() {
            return offset;
        }

        int end() {
            return offset + bytes.length;
        }

        /** The part of it between these two places of the file. */
        Write part(int from, int to) {
            return new Write(from, Arrays.copyOfRange(bytes, from - offset, to - offset));
        }

        @Override
        public void applyTo(Content content) {
            content.write(offset, bytes);
        }
    }

    /** Another length: cut off, or filled up with zeros. */
    record Resize(int length) implements Change {
        @Override
        public void applyTo(Content content) {
            content.resize(length);
        }
    }
}
