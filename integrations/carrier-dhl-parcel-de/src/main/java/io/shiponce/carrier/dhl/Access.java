package io.shiponce.carrier.dhl;

import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.Deadline;
import io.shiponce.carrier.http.UnsendableException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * How DHL is told who asks. Implementations keep their secrets to themselves: nothing that they throw or show holds one.
 *
 * <p>Safe for any thread.
 */
interface Access {

    /**
     * Adds the headers. May log in before, within the deadline; if that fails, nothing of the request was sent.
     *
     * @throws UnsendableException if DHL did not let us in
     */
    void authorize(HttpRequest.Builder request, Deadline deadline) throws UnsendableException;

    /** DHL did not accept the headers that this request had: what was kept is to be forgotten. */
    void refused();

    /** By API key and password, or by a token that a login brings, as {@code authentication} says. */
    static Access read(AdapterSettings settings, String base, Duration timeout) {
        String way = settings.choice("authentication", "basic", List.of("basic", "oauth"));
        String apiKey = settings.secret("apiKey", "the key of the application in DHL's developer portal");
        String user = settings.required("user", "the name of a user of DHL's business customer portal");
        String password = settings.required("password", "that user's password");
        if (way.equals("basic")) {
            return basic(apiKey, user, password);
        }
        String secret = settings.required("apiSecret", "the secret of the application in DHL's developer portal");
        return new Login(Login.url(settings, base), timeout, new Login.Credentials(apiKey, secret, user, password));
    }

    /** DHL's ApiKey and BasicAuth: the same headers with each request. */
    private static Access basic(String apiKey, String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Access() {
            @Override
            public void authorize(HttpRequest.Builder request, Deadline deadline) {
                request.header("dhl-api-key", apiKey).header("Authorization", "Basic " + credentials);
            }

            @Override
            public void refused() {
                // There is nothing else to come with.
            }
        };
    }
}
