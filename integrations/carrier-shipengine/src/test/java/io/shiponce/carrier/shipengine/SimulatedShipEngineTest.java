package io.shiponce.carrier.shipengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.simulated.CarrierApi;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Fault;
import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.testkit.TestPermit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against the simulated ShipEngine, whose ledger says what was executed. */
@Timeout(120)
class SimulatedShipEngineTest {
    private static final String R = Samples.REFERENCE;
    private static final Duration SHORT = Duration.ofMillis(400);
    /** Of the random sends; another one by {@code -Dseed=N}. */
    private static final long SEED = Long.getLong("seed", 20_261_128L);

    @TempDir
    Path folder;

    @Test
    void boughtFoundAndVoided() throws Exception {
        Instant before = Instant.now();
        try (CarrierServer server = start();
                ShipEngineCarrier adapter = adapter(server)) {
            assertEquals(new LookupOutcome.Absent(), adapter.lookUp(R));
            Receipt receipt = accepted(adapter.send(Samples.to(Samples.austin()), TestPermit.of(R)));
            LookupOutcome.Match match = found(adapter.lookUp(R));
            assertEquals(receipt.trackingNumber(), match.trackingNumber());
            Instant createdAt = assertNotNullAnd(match.createdAt());
            assertTrue(!createdAt.isBefore(before)
                    && !createdAt.isAfter(Instant.now().plusMillis(1)));
            assertEquals(false, match.voided());

            assertEquals(new CancelOutcome.Cancelled(), adapter.cancel(receipt.trackingNumber()));
            assertTrue(found(adapter.lookUp(R)).voided());
            assertEquals(new CancelOutcome.Cancelled(), adapter.cancel(receipt.trackingNumber()));
            assertInstanceOf(CancelOutcome.Refused.class, adapter.cancel(new TrackingNumber("../a b/?#")));

            // For ever, voided ones included.
            assertInstanceOf(SendOutcome.Unknown.class, adapter.send(Samples.to(Samples.austin()), TestPermit.of(R)));
        }
        assertEquals(1, ledger().creates());
    }

    private static <T> T assertNotNullAnd(T value) {
        assertNotNull(value);
        return value;
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "url"})
    void theLabelIsStoredWithTheAcceptance(String download) throws Exception {
        try (CarrierServer server = start();
                ShipEngineCarrier adapter = adapter(server, "label_download", download);
                ShipEngineCarrier zpl = adapter(server, "label_download", download, "label_format", "zpl")) {
            Label pdf = accepted(adapter.send(Samples.to(Samples.berlin()), TestPermit.of(R)))
                    .labels()
                    .get(0);
            assertEquals("application/pdf", pdf.mediaType());
            assertTrue(text(pdf).startsWith("%PDF-"));
            Label other = accepted(zpl.send(Samples.to(Samples.berlin()), TestPermit.of("SO-ZPL00001")))
                    .labels()
                    .get(0);
            assertEquals("application/zpl", other.mediaType());
            assertTrue(text(other).startsWith("^XA"));
        }
    }

    private static String text(Label label) {
        ByteBuffer content = label.content();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void severalParcelsAreOneLabelWithSeveralPackages() throws Exception {
        try (CarrierServer server = start();
                ShipEngineCarrier adapter = adapter(server)) {
            accepted(adapter.send(
                    Samples.to(Samples.berlin(), Samples.parcel(Samples.mug()), Samples.parcel(Samples.mug())),
                    TestPermit.of(R)));
        }
        assertEquals(1, ledger().creates());
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultEndsAsTheTableSays(Fault.Kind kind) throws Exception {
        try (CarrierServer server = CarrierServer.start(settings().withFaults(kind.word() + ":1"));
                ShipEngineCarrier adapter = adapter(server, "timeout", SHORT.toMillis() + "ms")) {
            SendOutcome outcome = adapter.send(Samples.to(Samples.berlin()), TestPermit.of(R));
            switch (kind) {
                case CUT_BEFORE, ERROR_BEFORE, HANG_BEFORE, BUSY -> assertUnknown(outcome, 0);
                case CUT_AFTER, ERROR_AFTER, HANG, CONFLICT, GARBLED, HOLLOW, SLOW -> assertUnknown(outcome, 1);
                case TOO_MANY -> {
                    assertInstanceOf(SendOutcome.NotSent.class, outcome);
                    assertEquals(0, ledger().creates());
                }
                case REJECT -> {
                    assertEquals(new SendOutcome.Rejected("HTTP 400: shipengine/validation/invalid_address"), outcome);
                    assertEquals(0, ledger().creates());
                }
                case REFUSE_REPEAT -> {
                    accepted(outcome);
                    assertInstanceOf(
                            SendOutcome.Rejected.class, adapter.send(Samples.to(Samples.berlin()), TestPermit.of(R)));
                    assertEquals(1, ledger().creates());
                }
                case LOOKUP_LAG -> {
                    accepted(outcome);
                    assertEquals(new LookupOutcome.Absent(), adapter.lookUp(R));
                }
                case LOOKUP_ERROR -> {
                    accepted(outcome);
                    assertInstanceOf(LookupOutcome.Failed.class, adapter.lookUp(R));
                }
            }
        }
    }

    private void assertUnknown(SendOutcome outcome, int executed) {
        assertInstanceOf(SendOutcome.Unknown.class, outcome);
        assertEquals(executed, ledger().creates());
    }

    @Test
    void someLimitsNameATimeAndSomeDoNot() throws Exception {
        try (CarrierServer server = CarrierServer.start(settings().withFaults("429:1"));
                ShipEngineCarrier adapter = adapter(server)) {
            Set<Boolean> named = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                SendOutcome outcome = adapter.send(Samples.to(Samples.berlin()), TestPermit.of("SO-LIMIT-" + i));
                named.add(assertInstanceOf(SendOutcome.NotSent.class, outcome).retryAfter() != null);
            }
            assertEquals(Set.of(true, false), named);
        }
    }

    /**
     * Whatever goes wrong: what is accepted stands in the ledger once, what is rejected or not sent does not stand there, what is
     * unknown may. And what a look-up finds is there, under the number that it says.
     */
    @Test
    void manySendsWithRandomFaultsAgreeWithTheLedger() throws Exception {
        System.out.println("seed " + SEED);
        CarrierSettings settings = settings()
                .withSeed(SEED)
                .withSlowBy(SHORT.multipliedBy(2))
                .withFaults(
                        "cut-before:0.05",
                        "error-before:0.05",
                        "hang-before:0.03",
                        "503:0.05",
                        "429:0.1",
                        "reject:0.08",
                        "cut-after:0.06",
                        "error-after:0.06",
                        "hang:0.03",
                        "conflict:0.04",
                        "garbled:0.05",
                        "hollow:0.04",
                        "slow:0.03",
                        "lookup-lag:0.1",
                        "lookup-error:0.1");
        int sends = 400;
        var outcomes = new ConcurrentHashMap<String, SendOutcome>();
        var lookups = new ConcurrentHashMap<String, LookupOutcome>();
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try (CarrierServer server = CarrierServer.start(settings);
                ShipEngineCarrier adapter = adapter(server, "timeout", SHORT.toMillis() + "ms", "label_layout", "A6")) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < sends; i++) {
                String reference = String.format("SO-MANY-%05d", i);
                running.add(pool.submit(() -> {
                    outcomes.put(reference, adapter.send(Samples.to(Samples.berlin()), TestPermit.of(reference)));
                    lookups.put(reference, adapter.lookUp(reference));
                }));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        Ledger ledger = ledger();
        assertEquals(Set.of(), ledger.duplicates());
        Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
        outcomes.forEach((reference, outcome) -> {
            boolean executed = ledger.distinctReferences().contains(reference);
            seen.add(outcome.getClass());
            if (outcome instanceof SendOutcome.Accepted) {
                assertTrue(executed, reference + " was accepted, and is not in the ledger");
            } else if (!(outcome instanceof SendOutcome.Unknown)) {
                assertTrue(!executed, reference + " ended " + outcome + ", and is in the ledger");
            }
            LookupOutcome lookup = lookups.get(reference);
            if (lookup instanceof LookupOutcome.Found found) {
                assertTrue(executed, reference + " was found, and is not in the ledger");
                if (outcome instanceof SendOutcome.Accepted accepted) {
                    assertEquals(
                            accepted.receipt().trackingNumber(),
                            found.matches().get(0).trackingNumber());
                }
            }
        });
        assertEquals(sends, outcomes.size());
        assertEquals(4, seen.size(), "every kind of outcome happened: " + seen);
        assertEquals(
                3,
                lookups.values().stream().map(Object::getClass).distinct().count(),
                "every kind of look-up happened");
    }

    @Test
    void aCarrierThatIsNotThereWasSentNothing() throws Exception {
        String url;
        try (CarrierServer server = start()) {
            url = server.url().toString();
        }
        try (ShipEngineCarrier adapter = Samples.adapter(url)) {
            assertInstanceOf(SendOutcome.NotSent.class, adapter.send(Samples.to(Samples.berlin()), TestPermit.of(R)));
            assertInstanceOf(LookupOutcome.Failed.class, adapter.lookUp(R));
            assertInstanceOf(CancelOutcome.Failed.class, adapter.cancel(new TrackingNumber("T-1")));
        }
    }

    private CarrierSettings settings() {
        return CarrierSettings.of(folder.resolve("ledger")).withApi(CarrierApi.SHIPENGINE);
    }

    private CarrierServer start() throws IOException {
        return CarrierServer.start(settings());
    }

    private static ShipEngineCarrier adapter(CarrierServer server, String... more) {
        return Samples.adapter(server.url().toString(), more);
    }

    private Ledger ledger() {
        return Ledger.read(folder.resolve("ledger"));
    }

    private static Receipt accepted(SendOutcome outcome) {
        return assertInstanceOf(SendOutcome.Accepted.class, outcome).receipt();
    }

    private static LookupOutcome.Match found(LookupOutcome outcome) {
        List<LookupOutcome.Match> matches =
                assertInstanceOf(LookupOutcome.Found.class, outcome).matches();
        assertEquals(1, matches.size());
        return matches.get(0);
    }
}
