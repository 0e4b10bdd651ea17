package io.shiponce.carrier.dhl;

import static io.shiponce.carrier.dhl.Samples.REFERENCE;
import static io.shiponce.carrier.dhl.Samples.augsburg;
import static io.shiponce.carrier.dhl.Samples.london;
import static io.shiponce.carrier.dhl.Samples.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.ValidationOutcome;
import io.shiponce.carrier.simulated.CarrierApi;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Fault;
import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.testkit.TestPermit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The adapter against a carrier with a ledger of its own, every fault included. */
@Timeout(120)
class SimulatedDhlTest {
    private static final int SENDS = 200;
    private static final String SHORT = "400ms";

    @TempDir
    private Path folder;

    @Test
    void sendsWithALabelAndCancels() throws IOException {
        try (CarrierServer dhl = start()) {
            DhlParcelDeCarrier adapter = adapter(dhl);
            Receipt receipt = accepted(adapter.send(to(augsburg()), TestPermit.of(REFERENCE)));
            assertEquals(List.of(receipt.trackingNumber().value()), ledger().trackingNumbers(REFERENCE));
            assertEquals(List.of(Documents.PDF), mediaTypes(receipt));
            assertTrue(text(receipt.labels().get(0)).startsWith("%PDF-1.4"));

            assertEquals(new CancelOutcome.Cancelled(), adapter.cancel(receipt.trackingNumber()));
            assertInstanceOf(CancelOutcome.Refused.class, adapter.cancel(receipt.trackingNumber()));
            assertInstanceOf(CancelOutcome.Refused.class, adapter.cancel(new TrackingNumber("00340434999999999999")));
        }
        assertEquals(1, ledger().cancelled().size());
    }

    @Test
    void aReferenceIsTakenAsOftenAsItComes() throws IOException {
        try (CarrierServer dhl = start()) {
            accepted(adapter(dhl).send(to(augsburg()), TestPermit.of(REFERENCE)));
            accepted(adapter(dhl).send(to(augsburg()), TestPermit.of(REFERENCE).withAttempt(2)));
        }
        assertEquals(2, ledger().creates());
    }

    @Test
    void documentsComeAsTheyAreWanted() throws IOException {
        try (CarrierServer dhl = start()) {
            assertEquals(
                    List.of(Documents.PDF, Documents.PDF),
                    mediaTypes(accepted(adapter(dhl).send(to(london()), TestPermit.of("SO-ABCDEF-1")))));
            assertEquals(
                    List.of(Documents.ZPL, Documents.PDF),
                    mediaTypes(accepted(
                            adapter(dhl, "docFormat", "ZPL2").send(to(london()), TestPermit.of("SO-ABCDEF-2")))));
            Receipt linked =
                    accepted(adapter(dhl, "labels", "links").send(to(augsburg()), TestPermit.of("SO-ABCDEF-3")));
            assertEquals(List.of(Documents.LINK), mediaTypes(linked));
            assertTrue(text(linked.labels().get(0)).startsWith(dhl.url() + "/labels?token="));
        }
    }

    @Test
    void aDryRunCreatesNothing() throws IOException {
        try (CarrierServer dhl = start()) {
            DhlParcelDeCarrier adapter = adapter(dhl);
            assertEquals(new ValidationOutcome.Valid(), adapter.validate(to(augsburg()), REFERENCE));
            assertEquals(new ValidationOutcome.Valid(), adapter.validate(to(london()), REFERENCE));
            assertEquals(new ValidationOutcome.Valid(), adapter.validate(to(nowhere()), REFERENCE));
            assertInstanceOf(
                    ValidationOutcome.Invalid.class,
                    adapter(dhl, "mustEncode", "true").validate(to(nowhere()), REFERENCE));
        }
        assertEquals(0, ledger().creates());
    }

    @Test
    void anAddressThatCannotBeEncodedIsAWarningUnlessItMustBe() throws IOException {
        try (CarrierServer dhl = start()) {
            accepted(adapter(dhl).send(to(nowhere()), TestPermit.of("SO-ABCDEF-1")));
            assertEquals(
                    new SendOutcome.Rejected("HTTP 400: consignee.postalCode: The address cannot be encoded."),
                    adapter(dhl, "mustEncode", "true").send(to(nowhere()), TestPermit.of("SO-ABCDEF-2")));
        }
        assertEquals(1, ledger().creates());
    }

    @Test
    void bothWaysInWork() throws IOException {
        try (CarrierServer dhl = start()) {
            accepted(adapter(dhl, "authentication", "oauth", "apiSecret", Samples.SECRET)
                    .send(to(augsburg()), TestPermit.of(REFERENCE)));
        }
        assertEquals(1, ledger().creates());
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultEndsAsTheTableSays(Fault.Kind kind) throws IOException {
        CarrierSettings settings = settings().withFaults(kind.word() + ":1").withSlowBy(Duration.ofSeconds(2));
        try (CarrierServer dhl = CarrierServer.start(settings)) {
            SendOutcome outcome = adapter(dhl, "timeout", SHORT).send(to(augsburg()), TestPermit.of(REFERENCE));
            switch (kind) {
                // DHL does not document 503 and 409: what nobody wrote down is unknown, though nothing was executed.
                case CUT_BEFORE, ERROR_BEFORE, HANG_BEFORE, BUSY -> assertUnknown(outcome, 0);
                case CUT_AFTER, ERROR_AFTER, HANG, CONFLICT, GARBLED, HOLLOW, SLOW -> assertUnknown(outcome, 1);
                case TOO_MANY -> {
                    assertInstanceOf(SendOutcome.NotSent.class, outcome);
                    assertEquals(0, ledger().creates());
                }
                case REJECT -> {
                    assertEquals(new SendOutcome.Rejected("HTTP 400: simulated refusal"), outcome);
                    assertEquals(0, ledger().creates());
                }
                case REFUSE_REPEAT, LOOKUP_LAG, LOOKUP_ERROR -> {
                    accepted(outcome);
                    assertEquals(1, ledger().creates());
                }
            }
        }
    }

    @Test
    void c3_whateverGoesWrongOutcomesAndLedgerAgree() throws Exception {
        long seed = Long.getLong("dhl.seed", new Random().nextLong());
        System.out.println("[dhl] seed " + seed + " (-Ddhl.seed)");
        CarrierSettings settings = settings()
                .withSeed(seed)
                .withLatency(Duration.ofMillis(5))
                .withSlowBy(Duration.ofSeconds(2))
                .withFaults(
                        "cut-before:0.08",
                        "error-before:0.05",
                        "hang-before:0.02",
                        "503:0.05",
                        "429:0.1",
                        "reject:0.1",
                        "cut-after:0.08",
                        "error-after:0.05",
                        "hang:0.02",
                        "conflict:0.05",
                        "garbled:0.05",
                        "hollow:0.05",
                        "slow:0.02");
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        List<SendOutcome> outcomes;
        try (CarrierServer dhl = CarrierServer.start(settings)) {
            outcomes = sends(adapter(dhl, "timeout", "1500ms"));
        }
        Ledger ledger = ledger();
        for (int i = 0; i < SENDS; i++) {
            counts.merge(agreeing(reference(i), outcomes.get(i), ledger), 1, Integer::sum);
        }
        System.out.println("[dhl] " + counts + ", creates " + ledger.creates());
        assertEquals(java.util.Set.of(Kind.values()), counts.keySet(), "each of the four was seen");
        assertEquals(java.util.Set.of(), ledger.duplicates());
    }

    private enum Kind {
        ACCEPTED,
        REJECTED,
        NOT_SENT,
        UNKNOWN
    }

    /** Which it was, if the ledger has what it says. */
    private static Kind agreeing(String reference, SendOutcome outcome, Ledger ledger) {
        List<String> executed = ledger.trackingNumbers(reference);
        if (outcome instanceof SendOutcome.Accepted accepted) {
            assertEquals(List.of(accepted.receipt().trackingNumber().value()), executed, reference);
            return Kind.ACCEPTED;
        }
        if (outcome instanceof SendOutcome.Unknown) {
            return Kind.UNKNOWN;
        }
        assertEquals(List.of(), executed, () -> reference + " ended as " + outcome);
        return outcome instanceof SendOutcome.Rejected ? Kind.REJECTED : Kind.NOT_SENT;
    }

    private static List<SendOutcome> sends(DhlParcelDeCarrier adapter) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<SendOutcome>> sends = IntStream.range(0, SENDS)
                    .<Callable<SendOutcome>>mapToObj(i ->
                            () -> adapter.send(to(i % 2 == 0 ? augsburg() : london()), TestPermit.of(reference(i))))
                    .toList();
            List<SendOutcome> outcomes = new java.util.ArrayList<>();
            for (Future<SendOutcome> send : threads.invokeAll(sends)) {
                outcomes.add(send.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String reference(int i) {
        return String.format("SO-ABCDEF-%03d", i);
    }

    /** Where no address can be encoded. */
    private static Address nowhere() {
        return Samples.address("Weg 1", null, "00000", "Nirgendwo", null, "DE");
    }

    private void assertUnknown(SendOutcome outcome, int executed) {
        assertInstanceOf(SendOutcome.Unknown.class, outcome);
        assertEquals(executed, ledger().creates());
    }

    private static Receipt accepted(SendOutcome outcome) {
        return assertInstanceOf(SendOutcome.Accepted.class, outcome, outcome::toString)
                .receipt();
    }

    private static List<String> mediaTypes(Receipt receipt) {
        return receipt.labels().stream().map(Label::mediaType).toList();
    }

    private static String text(Label label) {
        return StandardCharsets.UTF_8.decode(label.content()).toString();
    }

    private CarrierSettings settings() {
        return CarrierSettings.of(folder.resolve("ledger")).withApi(CarrierApi.DHL_PARCEL_DE);
    }

    private CarrierServer start() throws IOException {
        return CarrierServer.start(settings());
    }

    private Ledger ledger() {
        return Ledger.read(folder.resolve("ledger"));
    }

    private static DhlParcelDeCarrier adapter(CarrierServer dhl, String... more) {
        return Samples.adapter(dhl.url().toString(), more);
    }
}
