package io.shiponce.carrier.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CarrierServerTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    @Test
    void level0And1ShipAgain() throws Exception {
        for (int level : List.of(0, 1)) {
            try (CarrierServer server = start(settings("ledger-" + level).withLevel(level))) {
                assertEquals(
                        List.of(201, 201), List.of(status(create(server, "REF-A")), status(create(server, "REF-A"))));
                assertEquals(2, Ledger.read(folder.resolve("ledger-" + level)).creates());
            }
        }
    }

    @Test
    void level0OffersNoLookUp() throws Exception {
        try (CarrierServer server = start(settings("ledger").withLevel(0))) {
            assertEquals(501, status(get(server, "/v1/consignments?reference=REF-A")));
        }
    }

    @Test
    void level2RefusesARepeatUnderConcurrency() throws Exception {
        try (CarrierServer server = start(settings("ledger").withLevel(2))) {
            List<HttpResponse<String>> answers = manyAtOnce(server, "REF-A");
            assertEquals(
                    1,
                    answers.stream()
                            .filter(answer -> answer.statusCode() == 201)
                            .count());
            assertEquals(
                    31,
                    answers.stream()
                            .filter(answer -> answer.statusCode() == 409)
                            .count());
            assertEquals(1, Ledger.read(folder.resolve("ledger")).creates());
        }
    }

    @Test
    void level3GivesTheFirstNumberUnderConcurrency() throws Exception {
        try (CarrierServer server = start(settings("ledger").withLevel(3))) {
            List<HttpResponse<String>> answers = manyAtOnce(server, "REF-A");
            assertEquals(
                    1,
                    answers.stream()
                            .filter(answer -> answer.statusCode() == 201)
                            .count());
            assertEquals(
                    31,
                    answers.stream()
                            .filter(answer -> answer.statusCode() == 200)
                            .count());
            assertEquals(1, answers.stream().map(HttpResponse::body).distinct().count());
            assertEquals(1, Ledger.read(folder.resolve("ledger")).creates());
        }
    }

    @Test
    void aCancelledReferenceStaysTaken() throws Exception {
        try (CarrierServer server = start(settings("ledger").withLevel(2))) {
            create(server, "REF-A");
            assertEquals(204, status(delete(server, "SIM0000000001")));
            assertEquals(204, status(delete(server, "SIM0000000001")));
            assertEquals(404, status(delete(server, "SIM0000000002")));
            assertEquals(409, status(create(server, "REF-A")));
            assertTrue(get(server, "/v1/consignments?reference=REF-A").body().contains("\"voided\":true"));
        }
    }

    @Test
    void aRestartedCarrierRemembers() throws Exception {
        CarrierSettings settings = settings("ledger").withLevel(3);
        String first;
        try (CarrierServer server = start(settings)) {
            first = create(server, "REF-A").body();
            create(server, "REF-B");
            delete(server, "SIM0000000002");
        }
        try (CarrierServer server = start(settings)) {
            HttpResponse<String> again = create(server, "REF-A");
            assertEquals(200, again.statusCode());
            assertEquals(first, again.body());
            assertTrue(get(server, "/v1/consignments?reference=REF-B").body().contains("\"voided\":true"));
            assertTrue(create(server, "REF-C").body().contains("SIM0000000003"));
        }
    }

    @Test
    void aKilledCarrierExecutedWhatTheLedgerSays() throws Exception {
        CarrierSettings settings = settings("ledger").withFaults("hang:1");
        CompletableFuture<HttpResponse<String>> answer;
        try (CarrierServer server = start(settings)) {
            answer = CLIENT.sendAsync(post(server, "REF-A", body("REF-A")), BodyHandlers.ofString());
            while (Ledger.read(settings.ledger()).creates() == 0) {
                Thread.onSpinWait();
            }
        }
        assertThrows(Exception.class, answer::join);
        assertEquals(1, Ledger.read(settings.ledger()).creates());
    }

    @Test
    void badRequestsAreRefusedAndExecuteNothing() throws Exception {
        try (CarrierServer server = start(settings("ledger"))) {
            assertEquals(400, status(send(post(server, "REF-B", body("REF-A")))));
            assertEquals(400, status(send(post(server, "REF-A", "{\"reference\":"))));
            assertEquals(400, status(send(post(server, "REF-A", "{}"))));
            assertEquals(400, status(send(post(server, "REF-A", "{\"reference\":\"A\\tB\"}"))));
            assertEquals(400, status(get(server, "/v1/consignments")));
            assertEquals(404, status(get(server, "/v1/parcels")));
            assertEquals(405, status(get(server, "/v1/consignments/SIM1")));
            String large = "{\"reference\":\"REF-A\",\"x\":\"" + "y".repeat(Wire.MAX_BODY) + "\"}";
            assertEquals(413, status(send(post(server, "REF-A", large))));
            assertEquals(
                    411,
                    status(send(HttpRequest.newBuilder(url(server, "/v1/consignments"))
                            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body("REF-A"))))
                            .build())));
        }
        assertEquals(0, Ledger.read(folder.resolve("ledger")).creates());
    }

    @Test
    void answersOfManyConnectionsAreDelayedSideBySide() throws Exception {
        try (CarrierServer server = start(settings("ledger").withLatency(Duration.ofMillis(200)))) {
            long start = System.nanoTime();
            IntStream.range(0, 200)
                    .mapToObj(
                            i -> CLIENT.sendAsync(post(server, "REF-" + i, body("REF-" + i)), BodyHandlers.ofString()))
                    .toList()
                    .forEach(CompletableFuture::join);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            // One after the other would take 40 seconds.
            assertTrue(took.compareTo(Duration.ofSeconds(15)) < 0, took::toString);
            assertTrue(took.compareTo(Duration.ofMillis(200)) >= 0, took::toString);
        }
    }

    private CarrierSettings settings(String ledger) {
        return CarrierSettings.of(folder.resolve(ledger));
    }

    private static CarrierServer start(CarrierSettings settings) throws IOException {
        return CarrierServer.start(settings);
    }

    private static List<HttpResponse<String>> manyAtOnce(CarrierServer server, String reference) {
        return IntStream.range(0, 32)
                .mapToObj(i -> CLIENT.sendAsync(post(server, reference, body(reference)), BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static HttpResponse<String> create(CarrierServer server, String reference) throws Exception {
        return send(post(server, reference, body(reference)));
    }

    private static HttpResponse<String> get(CarrierServer server, String target) throws Exception {
        return send(HttpRequest.newBuilder(url(server, target)).build());
    }

    private static HttpResponse<String> delete(CarrierServer server, String trackingNumber) throws Exception {
        return send(HttpRequest.newBuilder(url(server, "/v1/consignments/" + trackingNumber))
                .DELETE()
                .build());
    }

    private static HttpRequest post(CarrierServer server, String key, String body) {
        return HttpRequest.newBuilder(url(server, "/v1/consignments"))
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static int status(HttpResponse<String> answer) {
        return answer.statusCode();
    }

    private static String body(String reference) {
        return "{\"reference\":\"" + reference + "\"}";
    }

    private static URI url(CarrierServer server, String target) {
        return server.url().resolve(target);
    }
}
