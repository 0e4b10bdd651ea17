package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Recovery;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Outcome;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import io.shiponce.testkit.ScriptedCarrier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is shown of a doubt, and the look-up that they ask for themselves. */
class OperatorEvidenceTest {
    private static final EngineSettings SETTINGS = EngineSettings.defaults();

    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, clock);

    private Operator operator(ScriptedCarrier served) {
        return Operator.of(store, SETTINGS, Map.of("reference", served));
    }

    /** A doubt whose answer was lost, claimed under these terms. */
    private Shipment doubt(RecoveryTerms terms) {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.accept(TestOrders.numbered(1, OrderLine.of("MUG-1", 1)));
        }
        EngineByHand engine = new EngineByHand(store);
        store.control(new Control.Change.Alive(new EngineId("host:1:a")));
        engine.settle(engine.claim(1, terms), new Outcome.Unknown("no answer", Doubt.Cause.UNKNOWN_ANSWER));
        return seen();
    }

    private Shipment doubt() {
        return doubt(RecoveryTerms.of(RecoveryTerms.LOOKUP, "scripted", "1"));
    }

    private Shipment seen() {
        return Shipment.of(record());
    }

    private ShipmentRecord record() {
        return store.page(ShipmentFilter.ALL, null, 10).get(0);
    }

    @Test
    void evidenceTellsWhoHeldTheClaimAndWhenTheyWereLastSeen() {
        Shipment doubt = doubt();

        DoubtEvidence evidence = operator(carrier).evidence(List.of(doubt)).get(0);

        assertEquals(Doubt.Cause.UNKNOWN_ANSWER, evidence.doubt().cause());
        assertEquals(new OwnerProcess("host", 1), evidence.owner().orElseThrow());
        assertNotNull(evidence.lastSign());
        assertEquals(HistoryEntry.Kind.UNKNOWN, evidence.lastWord().kind());
        assertTrue(evidence.isQuiet());
        clock.advance(SETTINGS.quiet());
        DoubtEvidence later = operator(carrier).evidence(List.of(doubt)).get(0);
        assertFalse(later.isQuiet());
        assertEquals(evidence.age().plus(SETTINGS.quiet()), later.age());
    }

    @Test
    void whatIsNotInDoubtHasNoEvidence() {
        Shipment doubt = doubt();
        operator(carrier).declareSent(doubt, "T-1", "Ada", "on the phone");

        assertEquals(List.of(), operator(carrier).evidence(List.of(seen())));
    }

    @Test
    void r8_aLiveMatchConfirms() {
        Shipment doubt = doubt();
        carrier.ledger().append(doubt.reference(), "TRACK-000001", clock.instant());

        TransitionResult result = operator(carrier).lookUp(doubt, "Ada");

        assertInstanceOf(TransitionResult.Done.class, result);
        assertEquals(ShipmentState.CONFIRMED, seen().state());
        assertEquals("TRACK-000001", seen().trackingNumber());
    }

    @Test
    void r8_anAbsenceChangesNothingButTheHistoryAndDelaysNoOtherLookUp() {
        Shipment doubt = doubt();
        var due = record().dueAt();

        assertInstanceOf(TransitionResult.Done.class, operator(carrier).lookUp(doubt, "Ada"));

        assertEquals(ShipmentState.IN_DOUBT, seen().state());
        assertFalse(record().dueAt().isAfter(due.isAfter(clock.instant()) ? due : clock.instant()));
        List<HistoryEntry> history = store.history(doubt.id());
        HistoryEntry last = history.get(history.size() - 1);
        assertEquals(HistoryEntry.Kind.LOOKED_UP, last.kind());
        assertEquals("Ada", last.actor());
    }

    @Test
    void r8_aFailedLookUpChangesNothingButTheHistory() {
        carrier.lookupFails(true);
        Shipment doubt = doubt();

        assertInstanceOf(TransitionResult.Done.class, operator(carrier).lookUp(doubt, "Ada"));

        assertEquals(ShipmentState.IN_DOUBT, seen().state());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void r9_anotherAccountOrALowerLevelIsNotAsked(int recordedLevel) {
        Shipment doubt = doubt(RecoveryTerms.of(recordedLevel, recordedLevel == 0 ? "scripted" : "elsewhere", "1"));

        assertInstanceOf(TransitionResult.Refused.class, operator(carrier).lookUp(doubt, "Ada"));

        assertEquals(0, carrier.lookups());
    }

    @Test
    void r9_aCarrierThatOffersNothingIsNotAsked() {
        ScriptedCarrier silent = new ScriptedCarrier(Recovery.of(Recovery.Level.NONE, "scripted", "1"), clock);
        Shipment doubt = doubt();

        assertInstanceOf(TransitionResult.Refused.class, operator(silent).lookUp(doubt, "Ada"));

        assertEquals(0, silent.lookups());
    }

    @Test
    void r13_aLookUpOfWhatHasChangedIsStale() {
        Shipment doubt = doubt();
        operator(carrier).cancel(doubt, "Bob", "changed their mind");

        assertInstanceOf(TransitionResult.Stale.class, operator(carrier).lookUp(doubt, "Ada"));

        assertEquals(0, carrier.lookups());
    }

    @Test
    void whatIsNoDoubtOrNotServedIsRefused() {
        Shipment doubt = doubt();
        assertInstanceOf(
                TransitionResult.Refused.class, Operator.of(store, SETTINGS).lookUp(doubt, "Ada"));
        operator(carrier).declareSent(doubt, "T-1", "Ada", "on the phone");

        assertInstanceOf(TransitionResult.Refused.class, operator(carrier).lookUp(seen(), "Ada"));
        assertEquals(0, carrier.lookups());
    }

    @Test
    void anOrdersNumberFindsItInEveryShop() {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            for (int i = 1; i <= 30; i++) {
                engine.accept(TestOrders.numbered(i, OrderLine.of("MUG-1", 1)));
            }
            Order first = TestOrders.numbered(7, OrderLine.of("MUG-1", 1));
            engine.accept(new Order("elsewhere", first.number(), null, "reference", 0, TestOrders.ADA, first.lines()));

            List<Shipment> found = engine.operator().ofOrderNumber(first.number());

            assertEquals(2, found.size());
            assertTrue(found.stream().allMatch(one -> one.order().number().equals(first.number())));
            assertEquals(List.of(), engine.operator().ofOrderNumber("x" + first.number()));
            assertEquals(List.of(), engine.operator().ofOrderNumber("no digits"));
        }
    }

    @Test
    void whateverANumberMeansIsFoundOnce() {
        Shipment doubt = doubt();
        operator(carrier).declareSent(doubt, "2", "Ada", "on the phone");
        Shipment sent = seen();
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.accept(TestOrders.numbered(2, OrderLine.of("MUG-1", 1)));
        }
        Operator operator = operator(carrier);
        Shipment ordered = operator.ofOrderNumber("2").get(0);

        assertEquals(Set.of(sent, ordered), Set.copyOf(operator.ofNumber("2")), "one by its order, one by its label");
        assertEquals(2, operator.ofNumber("2").size());
        assertEquals(List.of(sent), operator.ofNumber(sent.reference()));
        assertEquals(List.of(ordered), operator.ofNumber(ordered.reference().toLowerCase(Locale.ROOT)));
        assertEquals(List.of(), operator.ofNumber("3"));
        assertEquals(List.of(), operator.ofNumber(""));
    }

    @Test
    void anUnknownShipmentIsMissingAndHasNoConsignment() {
        Shipment doubt = doubt();
        ShipmentId unknown = new ShipmentId("s-unknown");
        Shipment gone = new Shipment(
                unknown,
                doubt.order(),
                1,
                "reference",
                ShipmentState.PENDING,
                1,
                1,
                "SO-UNKNOWN",
                0,
                null,
                null,
                null,
                null,
                false,
                null);

        assertInstanceOf(TransitionResult.Missing.class, operator(carrier).lookUp(gone, "Ada"));
        assertTrue(operator(carrier).consignment(unknown).isEmpty());
    }
}
