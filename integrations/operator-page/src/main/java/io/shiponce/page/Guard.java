package io.shiponce.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keeps other sites out. Immutable and safe for any thread. */
final class Guard {
    /** On everything that the page answers. Nothing of another site is loaded, nothing is inline, nothing is kept or framed. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            // Not "no-referrer": with that, browsers hide the origin of our own forms as well.
            "Referrer-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> origins;
    private final SecretKeySpec key;

    /** Served under these origins; if there are none, on this machine's loopback address only. */
    Guard(Set<String> origins) {
        this.origins = origins;
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        this.key = new SecretKeySpec(bits, "HmacSHA256");
    }

    /**
     * Whether the browser means us. A name that somebody else has pointed at this machine (DNS rebinding) is not ours, although the
     * request came here.
     */
    boolean isOurHost(PageRequest request) {
        return origin(request).isPresent();
    }

    /** The origin under which the request came; empty if it is none of ours. */
    private Optional<String> origin(PageRequest request) {
        Optional<String> host = request.header("host").map(name -> name.toLowerCase(Locale.ROOT));
        return origins.isEmpty()
                ? host.filter(Guard::isLoopback).map(name -> "http://" + name)
                : host.flatMap(name -> origins.stream()
                        .filter(origin -> origin.endsWith("://" + name))
                        .findFirst());
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.replaceFirst(":[0-9]{1,5}$", ""));
    }

    /** Whether cookies are for encrypted connections only. */
    boolean isSecure(PageRequest request) {
        return origin(request).orElse("").startsWith("https:");
    }

    /** Whether a form came from a page of ours: by the browser's word, which scripts of other sites cannot change. */
    boolean isOurOrigin(PageRequest request) {
        Optional<String> ours = origin(request);
        Optional<String> theirs =
                request.header("origin").or(() -> request.header("referer").flatMap(Guard::originOf));
        return ours.isPresent()
                && theirs.map(name -> name.toLowerCase(Locale.ROOT)).equals(ours);
    }

    private static Optional<String> originOf(String address) {
        try {
            URI uri = new URI(address);
            return Optional.of(uri.getScheme() + "://" + uri.getAuthority());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** What every form of this person's carries, and no other site can read. */
    String token(String actor, PageRequest request) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(actor.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of()
                    .formatHex(mac.doFinal(
                            request.cookie(PasswordSignIn.COOKIE).orElse("").getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HmacSHA256", e);
        }
    }

    boolean isOurToken(String given, String actor, PageRequest request) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), token(actor, request).getBytes(StandardCharsets.UTF_8));
    }
}
