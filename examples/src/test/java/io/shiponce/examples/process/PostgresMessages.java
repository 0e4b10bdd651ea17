package io.shiponce.examples.process;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL's protocol as far as commits go, in its third version without encryption: one message after the other, and what it
 * says. For one thread.
 */
final class PostgresMessages {
    private static final int MOST_BYTES = 1 << 26;

    private final DataInputStream in;
    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();
    private boolean claims;
    private boolean wrote;

    PostgresMessages(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in));
    }

    /** What a message of the engine is about. */
    enum Step {
        BEGIN,
        /** Of a transaction that looked for something to claim, and wrote. */
        COMMIT,
        OTHER
    }

    /** The first message of an engine, which has no type. */
    Optional<byte[]> startup() throws IOException {
        int first = in.read();
        return first < 0 ? Optional.empty() : Optional.of(message(new byte[] {(byte) first}, 3));
    }

    /** The next message, whole; empty at the end. */
    Optional<byte[]> next() throws IOException {
        int type = in.read();
        return type < 0 ? Optional.empty() : Optional.of(message(new byte[] {(byte) type}, 4));
    }

    /** The length counts itself, but not the type. */
    private byte[] message(byte[] begin, int more) throws IOException {
        byte[] head = new byte[begin.length + more];
        head[0] = begin[0];
        in.readFully(head, 1, more);
        int type = head.length - Integer.BYTES;
        int length = ByteBuffer.wrap(head, type, Integer.BYTES).getInt();
        if (length < Integer.BYTES || length > MOST_BYTES) {
            throw new IOException("not a PostgreSQL message: its length is " + length);
        }
        byte[] message = new byte[type + length];
        System.arraycopy(head, 0, message, 0, head.length);
        in.readFully(message, head.length, message.length - head.length);
        return message;
    }

    /** Takes in what an engine says, in its order. */
    Step hear(byte[] message) {
        switch (message[0]) {
            case 'P' -> statements.put(text(message, 0), text(message, 1));
            case 'B' -> portals.put(text(message, 0), statements.getOrDefault(text(message, 1), ""));
            case 'E' -> {
                return executed(portals.getOrDefault(text(message, 0), ""));
            }
            default -> {
                // Nothing that is executed.
            }
        }
        return Step.OTHER;
    }

    private Step executed(String sql) {
        if (sql.equals("BEGIN")) {
            claims = false;
            wrote = false;
            return Step.BEGIN;
        }
        if (sql.equals("COMMIT")) {
            return claims && wrote ? Step.COMMIT : Step.OTHER;
        }
        claims |= sql.contains("LIMIT") && sql.endsWith("SKIP LOCKED");
        wrote |= claims && sql.startsWith("UPDATE");
        return Step.OTHER;
    }

    /** Whether the database says that it has committed. */
    static boolean isCommitted(byte[] message) {
        return message[0] == 'C' && text(message, 0).equals("COMMIT");
    }

    /** Whether the database waits for the next statement. */
    static boolean isReady(byte[] message) {
        return message[0] == 'Z';
    }

    /** The n-th text of a message that begins with texts. */
    private static String text(byte[] message, int index) {
        int from = 1 + Integer.BYTES;
        for (int skipped = 0; skipped < index; skipped++) {
            from = end(message, from) + 1;
        }
        return new String(message, from, end(message, from) - from, StandardCharsets.UTF_8);
    }

    private static int end(byte[] message, int from) {
        int end = from;
        while (message[end] != 0) {
            end++;
        }
        return end;
    }
}
