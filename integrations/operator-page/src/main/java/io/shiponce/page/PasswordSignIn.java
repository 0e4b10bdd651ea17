package io.shiponce.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One password for everybody, who say their names themselves: for one machine, or a few people who trust each other. The page shows
 * a form for it.
 *
 * <p>Safe for any thread. Sessions live in memory, end with the process, after 12 hours, or after one hour without a request; there
 * are at most 1,000. After five wrong passwords from one address within a minute, or fifty from all, no password is looked at for
 * the rest of that minute, the right one included.
 */
public final class PasswordSignIn implements SignIn {
    /** The shortest password. */
    public static final int MIN_LENGTH = 8;

    /** The longest name of a person, in characters. */
    public static final int MAX_NAME = 200;

    static final String COOKIE = "shiponce-session";

    private final byte[] password;
    private final Sessions sessions;
    private final Throttle throttle;

    private PasswordSignIn(String password, LongSupplier nanoTime) {
        if (password.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("the password must have at least " + MIN_LENGTH + " characters");
        }
        this.password = digest(password);
        this.sessions = new Sessions(nanoTime);
        this.throttle = new Throttle(nanoTime);
    }

    /** @throws IllegalArgumentException if the password has fewer than {@value #MIN_LENGTH} characters */
    public static PasswordSignIn of(String password) {
        return new PasswordSignIn(password, System::nanoTime);
    }

    static PasswordSignIn of(String password, LongSupplier nanoTime) {
        return new PasswordSignIn(password, nanoTime);
    }

    /** A new password of 120 random bits, to be shown to a person once. */
    public static String randomPassword() {
        byte[] bits = new byte[15];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    @Override
    public Optional<String> actor(PageRequest request) {
        return request.cookie(COOKIE).flatMap(sessions::actor);
    }

    /** What became of an attempt to sign in. */
    sealed interface Attempt {
        /** The cookie to set. */
        record Done(String cookie) implements Attempt {}

        /** The password or the name is not right. */
        record Wrong() implements Attempt {}

        /** Too many were wrong; nothing was looked at. */
        record TooMany(Duration left) implements Attempt {}
    }

    Attempt signIn(String remote, String name, String given, String path, boolean secure) {
        Optional<Duration> left = throttle.blockedFor(remote);
        if (left.isPresent()) {
            return new Attempt.TooMany(left.get());
        }
        // Compared as hashes, in constant time: neither length nor beginning of the password shows in the time it
        // takes.
        boolean right = MessageDigest.isEqual(password, digest(given));
        if (!right) {
            throttle.failed(remote);
        }
        if (!right || name.isBlank() || name.strip().length() > MAX_NAME) {
            return new Attempt.Wrong();
        }
        return new Attempt.Done(cookie(sessions.open(name.strip()), path, secure, "Max-Age=43200"));
    }

    /** Ends the session; returns the cookie that removes the other one. */
    String signOut(PageRequest request, String path, boolean secure) {
        request.cookie(COOKIE).ifPresent(sessions::close);
        return cookie("", path, secure, "Max-Age=0");
    }

    private static String cookie(String value, String path, boolean secure, String age) {
        return COOKIE + "=" + value + "; Path=" + path + "; HttpOnly; SameSite=Strict; " + age
                + (secure ? "; Secure" : "");
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
