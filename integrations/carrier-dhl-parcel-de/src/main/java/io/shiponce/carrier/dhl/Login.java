package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.Deadline;
import io.shiponce.carrier.http.Exchanges;
import io.shiponce.carrier.http.Reply;
import io.shiponce.carrier.http.Texts;
import io.shiponce.carrier.http.UnsendableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * DHL's OAuth2, password grant: a login brings a token, which is kept until shortly before it ends. Of many threads that need one
 * at once, one logs in and the others wait for it, each within its own deadline.
 *
 * <p>Safe for any thread. A login that fails is not a send that failed: nothing of the order was written.
 */
final class Login implements Access {
    private static final String PATH = "/parcel/de/account/auth/ropc/v1/token";
    private static final int MAX_ANSWER = 64 * 1024;
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFE = Duration.ofHours(12);

    /** Renewed so much before its end: what is sent with it must still be read. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** As a header takes it: another would be refused, and repeated, by the HTTP client. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private final URI url;
    private final Exchanges exchanges;
    private final byte[] form;
    private final ReentrantLock loggingIn = new ReentrantLock();
    private volatile @Nullable Token token;

    /** What a login needs; never shown. */
    record Credentials(String apiKey, String apiSecret, String user, String password) {
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    private record Token(String text, long endNanos) {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    Login(URI url, Duration timeout, Credentials credentials) {
        this.url = url;
        this.exchanges = new Exchanges("dhl-login", timeout);
        String text = "grant_type=password"
                + "&client_id=" + Texts.encoded(credentials.apiKey)
                + "&client_secret=" + Texts.encoded(credentials.apiSecret)
                + "&username=" + Texts.encoded(credentials.user)
                + "&password=" + Texts.encoded(credentials.password);
        this.form = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The setting {@code tokenUrl}, or where the description has it: at the same host. */
    static URI url(AdapterSettings settings, String base) {
        return URI.create(
                settings.baseUrl("tokenUrl", URI.create(base).resolve(PATH).toString()));
    }

    @Override
    public void authorize(HttpRequest.Builder request, Deadline deadline) throws UnsendableException {
        Token current = token;
        if (current == null || isOver(current)) {
            current = renewed(deadline);
        }
        request.header("Authorization", "Bearer " + current.text);
    }

    @Override
    public void refused() {
        token = null;
    }

    private static boolean isOver(Token token) {
        return token.endNanos - System.nanoTime() <= 0;
    }

    private Token renewed(Deadline deadline) throws UnsendableException {
        try {
            if (!loggingIn.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw UnsendableException.notYet("the login took too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnsendableException.notYet("interrupted before the login");
        }
        try {
            Token current = token;
            if (current == null || isOver(current)) {
                current = login(deadline);
                token = current;
            }
            return current;
        } finally {
            loggingIn.unlock();
        }
    }

    private Token login(Deadline deadline) throws UnsendableException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(form));
        Reply reply = exchanges.ask(request, deadline, MAX_ANSWER);
        if (!(reply instanceof Reply.Answer answer) || answer.status() != 200) {
            throw UnsendableException.notYet("the login failed: " + reply.words());
        }
        JsonNode json = Json.of(answer);
        String text = json.path("access_token").asText("");
        JsonNode seconds = json.path("expires_in");
        if (!TOKEN.matcher(text).matches() || !(seconds.isInt() || seconds.isTextual())) {
            throw UnsendableException.notYet("the login's answer cannot be read");
        }
        return new Token(text, System.nanoTime() + life(seconds.asLong(0)).toNanos());
    }

    private static Duration life(long seconds) {
        Duration life = Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_LIFE.toSeconds())))
                .minus(MARGIN);
        return life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life;
    }
}
