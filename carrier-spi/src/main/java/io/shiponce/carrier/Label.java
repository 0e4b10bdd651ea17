package io.shiponce.carrier;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A printable result: its media type and its bytes, at most 4 MiB.
 *
 * <p>Immutable and safe for any thread; the bytes are copied in, and handed out as a read-only buffer. A violation throws
 * {@link IllegalArgumentException}.
 */
public final class Label {
    /** The largest label, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private final String mediaType;
    private final ByteBuffer content;

    /** Copies {@code content} from its position to its limit; the caller's buffer is left as it was. */
    public Label(String mediaType, ByteBuffer content) {
        this.mediaType = Checks.text("media type", mediaType, Address.MAX_LENGTH);
        if (content.remaining() > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a label must be at most " + MAX_BYTES + " bytes, was " + content.remaining());
        }
        ByteBuffer copy = ByteBuffer.allocate(content.remaining());
        copy.put(content.duplicate()).flip();
        this.content = copy.asReadOnlyBuffer();
    }

    /** For example {@code application/pdf}. */
    public String mediaType() {
        return mediaType;
    }

    /** The bytes, as a read-only view with a position of its own. */
    public ByteBuffer content() {
        return content.duplicate();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Label label && mediaType.equals(label.mediaType) && content.equals(label.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mediaType, content);
    }

    @Override
    public String toString() {
        return "Label[" + mediaType + ", " + content.remaining() + " bytes]";
    }
}
