package io.shiponce.testkit;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A sound adapter of level 3 that logs in before its first send, and finds the number in a header of the answer. */
final class LogsIn implements CarrierAdapter {
    private static final HttpClient CLIENT = PlainAdapter.client(HttpClient.Redirect.NEVER);

    private final URI base;
    private final String password;
    private volatile boolean loggedIn;

    LogsIn(URI base, String password) {
        this.base = base;
        this.password = password;
    }

    @Override
    public Recovery recovery() {
        return Recovery.idempotencyKey(base.getHost() + ":" + base.getPort(), "login-1", Duration.ofHours(24));
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        long end = System.nanoTime() + permit.timeout().toNanos();
        try {
            if (!loggedIn) {
                loggedIn = exchange(post("/login", password), end).statusCode() == 200;
            }
        } catch (ExecutionException | TimeoutException e) {
            return new SendOutcome.NotSent("could not log in");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendOutcome.NotSent("interrupted while logging in");
        }
        if (!loggedIn || !permit.allowsSend()) {
            return new SendOutcome.NotSent("not logged in, or too little time is left");
        }
        try {
            HttpRequest.Builder create = post(
                            "/create",
                            permit.reference() + " to " + consignment.shipTo().name())
                    .header("Idempotency-Key", permit.key().toString())
                    .header("Authorization", password);
            return outcome(exchange(create, end));
        } catch (ExecutionException | TimeoutException e) {
            return new SendOutcome.Unknown(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendOutcome.Unknown("interrupted");
        }
    }

    private HttpRequest.Builder post(String path, String body) {
        URI url = URI.create("http://" + base.getHost() + ":" + base.getPort() + path);
        return HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request, long end)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange =
                CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            return exchange.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            exchange.cancel(true);
        }
    }

    private static SendOutcome outcome(HttpResponse<String> response) {
        Optional<String> number = response.headers()
                .firstValue("Location")
                .filter(location -> location.startsWith("/shipments/"))
                .map(location -> location.substring("/shipments/".length()));
        return response.statusCode() == 200 && number.isPresent()
                ? new SendOutcome.Accepted(Receipt.of(new TrackingNumber(number.get())))
                : new SendOutcome.Unknown("HTTP " + response.statusCode());
    }
}
