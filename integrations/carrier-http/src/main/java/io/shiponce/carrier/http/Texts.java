package io.shiponce.carrier.http;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text on its way into a request. Stateless and safe for any thread. */
public final class Texts {
    private Texts() {}

    /** For a path's segment or a query's value. */
    public static String encoded(String text) {
        // The encoder is made for forms; a plus sign is a space there and a plus sign in a path.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The bytes in UTF-8.
     *
     * @throws CharacterCodingException for text that is not Unicode (half a surrogate pair), which JSON writers and {@link
     *     String#getBytes} would write as something else
     */
    public static byte[] utf8(String text) throws CharacterCodingException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
