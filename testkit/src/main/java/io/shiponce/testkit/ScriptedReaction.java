package io.shiponce.testkit;

import java.nio.charset.StandardCharsets;

/**
 * What a {@link ScriptedEndpoint} does with a request: what it writes, and what becomes of the connection.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param bytes what is written, one character for each byte (ISO 8859-1); may be half an answer, or none
 */
public record ScriptedReaction(String bytes, Ending ending) {

    /** What becomes of the connection after the bytes. */
    public enum Ending {
        /** The next request is read and reacted to. */
        KEEP_OPEN,
        /** Ended in order (FIN). */
        CLOSE,
        /** Torn down (RST). */
        RESET,
        /** Nothing more is ever written; what comes is still read. */
        SILENCE,
        /** A blank is written every few milliseconds, without end. */
        TRICKLE,
        /** Our side is ended; requests that still come are read, and never answered. */
        HALF_CLOSE
    }

    /** A whole answer; the connection can be used again. */
    public static ScriptedReaction answer(ScriptedAnswer answer) {
        return new ScriptedReaction(answer.bytes(), Ending.KEEP_OPEN);
    }

    /** No answer: the connection is closed in order. */
    public static ScriptedReaction close() {
        return new ScriptedReaction("", Ending.CLOSE);
    }

    /** No answer: the connection is torn down. */
    public static ScriptedReaction reset() {
        return new ScriptedReaction("", Ending.RESET);
    }

    /** No answer, and no end. */
    public static ScriptedReaction silence() {
        return new ScriptedReaction("", Ending.SILENCE);
    }

    /** Any text, HTTP or not, in UTF-8. */
    public static ScriptedReaction text(String text, Ending ending) {
        return new ScriptedReaction(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), ending);
    }
}
