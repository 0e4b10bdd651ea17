package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.Selection;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners hear, and that they harm nothing. */
class ListenersTest {
    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, rig.clock);

    @AfterEach
    void close() {
        rig.close();
    }

    private record Sent(ShipmentId shipment, SendOutcome outcome, Duration took) {}

    private static final class Hearing implements DispatchListener {
        private final List<Sent> sent = new ArrayList<>();
        private int settled;
        private int claimed;
        private Duration longest = Duration.ZERO;

        @Override
        public void sent(ShipmentRecord shipment, SendOutcome outcome, Duration took) {
            sent.add(new Sent(shipment.id(), outcome, took));
        }

        @Override
        public void exchanged(int nowSettled, int nowClaimed, Duration took) {
            settled += nowSettled;
            claimed += nowClaimed;
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
    }

    @Test
    void eachSendIsToldWithWhatTheAdapterSaidAndHowLongItTook() {
        List<ShipmentId> ids = rig.acceptMany(2);
        carrier.script(
                rig.record(ids.get(0)).reference(),
                Reply.normal().meanwhile(() -> rig.advance(Duration.ofMillis(300))));
        carrier.script(rig.record(ids.get(1)).reference(), Reply.throwsBefore(new StackOverflowError()));
        Hearing hearing = new Hearing();
        Rig.Engine engine = rig.engine(carrier, CarrierLimits.ofSlots(1), Rig.settings(), hearing);
        engine.requests(request -> rig.advance(Duration.ofMillis(7)));

        engine.finish(engine.run(Selection.all()), Duration.ofSeconds(5));

        assertEquals(2, hearing.sent.size());
        Sent first = hearing.sent.get(0);
        assertEquals(ids.get(0), first.shipment());
        assertInstanceOf(SendOutcome.Accepted.class, first.outcome());
        assertEquals(Duration.ofMillis(300), first.took());
        assertInstanceOf(SendOutcome.Unknown.class, hearing.sent.get(1).outcome());
        assertEquals(Duration.ZERO, hearing.sent.get(1).took());
        assertEquals(2, hearing.claimed);
        assertEquals(2, hearing.settled);
        assertEquals(Duration.ofMillis(7), hearing.longest);
    }

    @Test
    void whatWasGivenBackUnsentWasNoSend() {
        rig.accept(1);
        Hearing hearing = new Hearing();
        Rig.Engine engine = rig.engine(carrier, CarrierLimits.ofSlots(1), Rig.settings(), hearing);
        Run run = engine.run(Selection.all());
        engine.coordinator.turn();
        rig.advance(Duration.ofSeconds(29)); // Too late for a whole send: the fence gives it back.
        engine.sendAll();
        engine.coordinator.turn();

        assertEquals(0, hearing.sent.size());
        assertEquals(1, hearing.settled);
        engine.finish(run, Duration.ofSeconds(30));
        assertEquals(1, hearing.sent.size());
        assertEquals(1, carrier.ledger().size());
    }

    @Test
    void aSendThatWasGivenUpIsToldWhenItReturns() {
        rig.accept(1);
        Hearing hearing = new Hearing();
        Rig.Engine engine = rig.engine(carrier, CarrierLimits.ofSlots(1), Rig.settings(), hearing);
        engine.run(Selection.all());
        carrier.otherwise(permit -> Reply.normal().meanwhile(() -> engine.turnFor(Duration.ofSeconds(20))));

        engine.settleDown();

        assertEquals(1, hearing.sent.size());
        assertEquals(Duration.ofSeconds(20), hearing.sent.get(0).took());
        assertEquals(1, rig.count(ShipmentState.CONFIRMED));
    }

    /** An error in the middle of an exchange would leave its claims unsent, to expire into doubts. */
    @Test
    void aListenerWhoseEveryCallFailsHarmsNothing() {
        rig.acceptMany(5);
        AtomicInteger calls = new AtomicInteger();
        DispatchListener broken = (DispatchListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DispatchListener.class}, (proxy, method, args) -> {
                    calls.incrementAndGet();
                    throw new NoSuchMethodError("an older library on the class path");
                });
        Rig.Engine engine = rig.engine(carrier, CarrierLimits.ofSlots(2), Rig.settings(), broken);

        engine.finish(engine.run(Selection.all()), Duration.ofSeconds(5));

        assertTrue(calls.get() > 10, calls + " calls");
        assertEquals(5, rig.count(ShipmentState.CONFIRMED));
        assertEquals(5, carrier.ledger().size());
        assertTrue(carrier.ledger().duplicates().isEmpty());
    }

    /** R3: the sender's clock started before the claim was asked for, so a listener's time is not won. */
    @Test
    void r3_aListenerThatOutlastsTheClaimMakesNobodySendTooLate() {
        rig.acceptMany(2);
        AtomicInteger slow = new AtomicInteger();
        Rig.Engine engine = rig.engine(carrier, CarrierLimits.ofSlots(2), Rig.settings(), new DispatchListener() {
            @Override
            public void exchanged(int settled, int claimed, Duration took) {
                if (claimed > 0 && slow.getAndIncrement() == 0) {
                    rig.advance(Duration.ofSeconds(31));
                }
            }
        });
        Run run = engine.run(Selection.all());
        engine.step();
        assertEquals(0, carrier.sends());

        engine.finish(run, Duration.ofMinutes(2));

        assertEquals(2, rig.count(ShipmentState.CONFIRMED));
        assertTrue(carrier.ledger().duplicates().isEmpty());
    }
}
