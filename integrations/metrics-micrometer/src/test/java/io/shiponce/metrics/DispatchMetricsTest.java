package io.shiponce.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.metrics.CarrierMeters.Result;
import io.shiponce.store.Doubt;
import io.shiponce.store.OrderKey;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each thing that an engine tells moves its meter, and no other. */
class DispatchMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DispatchMetrics metrics = bound(new DispatchMetrics(List.of("reference")));

    private DispatchMetrics bound(DispatchMetrics unbound) {
        unbound.bindTo(registry);
        return unbound;
    }

    private static ShipmentRecord shipment(ShipmentState state, Doubt.@Nullable Cause cause) {
        Instant now = Instant.EPOCH;
        return new ShipmentRecord(
                new ShipmentId("s1"),
                new OrderKey("shop", "1"),
                1,
                "reference",
                1,
                state,
                1,
                "REFERENCE-1",
                "key",
                "fingerprint",
                0,
                now,
                now,
                null,
                0,
                0,
                false,
                false,
                null,
                null,
                null,
                state == ShipmentState.CONFIRMED ? "T1" : null,
                cause == null ? null : new Doubt(cause, now, now),
                null);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void everyMeterOfAKnownCarrierStartsAtZero() {
        assertEquals(0, count("shiponce.duplicate.alarms", "carrier", "reference"));
        assertEquals(0, count("shiponce.doubts", "carrier", "reference"));
        assertEquals(
                Result.values().length, registry.get("shiponce.sends").timers().size());
    }

    @Test
    void sendsAreTimedByWhatTheAdapterSaid() {
        Map<Result, SendOutcome> said = new LinkedHashMap<>();
        said.put(Result.ACCEPTED, new SendOutcome.Accepted(Receipt.of(new TrackingNumber("T1"))));
        said.put(Result.REJECTED, new SendOutcome.Rejected("no"));
        said.put(Result.NOT_SENT, new SendOutcome.NotSent("busy"));
        said.put(Result.UNKNOWN, new SendOutcome.Unknown("lost"));
        said.put(Result.NUMBER_FOLLOWS, new SendOutcome.NumberFollows("later"));
        assertEquals(SendOutcome.class.getPermittedSubclasses().length, said.size());

        said.values()
                .forEach(outcome ->
                        metrics.sent(shipment(ShipmentState.PENDING, null), outcome, Duration.ofMillis(120)));

        said.keySet().forEach(result -> {
            var timer = registry.get("shiponce.sends")
                    .tag("outcome", Tag.value(result))
                    .timer();
            assertEquals(1, timer.count(), result.name());
            assertEquals(120, timer.totalTime(TimeUnit.MILLISECONDS), 0.001);
        });
    }

    @Test
    void settlementsAreCountedAndDoubtsByTheirCause() {
        Map<String, Outcome> outcomes = Map.of(
                "accepted", new Outcome.Accepted("T1", Payload.EMPTY),
                "rejected", new Outcome.Rejected("no"),
                "not_sent", new Outcome.NotSent("busy", Duration.ZERO, false));
        outcomes.values().forEach(outcome -> metrics.settled(shipment(ShipmentState.REJECTED, null), outcome));
        outcomes.keySet().forEach(name -> assertEquals(1, count("shiponce.settlements", "outcome", name), name));
        assertEquals(0, count("shiponce.doubts"));

        for (Doubt.Cause cause : List.of(Doubt.Cause.UNKNOWN_ANSWER, Doubt.Cause.NUMBER_FOLLOWS)) {
            metrics.settled(shipment(ShipmentState.IN_DOUBT, cause), new Outcome.Unknown("lost", cause));
        }
        // R6: a no while an earlier attempt is open is a doubt, too.
        metrics.settled(
                shipment(ShipmentState.IN_DOUBT, Doubt.Cause.REFUSED_WHILE_EXPOSED), new Outcome.Rejected("no"));
        metrics.expired(shipment(ShipmentState.IN_DOUBT, Doubt.Cause.CLAIM_EXPIRED));

        assertEquals(4, count("shiponce.doubts"));
        for (String cause : List.of("unknown_answer", "number_follows", "refused_while_exposed", "claim_expired")) {
            assertEquals(1, count("shiponce.doubts", "cause", cause), cause);
        }
        assertEquals(1, count("shiponce.settlements", "outcome", "unknown"));
        assertEquals(1, count("shiponce.settlements", "outcome", "number_follows"));
        assertEquals(2, count("shiponce.settlements", "outcome", "rejected"));
    }

    @Test
    void exchangesAreTimedAndTheirSizesSummedUp() {
        metrics.exchanged(3, 5, Duration.ofMillis(4));
        metrics.exchanged(1, 0, Duration.ofMillis(6));

        assertEquals(10, registry.get("shiponce.exchanges").timer().totalTime(TimeUnit.MILLISECONDS), 0.001);
        assertEquals(4, registry.get("shiponce.exchange.settlements").summary().totalAmount());
        assertEquals(5, registry.get("shiponce.exchange.claims").summary().max());
        assertEquals(2, registry.get("shiponce.exchange.claims").summary().count());
    }

    @Test
    void alarmsPausesOutagesAndLookUpsAreCounted() {
        metrics.duplicateAlarm(shipment(ShipmentState.CONFIRMED, null));
        metrics.carrierPaused("other", "R17");
        metrics.storeUnavailable("away");
        metrics.reconciled(shipment(ShipmentState.CONFIRMED, null));

        assertEquals(1, count("shiponce.duplicate.alarms"));
        assertEquals(1, count("shiponce.carrier.pauses", "carrier", "other"));
        assertEquals(0, count("shiponce.carrier.pauses", "carrier", "reference"));
        assertEquals(1, count("shiponce.store.outages"));
        assertEquals(1, count("shiponce.reconciliations"));
        assertEquals(1, count("shiponce.reconciliations", "state", "confirmed"));
    }

    @Test
    void itCanBeBoundTwiceAndUnboundItHarmsNothing() {
        new DispatchMetrics().storeUnavailable("away");
        MeterRegistry second = new SimpleMeterRegistry();
        metrics.bindTo(second);

        metrics.storeUnavailable("away");

        assertEquals(1, second.get("shiponce.store.outages").counter().count());
        assertEquals(1, count("shiponce.store.outages"));
        assertFalse(second.get("shiponce.sends").timers().isEmpty());
    }
}
