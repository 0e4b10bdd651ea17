package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.QuietHours;
import io.shiponce.Selection;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.store.Control;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps an engine from sending, or from sending this one first, and that nothing waits for ever by it. */
class BoundsTest {
    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, rig.clock);
    private final List<Instant> sends = new ArrayList<>();
    private int orders;

    @AfterEach
    void close() {
        rig.close();
    }

    private void setClock(String time) {
        rig.storeClockJumps(Duration.between(rig.clock.instant(), Instant.parse(time)));
    }

    private Rig.Engine engine(CarrierLimits limits) {
        return rig.engine(carrier, limits, Rig.settings(), new DispatchListener() {
            @Override
            public void sent(ShipmentRecord claimed, SendOutcome outcome, Duration took) {
                sends.add(rig.clock.instant());
            }
        });
    }

    private static CarrierLimits quiet(String hours) {
        return CarrierLimits.ofSlots(2).withQuietHours(QuietHours.parse(hours, ZoneId.of("Europe/Berlin")));
    }

    /** An order every minute, for so long; the engine looks every five seconds. */
    private void acceptWhile(Rig.Engine engine, Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 5) {
            if (second % 60 == 0) {
                rig.accept(++orders);
            }
            engine.settleDown();
            rig.advance(Duration.ofSeconds(5));
        }
        engine.settleDown();
    }

    @Test
    void lookUpsLeaveHalfTheSlotsToSends() {
        rig.acceptMany(8);
        carrier.otherwise(permit -> Reply.executedButUnknown()).lookupFails(true);
        Rig.Engine engine = rig.engine(carrier, 4, Rig.settings()).started();
        for (int i = 0; i < 2; i++) {
            engine.coordinator.turn();
            engine.sendAll();
        }
        engine.coordinator.turn();
        assertEquals(8, rig.count(ShipmentState.IN_DOUBT));
        engine.sends.clear();

        Rig.Engine other = rig.engine(carrier, 4, Rig.settings()).started();
        other.turnFor(Duration.ofSeconds(5));
        assertEquals(2, other.sends.size(), "only look-ups are under way");
    }

    /** The engine sleeps no longer than it says, as it does on its own thread. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 7, 10, 33, 200, 1_000})
    void theRateIsKeptAndUsed(double perSecond) {
        int seconds = 8;
        int most = (int) (perSecond * seconds + Math.max(1, perSecond / 10));
        rig.acceptMany(most + 10);
        Rig.Engine engine = engine(new CarrierLimits(64, perSecond, 128)).started();
        Instant end = rig.clock.instant().plusSeconds(seconds);
        int wakes = 0;
        for (; rig.clock.instant().isBefore(end); wakes++) {
            engine.settleDown();
            rig.advance(Duration.ofNanos(Math.max(1, engine.coordinator.waitNanos())));
        }

        int sent = carrier.sends();
        assertTrue(sent <= most, () -> sent + " of " + most);
        assertTrue(sent + 1 >= 0.9 * perSecond * seconds, () -> sent + " of " + perSecond * seconds);
        assertTrue(wakes < 60 * seconds, "woken " + wakes + " times");
    }

    /** The nights on which the clocks are put forward and back: 02:00 to 02:30 does not come, or comes twice. */
    @Test
    void inQuietHoursNoSendBeginsAlsoWhereTheClocksChange() {
        record Night(String from, String hours, List<String> quietFrom, int minutesEach) {}
        List<Night> nights = List.of(
                new Night("2027-03-28T00:30:00Z", "01:45-02:15", List.of("2027-03-28T00:45:00Z"), 15),
                new Night(
                        "2026-10-24T23:30:00Z",
                        "02:00-02:30",
                        List.of("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
                        30));
        for (Night night : nights) {
            setClock(night.from());
            sends.clear();
            int before = carrier.sends();
            int accepted = orders;
            Rig.Engine engine = engine(quiet(night.hours())).started();
            acceptWhile(engine, Duration.ofMinutes(150));

            for (String begin : night.quietFrom()) {
                Instant from = Instant.parse(begin);
                Instant to = from.plus(Duration.ofMinutes(night.minutesEach()));
                assertTrue(sends.stream().noneMatch(at -> !at.isBefore(from) && at.isBefore(to)), night + ": " + sends);
                assertTrue(
                        sends.stream().anyMatch(at -> !at.isBefore(to) && at.isBefore(to.plusSeconds(5))),
                        "and right after it what had waited is sent: " + sends);
                assertTrue(
                        sends.stream().anyMatch(at -> at.isBefore(from) && !at.isBefore(from.minusSeconds(60))),
                        "until its beginning, too");
            }
            assertEquals(orders - accepted, carrier.sends() - before, "all of them, once");
            engine.coordinator.closing();
        }
        assertTrue(carrier.ledger().duplicates().isEmpty());
    }

    @Test
    void whatIsUnderWayWhenQuietHoursBeginIsFinishedAndDoubtsAreLookedUp() {
        setClock("2026-12-21T14:59:59Z");
        ShipmentId underWay = rig.accept(1);
        ShipmentId doubtful = rig.accept(2);
        carrier.script(rig.record(doubtful).reference(), Reply.executedButUnknown());
        Rig.Engine engine = engine(quiet("16:00-07:00")).started();
        engine.coordinator.turn();
        rig.advance(Duration.ofSeconds(2));
        rig.accept(3);
        engine.sendAll();
        engine.goOn(Duration.ofMinutes(2));

        assertEquals(ShipmentState.CONFIRMED, rig.state(underWay));
        assertEquals(ShipmentState.CONFIRMED, rig.state(doubtful));
        assertEquals(2, carrier.sends());
        assertEquals(List.of(), engine.coordinator.problems(), "meant, and no problem");
    }

    @Test
    void aManualRunDoesNotWaitForTheMorning() {
        setClock("2026-12-21T20:00:00Z");
        rig.acceptMany(3);
        Rig.Engine engine = engine(quiet("16:00-07:00"));
        Run run = engine.run(Selection.all());

        engine.finish(run, Duration.ofMinutes(1));

        assertEquals(3, run.progress().left());
        assertEquals(0, carrier.sends());
    }

    private ShipmentId accept(int number, int priority) {
        OrderPlan plan = new ShipmentPlanner("test", io.shiponce.Splitter.standard()).plan(Rig.order(number));
        NewShipment one = plan.shipments().get(0);
        NewShipment urgent = new NewShipment(
                one.id(),
                one.part(),
                one.carrier(),
                one.reference(),
                one.key(),
                one.fingerprint(),
                priority,
                one.notBefore(),
                one.payload(),
                one.reshipOf());
        rig.store.accept(
                List.of(new OrderPlan(plan.key(), plan.fingerprint(), plan.placedAt(), List.of(urgent))), "test");
        return one.id();
    }

    /** Decision 20: strict, and a person or the shop has a way around it that the flood of urgent ones cannot close. */
    @Test
    void whatUrgentOnesKeepBackIsSentByARunOfItsOwn() {
        ShipmentId patient = accept(1, 0);
        Rig.Engine engine = engine(CarrierLimits.ofSlots(1)).started();
        int number = 1;
        for (int i = 0; i < 20; i++) {
            accept(++number, 5);
            accept(++number, 5);
            engine.step();
        }
        assertEquals(ShipmentState.PENDING, rig.state(patient), "urgent ones first, as long as there are any");

        Run run = engine.run(Selection.of(Set.of(patient)));
        for (int i = 0; i < 8; i++) {
            accept(++number, 5);
            accept(++number, 5);
            engine.step();
        }

        assertEquals(ShipmentState.CONFIRMED, rig.state(patient));
        assertEquals(1, run.progress().sent());
    }

    /** At first at growing intervals, then one shipment each half a minute, however many wait. */
    @Test
    void aCarrierThatIsDownCostsOneProbePerInterval() {
        rig.acceptMany(300);
        carrier.otherwise(permit -> Reply.notSent());
        Rig.Engine engine = engine(CarrierLimits.ofSlots(32)).started();
        engine.goOn(Duration.ofMinutes(5));
        int before = carrier.sends();
        sends.clear();

        engine.goOn(Duration.ofMinutes(10));

        int probes = carrier.sends() - before;
        assertTrue(probes >= 18 && probes <= 20, probes + " in 20 half minutes");
        for (int i = 1; i < sends.size(); i++) {
            Duration between = Duration.between(sends.get(i - 1), sends.get(i));
            assertFalse(between.compareTo(Duration.ofSeconds(30)) < 0, "two probes within " + between);
        }
        carrier.otherwise(permit -> Reply.normal());
        engine.goOn(Duration.ofMinutes(10));
        assertEquals(300, carrier.ledger().size(), "and it goes on by itself when the carrier is back");
        assertFalse(rig.store.control().pauses().containsKey(Control.EVERYTHING));
    }
}
