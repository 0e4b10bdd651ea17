package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Operation.Kind;
import io.shiponce.store.Control;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shop's own rules and journal beside what people do: asked before, told after, and harmless. */
class OperatorListenerTest {
    private static final EngineSettings SETTINGS = EngineSettings.defaults();

    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, clock);
    private final Journal journal = new Journal();

    /** Writes down what it hears, and refuses if it has a reason. */
    private static final class Journal implements OperatorListener {
        private final List<Operation> before = new ArrayList<>();
        private final List<Operation> after = new ArrayList<>();
        private Optional<String> refusal = Optional.empty();

        @Override
        public Optional<String> before(Operation operation) {
            before.add(operation);
            return refusal;
        }

        @Override
        public void after(Operation operation) {
            after.add(operation);
        }

        Set<Kind> told() {
            return after.stream()
                    .map(Operation::kind)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        }
    }

    /** A bug in a shop's listener. */
    private static final class Failing implements OperatorListener {
        private final Error error = new StackOverflowError();

        @Override
        public Optional<String> before(Operation operation) {
            throw error;
        }

        @Override
        public void after(Operation operation) {
            throw error;
        }
    }

    private final Operator plain = Operator.of(store, SETTINGS, Map.of("reference", carrier));

    @BeforeEach
    void accept() {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.accept(TestOrders.numbered(1, OrderLine.of("MUG-1", 1)));
        }
    }

    private ShipmentRecord record() {
        return store.page(ShipmentFilter.ALL, null, 10).get(0);
    }

    private Shipment seen() {
        return Shipment.of(record());
    }

    private void settled(Outcome outcome) {
        EngineByHand engine = new EngineByHand(store);
        engine.settle(engine.claim(1), outcome);
    }

    /** Does this kind to the one shipment as it stands; allowed or not. */
    private static void does(Operator operator, Kind kind, Shipment seen) {
        switch (kind) {
            case DECLARE_SENT -> operator.declareSent(seen, "T-1", "Ada", "why");
            case DECLARE_NOT_SENT -> operator.declareNotSent(seen, "Ada", "why");
            case DECLARE_REFUSED -> operator.declareRefused(seen, "Ada", "why");
            case LOOK_UP -> operator.lookUp(seen, "Ada");
            case CANCEL -> operator.cancel(seen, "Ada", "why");
            case HOLD -> operator.hold(seen, "Ada", "why");
            case RETRY -> operator.retry(seen, "Ada", "why");
            case AMEND -> operator.amend(seen, before -> before, "Ada", "why");
            case RESHIP -> operator.reship(seen, "Ada", "why");
            case PAUSE -> operator.pause("reference", "Ada", "why");
            case RESUME -> operator.resume("reference", "Ada");
            case AFTER_RESTORE -> operator.afterRestore("Ada", "why");
            case NOTHING_LOST -> operator.nothingLost("Ada", "why");
            case LIFT_QUARANTINE -> operator.liftQuarantine();
            case ERASE -> operator.erase(Duration.ofDays(1));
        }
    }

    @Test
    void aListenerIsAskedBeforeAndToldAfter() {
        Operator heard = plain.with(journal);
        Shipment seen = seen();

        assertInstanceOf(TransitionResult.Done.class, heard.hold(seen, "Ada", "out of stock"));

        Operation held = new Operation(Kind.HOLD, seen, null, "Ada", "out of stock");
        assertEquals(List.of(held), journal.before);
        assertEquals(List.of(held), journal.after);
        plain.retry(seen(), "Bob", "it came");
        assertEquals(1, journal.after.size(), "another operator is not heard");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsRefusedIsNotDone(Kind kind) {
        Shipment seen = seen();
        if (kind == Kind.RESUME) {
            plain.pause("reference", "Bob", "strike");
        }
        Control control = store.control();
        journal.refusal = Optional.of("two people must agree");
        Operator heard = plain.with(journal);

        if (!kind.isAsked()) {
            does(heard, kind, seen);
            assertTrue(journal.before.isEmpty());
            assertEquals(Set.of(kind), journal.told());
            return;
        }
        try {
            does(heard, kind, seen);
        } catch (OperationRefusedException e) {
            assertEquals("two people must agree", e.getMessage());
        }

        assertEquals(1, journal.before.size());
        assertTrue(journal.after.isEmpty());
        assertEquals(seen, seen());
        assertEquals(control.pauses(), store.control().pauses());
    }

    @Test
    void aRefusalReadsLikeOneOfTheLaw() {
        journal.refusal = Optional.of("two people must agree");
        Operator heard = plain.with(journal);

        TransitionResult.Refused refused =
                assertInstanceOf(TransitionResult.Refused.class, heard.cancel(seen(), "Ada", "why"));

        assertEquals("two people must agree", refused.reason());
        assertEquals(record(), refused.current());
        assertThrows(OperationRefusedException.class, () -> heard.resume("reference", "Ada"));
        assertThrows(OperationRefusedException.class, () -> heard.erase(Duration.ofDays(1)));
    }

    /** Nothing may keep a person from stopping. */
    @Test
    void onlyWhatStopsSomethingIsNotAsked() {
        assertEquals(
                EnumSet.of(Kind.PAUSE, Kind.AFTER_RESTORE),
                Arrays.stream(Kind.values())
                        .filter(kind -> !kind.isAsked())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class))));
    }

    @Test
    void whatWasNotWrittenIsNotTold() {
        Operator heard = plain.with(journal);
        Shipment old = seen();
        plain.hold(old, "Bob", "first");

        assertInstanceOf(TransitionResult.Stale.class, heard.hold(old, "Ada", "second"));
        assertInstanceOf(TransitionResult.Refused.class, heard.reship(seen(), "Ada", "why"));
        store.close();
        assertThrows(StoreException.class, () -> heard.retry(old, "Ada", "why"));

        assertEquals(3, journal.before.size());
        assertTrue(journal.after.isEmpty());
    }

    @Test
    void aFailingListenerHarmsNothingAndTheOthersHear() {
        Operator heard = plain.with(new Failing()).with(journal);

        assertInstanceOf(TransitionResult.Done.class, heard.hold(seen(), "Ada", "why"));
        assertInstanceOf(TransitionResult.Done.class, heard.retry(seen(), "Ada", "why"));
        heard.pause("reference", "Ada", "strike");
        heard.resume("reference", "Ada");

        assertEquals(EnumSet.of(Kind.HOLD, Kind.RETRY, Kind.PAUSE, Kind.RESUME), journal.told());
        assertFalse(store.control().isPaused("reference"));
    }

    @Test
    void theFirstRefusalCounts() {
        Journal second = new Journal();
        journal.refusal = Optional.of("the first");

        TransitionResult result = plain.with(journal).with(second).hold(seen(), "Ada", "why");

        assertEquals(
                "the first",
                assertInstanceOf(TransitionResult.Refused.class, result).reason());
        assertTrue(second.before.isEmpty());
    }

    @Test
    void aReshipmentIsToldWithWhatItRepeats() {
        settled(new Outcome.Accepted("T-1", Payload.EMPTY));
        Shipment confirmed = seen();
        assertEquals(ShipmentState.CONFIRMED, confirmed.state());

        assertInstanceOf(TransitionResult.Done.class, plain.with(journal).reship(confirmed, "Ada", "lost on the way"));

        assertEquals(List.of(new Operation(Kind.RESHIP, confirmed, null, "Ada", "lost on the way")), journal.after);
    }

    @Test
    void whatIsNotThereStaysMissing() {
        journal.refusal = Optional.of("no");
        Shipment gone = seen();
        InMemoryShipmentStore empty = new InMemoryShipmentStore(clock);

        assertEquals(
                new TransitionResult.Missing(new ShipmentId(gone.id().value())),
                Operator.of(empty, SETTINGS).with(journal).hold(gone, "Ada", "why"));
    }

    @Test
    void anEnginesOperatorIsHeard() {
        try (DispatchEngine engine =
                DispatchEngine.builder(store).operatorListener(journal).build()) {
            engine.operator().hold(seen(), "Ada", "why");
        }

        assertEquals(Set.of(Kind.HOLD), journal.told());
    }
}
