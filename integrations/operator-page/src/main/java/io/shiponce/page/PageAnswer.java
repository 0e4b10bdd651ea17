package io.shiponce.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the page answers. Whoever serves it sends the status, all headers, and then the body.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param endless the body is written bit by bit, for minutes: it needs a thread of its own, and each bit is flushed by the page
 */
public record PageAnswer(int status, Map<String, String> headers, Body body, boolean endless) {
    public PageAnswer {
        headers = Map.copyOf(headers);
    }

    /** Writes a body. An {@link IOException} of the stream ends it: the client is gone. */
    @FunctionalInterface
    public interface Body {
        /** Writes everything; does not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** The whole body as text; not for an endless one. */
    public String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            body.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
