package io.shiponce.testkit;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small adapter that keeps every rule, in pieces of which each can be replaced by one that breaks its rule. */
class PlainAdapter implements CarrierAdapter, CarrierLookup {
    /** Shared: each endpoint has a port of its own, and so connections of its own. */
    private static final HttpClient CLIENT = client(HttpClient.Redirect.NEVER);

    private static final Duration LOOKUP = Duration.ofSeconds(1);
    private static final Pattern TAKEN = Pattern.compile("taken ([A-Z0-9-]+) (\\d+)\\.");
    private static final Pattern QUEUED = Pattern.compile("queued ([A-Z0-9-]+)\\.");
    private static final Pattern WITHOUT_NUMBER = Pattern.compile("held (\\S+) - queued");
    private static final Pattern HELD = Pattern.compile("held (\\S+) (\\d+) (live|void)");

    /** An answer that was read to its end. */
    record Answer(int status, String body) {}

    final URI base;

    PlainAdapter(URI base) {
        this.base = base;
    }

    static HttpClient client(HttpClient.Redirect redirect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirect)
                .build();
    }

    @Override
    public Recovery recovery() {
        return Recovery.of(Recovery.Level.LOOKUP, base.getHost() + ":" + base.getPort(), "plain-1");
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        String body = body(consignment, permit);
        if (!mayLeave(permit)) {
            return new SendOutcome.NotSent("too little time is left");
        }
        try {
            return outcome(post(body, permit), permit.reference());
        } catch (ExecutionException e) {
            return failed(e.getCause(), consignment);
        } catch (TimeoutException e) {
            return failed(e, consignment);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e, consignment);
        }
    }

    boolean mayLeave(SendPermit permit) {
        return permit.allowsSend();
    }

    String body(Consignment consignment, SendPermit permit) {
        return String.join(
                "\n",
                "reference=" + permit.reference(),
                "claimed=" + permit.firstClaimedAt(),
                "name=" + consignment.shipTo().name(),
                "street=" + consignment.shipTo().street1(),
                "parcels=" + consignment.parcels().size());
    }

    String key(SendPermit permit) {
        return permit.key().toString();
    }

    Duration limit(SendPermit permit) {
        return permit.timeout();
    }

    HttpClient client() {
        return CLIENT;
    }

    Answer post(String body, SendPermit permit) throws ExecutionException, TimeoutException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at("/create", null))
                .header("Key", key(permit))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return exchange(request, limit(permit));
    }

    final Answer exchange(HttpRequest request, Duration limit)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange =
                client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.body());
        } finally {
            exchange.cancel(true);
        }
    }

    final URI at(String path, String query) {
        try {
            return new URI("http", null, base.getHost(), base.getPort(), path, query, null);
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    SendOutcome outcome(Answer answer, String reference) {
        Matcher taken = TAKEN.matcher(answer.body());
        if (answer.status() == 201 && taken.matches() && taken.group(1).equals(reference)) {
            return new SendOutcome.Accepted(Receipt.of(new TrackingNumber(taken.group(2))));
        }
        Matcher queued = QUEUED.matcher(answer.body());
        if (answer.status() == 202 && queued.matches() && queued.group(1).equals(reference)) {
            return new SendOutcome.NumberFollows("HTTP 202, queued");
        }
        if (answer.status() == 422 && answer.body().startsWith("refused: ")) {
            return new SendOutcome.Rejected("HTTP 422");
        }
        return answer.status() == 429
                ? new SendOutcome.NotSent("HTTP 429")
                : new SendOutcome.Unknown("HTTP " + answer.status());
    }

    SendOutcome failed(Throwable cause, Consignment consignment) {
        return cause instanceof ConnectException
                ? new SendOutcome.NotSent("nobody listens")
                : new SendOutcome.Unknown(cause.getClass().getSimpleName());
    }

    @Override
    public LookupOutcome lookUp(String reference) {
        try {
            HttpRequest request = HttpRequest.newBuilder(at("/find", "reference=" + asked(reference)))
                    .build();
            return found(exchange(request, LOOKUP), reference);
        } catch (ExecutionException | TimeoutException e) {
            return new LookupOutcome.Failed(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new LookupOutcome.Failed("interrupted");
        }
    }

    String asked(String reference) {
        return reference;
    }

    LookupOutcome found(Answer answer, String reference) {
        if (answer.status() != 200 || !answer.body().endsWith("end")) {
            return new LookupOutcome.Failed("HTTP " + answer.status());
        }
        if (WITHOUT_NUMBER.matcher(answer.body()).results().anyMatch(queued -> isOurs(queued.group(1), reference))) {
            return withoutNumber();
        }
        List<LookupOutcome.Match> matches = HELD.matcher(answer.body())
                .results()
                .filter(held -> isOurs(held.group(1), reference))
                .map(held -> new LookupOutcome.Match(
                        new TrackingNumber(held.group(2)), null, held.group(3).equals("void")))
                .toList();
        return matches.isEmpty() ? new LookupOutcome.Absent() : new LookupOutcome.Found(matches);
    }

    LookupOutcome withoutNumber() {
        return new LookupOutcome.Failed("listed, without a number yet");
    }

    boolean isOurs(String held, String reference) {
        return held.equals(reference);
    }
}
