package io.shiponce.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over an unambiguous encoding: each value is preceded by its length, so that no two sequences of values
 * become the same bytes. It begins with a domain that carries a version; changing what follows it means another
 * domain. One thread, one use.
 */
final class Digest {
    private final MessageDigest sha256;

    Digest(String domain) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
        text(domain);
    }

    /** Throws {@link IllegalArgumentException} for half a surrogate pair, which would be written as a question mark. */
    Digest text(String value) {
        Limits.check("a text", Limits.wellFormedness(value));
        return bytes(ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    Digest bytes(ByteBuffer value) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, value.remaining()));
        sha256.update(value);
        return this;
    }

    Digest number(long value) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
        return this;
    }

    byte[] end() {
        return sha256.digest();
    }
}
