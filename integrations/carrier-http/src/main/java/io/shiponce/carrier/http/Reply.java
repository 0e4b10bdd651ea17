package io.shiponce.carrier.http;

import io.shiponce.carrier.SendOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one HTTP exchange ended.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Reply {

    /** For an outcome's detail: {@code HTTP 503}, or why there was no answer. Neither personal data nor a secret (C11). */
    String words();

    /**
     * A whole answer was read. It may hold personal data, so {@link #toString()} shows its status only.
     *
     * <p>Immutable and safe for any thread; the bytes are copied in, and handed out as a read-only buffer.
     */
    final class Answer implements Reply {
        private final int status;
        private final Map<String, String> headers;
        private final ByteBuffer content;

        /**
         * An answer as it was read.
         *
         * @param headers of those that came more than once, the first value
         */
        public Answer(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            this.headers.putAll(headers);
            this.content = ByteBuffer.wrap(body.clone()).asReadOnlyBuffer();
        }

        /** An answer without headers, its body in UTF-8. */
        public static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String words() {
            return "HTTP " + status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** A header's first value, whatever the case of its name; empty if there is none. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /**
         * For how long the carrier asked to be left alone by {@code Retry-After}: from zero to one hour, empty if there is no
         * such header or it cannot be read. Seconds or an HTTP date, also with the header's own name in front of it, as
         * some carriers send it.
         */
        public Optional<Duration> retryAfter(Instant now) {
            return header("Retry-After").flatMap(value -> RetryAfter.read(value, now));
        }

        /** The body as text; empty if it is not UTF-8. */
        public String text() {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(content.duplicate())
                        .toString();
            } catch (CharacterCodingException e) {
                return "";
            }
        }

        /** The body, as a read-only view with a position of its own. */
        public ByteBuffer content() {
            return content.duplicate();
        }

        @Override
        public String toString() {
            return "Answer[HTTP " + status + ", " + content.remaining() + " bytes]";
        }
    }

    /**
     * No whole answer was read.
     *
     * @param cause in words that hold neither personal data nor a secret
     * @param nothingSent true if it is certain that no byte of the request was or will be written
     */
    record NoAnswer(String cause, boolean nothingSent) implements Reply {

        @Override
        public String words() {
            return cause;
        }

        /** What that means for a create: not sent if that is certain (C3), else unknown (C2). */
        public SendOutcome ofSend() {
            return nothingSent ? new SendOutcome.NotSent(cause) : new SendOutcome.Unknown(cause);
        }
    }
}
