package io.shiponce.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Who has signed in, until when. Safe for any thread; kept in memory only. */
final class Sessions {
    private static final int MOST = 1_000;
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(12);
    private static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(1);

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanoTime;

    /** By the hash of the secret: how long it takes to find one tells nothing about any. Least recently used first. */
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Session {
        private final String actor;
        private final long openedAt;
        private long usedAt;

        private Session(String actor, long now) {
            this.actor = actor;
            this.openedAt = now;
            this.usedAt = now;
        }

        private boolean isOver(long now) {
            return now - openedAt > LONGEST_NANOS || now - usedAt > IDLE_NANOS;
        }
    }

    /** No sessions yet, by this monotonic clock. */
    public Sessions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A new session; returns its secret. */
    public synchronized String open(String actor) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        long now = nanoTime.getAsLong();
        sessions.values().removeIf(session -> session.isOver(now));
        while (sessions.size() >= MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        sessions.put(hash(secret), new Session(actor, now));
        return secret;
    }

    /** Whose session it is; empty if it is over, or never was one. */
    public synchronized Optional<String> actor(String secret) {
        long now = nanoTime.getAsLong();
        Session session = sessions.get(hash(secret));
        if (session == null || session.isOver(now)) {
            return Optional.empty();
        }
        session.usedAt = now;
        return Optional.of(session.actor);
    }

    /** Ends it. */
    public synchronized void close(String secret) {
        sessions.remove(hash(secret));
    }

    private static String hash(String secret) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
