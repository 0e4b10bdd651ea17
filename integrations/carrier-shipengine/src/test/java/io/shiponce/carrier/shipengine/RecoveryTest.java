package io.shiponce.carrier.shipengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Selection;
import io.shiponce.Shipment;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import io.shiponce.carrier.simulated.CarrierApi;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.ScriptedAnswer;
import io.shiponce.testkit.ScriptedEndpoint;
import io.shiponce.testkit.ScriptedReaction;
import io.shiponce.testkit.ScriptedRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Lost answers, the real engine, and the ledger of what was really bought. Each test mostly waits for quiet times, so they all do at once. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class RecoveryTest {
    private static final int ORDERS = 40;
    private static final EngineSettings SETTINGS = EngineSettings.of(Duration.ofMillis(600), Duration.ofMillis(900))
            .withQuiet(Duration.ofMillis(1_500))
            .withPollInterval(Duration.ofMillis(10));
    /** More doubts than the usual limit takes: here they are the subject. */
    private static final CarrierLimits LIMITS = new CarrierLimits(16, Double.POSITIVE_INFINITY, 1_000);

    @TempDir
    Path folder;

    /** One that promises to answer soon, so that claims may be short. */
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(Clock.systemUTC()) {
        @Override
        public Duration callTimeout() {
            return Duration.ofMillis(250);
        }
    };

    @Test
    void anAnswerThatWasLostIsLookedUpAndConfirmed() throws Exception {
        Ledger ledger =
                dispatch("2", 2, "cut-after:0.4", "error-after:0.2", "garbled:0.2", "hollow:0.2", "conflict:0.2");
        assertAllConfirmedOnce(ledger);
        assertTrue(
                store.page(ShipmentFilter.ALL, null, 100).stream()
                        .anyMatch(shipment -> history(shipment).contains("the carrier holds one live match")),
                "nothing was ever in doubt: the test looked at nothing");
        assertEquals(0, sentAgain(), "a look-up found them all, and some were sent again");
    }

    @Test
    void whatNeverArrivedIsSentAgainUnderTheSameReferenceAfterTheQuietTime() throws Exception {
        Ledger ledger = dispatch("2", 2, "cut-before:0.5", "error-before:0.2");
        assertAllConfirmedOnce(ledger);
        assertTrue(sentAgain() > 0, "nothing was sent again");
    }

    @Tag("proof")
    @Test
    void whereTheIndexLagsTheGuardHolds() throws Exception {
        Ledger ledger = dispatch("2", 2, "cut-after:0.5", "lookup-lag:0.6");
        assertEquals(Set.of(), ledger.duplicates());
        assertEquals(ORDERS, ledger.distinctReferences().size());
        assertEquals(ORDERS, count(ShipmentState.IN_DOUBT) + count(ShipmentState.CONFIRMED));
        assertTrue(
                store.page(ShipmentFilter.ALL, null, 100).stream()
                        .anyMatch(shipment -> history(shipment).contains("identifier_conflict")),
                "nothing that was bought was sent again: the guard was not needed");
    }

    @Test
    void withoutTheGuardTheLedgerWouldSay() throws Exception {
        // A carrier that sells twice, taken for one that does not: what the test above would show if the guard were
        // not.
        Ledger ledger = dispatch("2", 1, "cut-after:0.5", "lookup-lag:1");
        assertFalse(ledger.duplicates().isEmpty());
    }

    @Tag("proof")
    @Test
    void atLevelOneNothingIsSentAgain() throws Exception {
        Ledger ledger = dispatch("1", 1, "cut-after:0.5", "lookup-lag:1");
        assertEquals(Set.of(), ledger.duplicates());
        assertEquals(0, sentAgain());
        assertTrue(count(ShipmentState.IN_DOUBT) > 0);
        assertEquals(ORDERS, count(ShipmentState.IN_DOUBT) + count(ShipmentState.CONFIRMED));
    }

    @Tag("proof")
    @Test
    void aShipmentWithoutALabelWaitsForAPersonWhoShipsItAnew() throws Exception {
        // The carrier behind ShipEngine refused, in words without a code; the shipment was made, and its id is taken.
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start(request -> ScriptedReaction.answer(
                        request.changesSomething()
                                ? ScriptedAnswer.json(400, Answers.errors("carrier/business_rules/unspecified"))
                                : request.target().startsWith("/v1/labels")
                                        ? ScriptedAnswer.json(404, Answers.notFound())
                                        : ScriptedAnswer.json(200, Answers.shipment(last(request.target())))));
                ShipEngineCarrier adapter = Samples.adapter(endpoint.url().toString(), "timeout", "500ms");
                DispatchEngine engine = engine(adapter)) {
            engine.accept(order(1));
            engine.dispatch(Selection.all()).completion().get(100, TimeUnit.SECONDS);
            assertEquals(
                    1,
                    endpoint.requests().stream()
                            .filter(ScriptedRequest::changesSomething)
                            .count());

            Operator operator = engine.operator();
            Shipment doubt = operator.page(ShipmentFilter.ALL, null, 10).get(0);
            assertEquals(ShipmentState.IN_DOUBT, doubt.state());
            assertTrue(operator.history(doubt.id())
                    .toString()
                    .contains("a shipment under this reference, without a label"));
            Shipment pending = after(operator.declareNotSent(doubt, "ada", "no label in the dashboard"));
            Shipment cancelled = after(operator.cancel(pending, "ada", "the id is taken"));
            assertEquals(ShipmentState.CANCELLED, cancelled.state());
            after(operator.reship(cancelled, "ada", "under a new id"));
            List<Shipment> both = operator.page(ShipmentFilter.ALL, null, 10);
            assertEquals(2, both.stream().map(Shipment::reference).distinct().count());
        }
    }

    @Tag("proof")
    @Test
    void c12_aLabelThatIsBeingProcessedIsLookedUpUntilItsNumberIsThere() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start(request -> {
                    String reference =
                            store.page(ShipmentFilter.ALL, null, 10).get(0).reference();
                    String label = done.get()
                            ? Answers.label(reference, "T-1")
                            : Answers.label("se-1", "se-100", reference, "processing", false, null);
                    // What was made before the first claim would be somebody else's.
                    String made =
                            label.replace("2026-11-28T10:00:00Z", Instant.now().toString());
                    return ScriptedReaction.answer(ScriptedAnswer.json(
                            200, request.target().contains("?shipment_id") ? Answers.list(made) : made));
                });
                ShipEngineCarrier adapter = Samples.adapter(endpoint.url().toString(), "timeout", "500ms");
                DispatchEngine engine = engine(adapter)) {
            engine.accept(order(1));
            for (ShipmentState state : List.of(ShipmentState.IN_DOUBT, ShipmentState.CONFIRMED)) {
                engine.dispatch(Selection.all()).completion().get(100, TimeUnit.SECONDS);
                assertEquals(
                        state,
                        engine.operator()
                                .page(ShipmentFilter.ALL, null, 10)
                                .get(0)
                                .state());
                done.set(true);
            }
            assertEquals(
                    1,
                    endpoint.requests().stream()
                            .filter(ScriptedRequest::changesSomething)
                            .count());
        }
    }

    private Shipment after(TransitionResult result) {
        TransitionResult.Done done = assertInstanceOf(TransitionResult.Done.class, result);
        return Shipment.of(done.after());
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void assertAllConfirmedOnce(Ledger ledger) {
        assertEquals(Set.of(), ledger.duplicates());
        assertEquals(ORDERS, count(ShipmentState.CONFIRMED));
        assertEquals(
                store.page(ShipmentFilter.ALL, null, 100).stream()
                        .map(ShipmentRecord::reference)
                        .collect(Collectors.toSet()),
                ledger.distinctReferences());
    }

    private Ledger dispatch(String level, int carriersLevel, String... faults) throws Exception {
        Path file = folder.resolve("ledger");
        try (CarrierServer server = CarrierServer.start(CarrierSettings.of(file)
                        .withApi(CarrierApi.SHIPENGINE)
                        .withLevel(carriersLevel)
                        .withFaults(faults));
                ShipEngineCarrier adapter =
                        Samples.adapter(server.url().toString(), "timeout", "500ms", "level", level);
                DispatchEngine engine = engine(adapter)) {
            engine.acceptAll(IntStream.rangeClosed(1, ORDERS)
                    .mapToObj(RecoveryTest::order)
                    .toList());
            engine.dispatch(Selection.all()).completion().get(100, TimeUnit.SECONDS);
        }
        return Ledger.read(file);
    }

    private DispatchEngine engine(ShipEngineCarrier adapter) {
        return DispatchEngine.builder(store)
                .carrier("shipengine", adapter, LIMITS)
                .settings(SETTINGS)
                .build();
    }

    private static Order order(int number) {
        Address ada = Samples.berlin();
        OrderLine mugs = new OrderLine(
                "MUG-1", "Mug", 2, new Money(new BigDecimal("12.50"), "EUR"), new Weight(350), true, "", "", null);
        return new Order("augsburg", Integer.toString(number), null, "shipengine", 0, ada, List.of(mugs));
    }

    private long count(ShipmentState state) {
        return store.page(ShipmentFilter.ALL.withState(state), null, 100).size();
    }

    /** How many were sent again by the engine itself, after the quiet time. */
    private long sentAgain() {
        return store.page(ShipmentFilter.ALL, null, 100).stream()
                .filter(shipment -> history(shipment).contains("after the quiet time"))
                .count();
    }

    private String history(ShipmentRecord shipment) {
        return store.history(shipment.id()).toString();
    }
}
