package io.shiponce.internal;

import io.shiponce.Order;
import io.shiponce.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads orders line by line. Stateless; safe for any thread. See {@link io.shiponce.CanonicalOrders}. */
public final class OrderLineReader {
    /** The longest line, in bytes. */
    public static final int MAX_LINE_BYTES = 8 * 1024 * 1024;

    private OrderLineReader() {}

    /** See {@link io.shiponce.CanonicalOrders#parse(String)}. */
    public static Order parse(String json) {
        CharBuffer text = CharBuffer.wrap(json.toCharArray(), 0, Math.min(json.length(), MAX_LINE_BYTES));
        try {
            refuseIf(json.length() > MAX_LINE_BYTES);
            return OrderJson.read(text);
        } catch (Refusal e) {
            throw refused(e, OrderJson.keyOf(text));
        }
    }

    /** See {@link io.shiponce.CanonicalOrders#parse(byte[])}. */
    public static Order parse(byte[] line) {
        int held = Math.min(line.length, MAX_LINE_BYTES);
        try {
            return order(line, held, held < line.length);
        } catch (Refusal e) {
            throw refused(e, keyOf(line, held));
        }
    }

    private static IllegalArgumentException refused(Refusal refusal, @Nullable String key) {
        return new IllegalArgumentException(
                (key == null ? "order: " : "order " + key + ": ") + refusal.getMessage(), refusal);
    }

    private static Order order(byte[] bytes, int length, boolean cut) {
        refuseIf(cut);
        return OrderJson.read(Utf8.decode(bytes, length));
    }

    private static void refuseIf(boolean tooLong) {
        if (tooLong) {
            throw new Refusal("", "is longer than " + MAX_LINE_BYTES + " bytes");
        }
    }

    /** See {@link io.shiponce.CanonicalOrders#read}. */
    public static void read(InputStream in, String source, Consumer<ReadResult> results) throws IOException {
        BoundedLines lines = new BoundedLines(in, MAX_LINE_BYTES);
        boolean first = true;
        while (lines.next()) {
            if (!lines.isBlank()) {
                results.accept(result(lines, source));
                if (first && Utf8.foreign(lines.bytes(), lines.length()) != null) {
                    // Its line ends are not where they seem: every further line would be refused for the same reason.
                    return;
                }
                first = false;
            }
        }
    }

    private static ReadResult result(BoundedLines lines, String source) {
        try {
            return new ReadResult.Read(source, lines.number(), order(lines.bytes(), lines.length(), lines.isCut()));
        } catch (Refusal e) {
            return new ReadResult.Refused(
                    source, lines.number(), keyOf(lines.bytes(), lines.length()), e.field(), e.problem());
        }
    }

    private static @Nullable String keyOf(byte[] line, int length) {
        return OrderJson.keyOf(Utf8.decodeLeniently(line, length));
    }
}
