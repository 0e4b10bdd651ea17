package io.shiponce.benchmarks.contender;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The work itself, for all contenders but ShipOnce, which does the same through an adapter: one POST to the carrier's process, or the
 * carrier within this JVM. Safe for any thread.
 */
final class Delivery {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final AtomicLong NUMBERS = new AtomicLong(100_000_000_000L);
    private static final String TRACKING = "\"trackingNumber\":\"";

    private final Job job;
    private final Sends sends;
    private final @Nullable URI consignments;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    Delivery(Job job, Sends sends) {
        this.job = job;
        this.sends = sends;
        this.consignments = job.carrierUrl() == null ? null : URI.create(job.carrierUrl() + "/v1/consignments");
    }

    /** Returns the tracking number, or throws. */
    String send(Goods.Item item) {
        sends.began();
        try {
            String number = consignments == null ? inside(job) : post(consignments, item);
            sends.ended();
            return number;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The carrier within this JVM. Its numbers come in series, as a carrier's do. */
    static String inside(Job job) throws InterruptedException {
        long jitter = job.jitter().toNanos();
        long nanos = job.latency().toNanos()
                + (jitter > 0 ? ThreadLocalRandom.current().nextLong(jitter) : 0);
        if (nanos > 0) {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
        return "T" + NUMBERS.incrementAndGet();
    }

    private String post(URI uri, Goods.Item item) throws java.io.IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", item.reference())
                .POST(HttpRequest.BodyPublishers.ofString(item.body()))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        String body = response.body();
        int at = body.indexOf(TRACKING);
        if (response.statusCode() / 100 != 2 || at < 0) {
            throw new IllegalStateException("the carrier answered " + response.statusCode());
        }
        return body.substring(at + TRACKING.length(), body.indexOf('"', at + TRACKING.length()));
    }
}
