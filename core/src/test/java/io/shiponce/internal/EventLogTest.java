package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.EngineSettings;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a person has to look at is in the log, once each, by its code, and says nothing about buyers. */
class EventLogTest {
    private static final List<String> PERSONAL = List.of("Ada", "Ahorn", "Maximilian", "86150", "Augsburg");

    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, rig.clock);

    @AfterEach
    void close() {
        rig.close();
    }

    private Rig.Engine engine(CarrierLimits limits, EngineSettings settings) {
        return rig.engine(carrier, limits, settings, new EventLog(LoggerFactory.getLogger("loud")));
    }

    private static List<String> logOf(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        String text = log.toString(StandardCharsets.UTF_8);
        PERSONAL.forEach(word -> assertFalse(text.contains(word), word + " in: " + text));
        return text.lines().filter(line -> line.contains("event=")).toList();
    }

    private static long count(List<String> log, String... parts) {
        return log.stream()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .count();
    }

    @Test
    void doubtsAreToldWithIdAndCauseAndWhatGoesWellIsNot() {
        List<ShipmentId> ids = rig.acceptMany(5);
        carrier.script(rig.record(ids.get(0)).reference(), Reply.lost());
        carrier.script(
                rig.record(ids.get(1)).reference(),
                Reply.throwsBefore(new IllegalStateException("no street for Ada Ahorn, 86150 Augsburg")));
        carrier.script(rig.record(ids.get(2)).reference(), Reply.rejected("no such street"));

        List<String> log = logOf(
                () -> engine(CarrierLimits.ofSlots(4), Rig.settings()).started().settleDown());

        assertEquals(2, rig.count(ShipmentState.CONFIRMED));
        assertEquals(2, log.size(), log::toString);
        for (ShipmentId doubtful : ids.subList(0, 2)) {
            assertEquals(
                    1,
                    count(log, "event=SO-204 shipment=" + doubtful + " ", "carrier=reference", "cause=UNKNOWN_ANSWER"),
                    log::toString);
        }
    }

    @Test
    void claimsThatExpireAreDoubts() {
        ShipmentId id = rig.accept(1);
        rig.engine(carrier).started().coordinator.turn(); // Claimed, and then it crashed.
        rig.advance(Duration.ofMinutes(1));

        List<String> log = logOf(
                () -> engine(CarrierLimits.ofSlots(4), Rig.settings()).started().settleDown());

        assertEquals(1, count(log, "event=SO-204 shipment=" + id, "cause=CLAIM_EXPIRED"), log::toString);
    }

    @Test
    void aShipmentThatIsHeldIsTold() {
        ShipmentId id = rig.accept(1);
        carrier.otherwise(permit -> Reply.notSent(Duration.ofMillis(1)));
        Rig.Engine engine = engine(CarrierLimits.ofSlots(4), Rig.settings().withMaxAttempts(2));

        List<String> log = logOf(() -> engine.started().goOn(Duration.ofSeconds(5)));

        assertEquals(1, log.size(), log::toString);
        assertEquals(1, count(log, "event=SO-205 shipment=" + id, "attempt=2"), log::toString);
    }

    @Test
    void aPauseIsToldWithItsReason() {
        rig.acceptMany(20);
        carrier.otherwise(permit -> Reply.lost());
        Rig.Engine engine = engine(CarrierLimits.ofSlots(2), Rig.settings());

        List<String> log = logOf(() -> engine.started().goOn(Duration.ofSeconds(5)));

        assertEquals(1, count(log, "event=SO-301 carrier=reference", "R17"), log::toString);
        assertEquals(4, count(log, "event=SO-204"), log::toString);
    }

    @Test
    void aNumberThatFollowsIsNothingToLookAt() {
        ScriptedCarrier later = ScriptedCarrier.atLevel(1, rig.clock);
        later.otherwise(permit -> Reply.numberFollows());
        rig.accept(1);
        Rig.Engine engine = rig.engine(
                later, CarrierLimits.ofSlots(2), Rig.settings(), new EventLog(LoggerFactory.getLogger("loud")));

        List<String> log = logOf(() -> engine.started().coordinator.turn());

        assertTrue(log.isEmpty(), log::toString);
    }

    @Test
    void goodsThatMayLeaveTwiceAreTold() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = engine(CarrierLimits.ofSlots(1), Rig.settings());
        carrier.otherwise(permit -> Reply.normal().meanwhile(() -> {
            // Somebody declares another number while the first send is under way.
            engine.turnFor(Duration.ofMinutes(2));
            rig.act(id, new io.shiponce.store.Action.DeclareSent("ANOTHER-NUMBER", "the carrier said so"));
        }));

        List<String> log = logOf(() -> engine.started().settleDown());

        assertEquals(1, count(log, "event=SO-202 shipment=" + id), log::toString);
    }
}
