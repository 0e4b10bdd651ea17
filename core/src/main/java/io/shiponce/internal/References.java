package io.shiponce.internal;

import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Names derived from what they name, the same on every machine and for ever: a changed derivation would send again
 * what a carrier knows under the old name. Pure; safe for any thread.
 *
 * <p>What carriers are told is 100 bits or more of SHA-256, so that among a billion of them two are alike with a chance below
 * one in a trillion. Nothing here tells anything about a customer.
 */
public final class References {
    /** Crockford's alphabet: no I, L, O, U, so that nothing is misread on a label. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int BITS_PER_CHARACTER = 5;
    private static final int CHARACTERS = 20;
    private static final int GROUP = 5;

    private static final String PREFIX = "s-";

    /** Of an id, the characters that say where it lies: 40 bits. */
    private static final int PLACE = 8;

    private static final long TWELVE_DIGITS = 1_000_000_000_000L;

    /** What a carrier is told (R7). The reference is printed on labels, the key is for carriers that want a UUID. */
    public record Reference(String reference, String key) {}

    private References() {}

    /** R7: belongs to the shipment's revision, never to the attempt. */
    public static Reference of(String installation, OrderKey order, int part, int revision) {
        byte[] hash = digest("shiponce/reference/1", installation, order, part)
                .number(revision)
                .end();
        String characters = characters(hash);
        StringBuilder reference = new StringBuilder("SO");
        for (int i = 0; i < CHARACTERS; i += GROUP) {
            reference.append('-').append(characters, i, i + GROUP);
        }
        return new Reference(reference.toString(), uuid(hash).toString());
    }

    /**
     * Safe in URLs, file names and shells. Begins with the order's number as far as it is one, and ends with 60 bits of hash.
     * Shops count their orders: so what is accepted, claimed and settled together lies together in a store's tables and
     * indexes, and a commit writes few of their pages.
     */
    public static ShipmentId shipmentId(String installation, OrderKey order, int part) {
        String hash = characters(
                digest("shiponce/shipment/1", installation, order, part).end());
        String place = isCounted(order.number()) ? place(order.number()) : hash.substring(0, PLACE);
        return new ShipmentId(PREFIX + lowerCase(place + hash.substring(PLACE)));
    }

    /** What the ids of all shipments of orders with this number begin with, in any shop; empty if that is not known of it. */
    public static Optional<String> beginningOfIds(String orderNumber) {
        return isCounted(orderNumber) ? Optional.of(PREFIX + lowerCase(place(orderNumber))) : Optional.empty();
    }

    private static boolean isCounted(String orderNumber) {
        return orderNumber.chars().anyMatch(References::isDigit);
    }

    /** The last twelve digits in 40 bits: they sort as the numbers do. */
    private static String place(String orderNumber) {
        long number = 0;
        long unit = 1;
        for (int i = orderNumber.length() - 1; i >= 0 && unit < TWELVE_DIGITS; i--) {
            char c = orderNumber.charAt(i);
            if (isDigit(c)) {
                number += (c - '0') * unit;
                unit *= 10;
            }
        }
        StringBuilder place = new StringBuilder(PLACE);
        for (int bits = (PLACE - 1) * BITS_PER_CHARACTER; bits >= 0; bits -= BITS_PER_CHARACTER) {
            place.append(ALPHABET.charAt((int) (number >> bits) & 0x1F));
        }
        return place.toString();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static Digest digest(String domain, String installation, OrderKey order, int part) {
        return new Digest(domain)
                .text(installation)
                .text(order.shop())
                .text(order.number())
                .number(part);
    }

    private static String characters(byte[] hash) {
        StringBuilder characters = new StringBuilder(CHARACTERS);
        int bits = 0;
        int held = 0;
        for (int i = 0; characters.length() < CHARACTERS; i++) {
            bits = ((bits << Byte.SIZE) | (hash[i] & 0xFF)) & 0xFFFF;
            held += Byte.SIZE;
            while (held >= BITS_PER_CHARACTER && characters.length() < CHARACTERS) {
                held -= BITS_PER_CHARACTER;
                characters.append(ALPHABET.charAt((bits >> held) & 0x1F));
            }
        }
        return characters.toString();
    }

    /** Of the hash's other half, as version 8: "made in the maker's own way". */
    private static UUID uuid(byte[] hash) {
        ByteBuffer half = ByteBuffer.wrap(hash, 16, 16);
        long high = (half.getLong() & ~0xF000L) | 0x8000L;
        long low = (half.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low);
    }

    /** Without a locale: Turkish has another small I. */
    private static String lowerCase(String characters) {
        StringBuilder lower = new StringBuilder(characters.length());
        characters.chars().forEach(c -> lower.append((char) (c >= 'A' ? c + ('a' - 'A') : c)));
        return lower.toString();
    }
}
