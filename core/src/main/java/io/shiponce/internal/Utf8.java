package io.shiponce.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text, strictly: a name with a replaced character in it would be another name. Stateless; safe for any
 * thread.
 */
public final class Utf8 {
    private static final int LOOKED_AT = 4;

    private Utf8() {}

    /** Throws {@link Refusal} at the first malformed byte. A byte order mark at the start is passed over. */
    public static CharBuffer decode(byte[] bytes, int length) {
        String foreign = foreign(bytes, length);
        if (foreign != null) {
            throw new Refusal("", "is encoded in " + foreign + "; expected UTF-8");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        CharBuffer out = CharBuffer.allocate(length);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new Refusal("", "holds malformed bytes from byte " + (in.position() + 1) + " on; expected UTF-8");
        }
        return withoutMark(out.flip());
    }

    /** For messages: malformed bytes are replaced. */
    public static CharBuffer decodeLeniently(byte[] bytes, int length) {
        return withoutMark(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length)));
    }

    /**
     * The name of the other Unicode encoding that a text with an ASCII character first can only be in; null if there
     * is none.
     */
    public static @Nullable String foreign(byte[] bytes, int length) {
        int[] b = new int[LOOKED_AT];
        for (int i = 0; i < LOOKED_AT; i++) {
            b[i] = i < length ? bytes[i] & 0xFF : -1;
        }
        boolean bigMark = b[0] == 0xFE && b[1] == 0xFF;
        boolean littleMark = b[0] == 0xFF && b[1] == 0xFE;
        boolean big = bigMark || (b[0] == 0 && b[1] > 0);
        boolean little = littleMark || (b[0] > 0 && b[1] == 0);
        boolean bigWide = b[0] == 0 && b[1] == 0 && ((b[2] == 0 && b[3] > 0) || (b[2] == 0xFE && b[3] == 0xFF));
        boolean littleWide = little && b[2] == 0 && b[3] == 0;
        if (bigWide || littleWide) {
            return "UTF-32";
        }
        return big || little ? "UTF-16" : null;
    }

    private static CharBuffer withoutMark(CharBuffer text) {
        if (text.hasRemaining() && text.get(text.position()) == '\uFEFF') {
            text.get();
        }
        return text;
    }
}
