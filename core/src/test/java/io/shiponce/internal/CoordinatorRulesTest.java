package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.Splitter;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.store.Control;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.MutableClock;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** More of the rules where the engine keeps them: what is seen only between two turns, or by the carrier alone. */
class CoordinatorRulesTest {
    private final Rig rig = new Rig();
    private final ScriptedCarrier level0 = ScriptedCarrier.atLevel(0, rig.clock);

    @Test
    void r1_aSendThatDoesNotReturnInTimeIsUnknown() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(level0).started();
        List<ShipmentState> seen = new ArrayList<>();
        level0.script(rig.record(id).reference(), Reply.normal().meanwhile(() -> {
            engine.turnFor(Duration.ofSeconds(10));
            seen.add(rig.state(id));
        }));

        engine.step();

        assertEquals(List.of(ShipmentState.IN_DOUBT), seen);
        assertEquals(1, level0.sends(), "taken for not sent, it would have been sent again");
    }

    /** A store in which the rows of all shipments that are to be settled are held by somebody else, as long as that is so. */
    static final class Locking implements SimulatedStore {
        private final SimulatedStore memory = SimulatedStore.inMemory();
        boolean locked;

        @Override
        public ShipmentStore openFresh(MutableClock clock) throws Exception {
            return memory.openFresh(clock);
        }

        @Override
        public ShipmentStore openAgain() throws Exception {
            ShipmentStore store = memory.openAgain();
            return (ShipmentStore) Proxy.newProxyInstance(
                    Locking.class.getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, args) -> {
                        if (locked && method.getName().equals("exchange")) {
                            args[0] = withoutSettlements((ExchangeRequest) args[0]);
                        }
                        try {
                            return method.invoke(store, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private static ExchangeRequest withoutSettlements(ExchangeRequest asked) {
            return new ExchangeRequest(
                    asked.id(), asked.engine(), asked.incarnation(), List.of(), asked.claims(), asked.expireUpTo());
        }

        @Override
        public Runnable backup() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void r2_evidenceThatTheStoreDoesNotTakeOccupiesItsSlot() {
        Locking locking = new Locking();
        Rig locked = new Rig(locking);
        locked.acceptMany(20);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, locked.clock);
        Rig.Engine engine = locked.engine(carrier, 2, Rig.settings()).started();
        locking.locked = true;

        for (int i = 0; i < 10; i++) {
            engine.step();
            locked.advance(Duration.ofMillis(250));
        }

        assertEquals(
                4,
                locked.count(ShipmentState.CLAIMED),
                "two that the store refused to settle, two claimed before the engine knew that");
        locking.locked = false;
        engine.goOn(Duration.ofSeconds(1));
        assertEquals(20, locked.count(ShipmentState.CONFIRMED));
        assertEquals(20, carrier.ledger().references().size());
    }

    @Test
    void r7_everyAttemptHasTheSameReferenceKeyAndFirstClaimTime() {
        ShipmentId id = rig.accept(1);
        Set<List<Object>> told = new HashSet<>();
        level0.otherwise(permit -> {
            told.add(List.of(permit.reference(), permit.key(), permit.firstClaimedAt()));
            return permit.attempt() < 3 ? Reply.notSent(Duration.ofSeconds(1)) : Reply.normal();
        });

        rig.engine(level0).started().goOn(Duration.ofSeconds(10));

        assertEquals(3, rig.record(id).attempt());
        assertEquals(1, told.size(), told::toString);
        assertEquals(Set.of(rig.record(id).reference()), level0.ledger().references());
    }

    @Test
    void r7_aChangedRequestIsNotSent() {
        OrderPlan plan = new ShipmentPlanner("test", Splitter.standard()).plan(Rig.order(1));
        NewShipment planned = plan.shipments().get(0);
        NewShipment changed = new NewShipment(
                planned.id(),
                planned.part(),
                planned.carrier(),
                planned.reference(),
                planned.key(),
                Fingerprints.ofRequest(planned.payload(), "another reference"),
                planned.priority(),
                planned.notBefore(),
                planned.payload(),
                null);
        rig.store.accept(
                List.of(new OrderPlan(plan.key(), plan.fingerprint(), plan.placedAt(), List.of(changed))), "test");

        rig.engine(level0).started().goOn(Duration.ofMinutes(1));

        assertEquals(0, level0.sends());
        assertEquals(ShipmentState.PENDING, rig.state(planned.id()));
        assertNotNull(rig.record(planned.id()).held(), "and a person is to look at it");
    }

    /** A carrier whose look-ups are not its own. */
    private record OtherLookup(ScriptedCarrier carrier, CarrierLookup lookup) implements CarrierAdapter, CarrierLookup {
        @Override
        public Recovery recovery() {
            return carrier.recovery();
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            return carrier.send(consignment, permit);
        }

        @Override
        public LookupOutcome lookUp(String reference) {
            return lookup.lookUp(reference);
        }
    }

    @Test
    void r8_aLookUpThatThrowsIsNotAnAbsence() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(2, rig.clock);
        ShipmentId id = rig.accept(1);
        carrier.script(rig.record(id).reference(), Reply.executedButUnknown());
        List<String> asked = new ArrayList<>();
        CarrierLookup throwing = reference -> {
            asked.add(reference);
            if (asked.size() == 1) {
                throw new NoClassDefFoundError("a jar is missing");
            }
            throw new IllegalStateException("connection reset");
        };

        rig.engine(new OtherLookup(carrier, throwing)).started().goOn(Duration.ofMinutes(10));

        assertTrue(asked.size() > 1, "it goes on asking");
        assertEquals(1, carrier.sends(), "taken for an absence, it would have been sent again");
        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
    }

    @Test
    void r8_anAbsenceCountsFromWhenItsLookUpBegan() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(2, rig.clock);
        ShipmentId id = rig.accept(1);
        carrier.script(rig.record(id).reference(), Reply.lost());
        // Begun within the quiet time, answered after it: the request may have arrived in between.
        CarrierLookup slow = reference -> {
            LookupOutcome outcome = carrier.lookUp(reference);
            rig.advance(Duration.ofMinutes(2));
            return outcome;
        };
        Rig.Engine engine = rig.engine(new OtherLookup(carrier, slow)).started();

        for (int i = 0; i < 100 && carrier.lookups() == 0; i++) {
            engine.step();
            rig.advance(Duration.ofMillis(250));
        }
        engine.coordinator.turn();

        assertEquals(1, carrier.lookups());
        assertTrue(rig.kinds(id).contains(HistoryEntry.Kind.LOOKED_UP));
        assertFalse(rig.kinds(id).contains(HistoryEntry.Kind.SEND_AGAIN));
    }

    @Test
    void r14_whatASupersededEngineHasClaimedIsGivenBackUnsent() {
        rig.acceptMany(2);
        Rig.Engine old = rig.engine(level0, 2, Rig.settings()).started();
        old.coordinator.turn();
        assertEquals(2, old.sends.size());
        rig.store.control(new Control.Change.Restored(Duration.ofSeconds(40)));
        old.turnFor(Duration.ofSeconds(1)); // It learns of the restore; its senders have not begun.

        old.sendAll();

        assertEquals(0, level0.sends(), "what the backup knows as claimed may have been sent long ago");
    }

    @Test
    void r17_whatIsUnderWayTakesRoomForDoubts() {
        rig.acceptMany(20);
        level0.otherwise(permit -> Reply.executedButUnknown());
        Rig.Engine engine = rig.engine(
                        level0,
                        new CarrierLimits(4, Double.POSITIVE_INFINITY, 6),
                        Rig.settings(),
                        new DispatchListener() {})
                .started();
        engine.step();
        engine.coordinator.turn(); // Four answers are unknown, two more sends have begun.

        engine.turnFor(Duration.ofSeconds(1));
        engine.goOn(Duration.ofSeconds(10));

        assertEquals(6, level0.sends());
    }
}
