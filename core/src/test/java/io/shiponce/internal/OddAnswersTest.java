package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Selection;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that lack a part or are beyond measure: they are recorded as what they are, and keep no other from being recorded. */
@SuppressWarnings({"NullAway", "DataFlowIssue"}) // on purpose: adapters are written by others
class OddAnswersTest {
    private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();
    private static final LookupOutcome ABSENT = new LookupOutcome.Absent();

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    /** Answers oddly for one shipment, and with a yes for all others. */
    private record Odd(Recovery recovery, String reference, SendOutcome answer, LookupOutcome found)
            implements CarrierAdapter, CarrierLookup {
        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            return permit.reference().equals(reference) ? answer : yes("T" + permit.reference());
        }

        @Override
        public LookupOutcome lookUp(String asked) {
            return found;
        }
    }

    private static SendOutcome yes(String number) {
        return new SendOutcome.Accepted(Receipt.of(new TrackingNumber(number)));
    }

    private static Arguments odd(String name, SendOutcome answer, HistoryEntry.Kind recorded) {
        return Arguments.of(Named.of(name, answer), recorded);
    }

    static Stream<Arguments> oddAnswers() {
        return Stream.of(
                odd("a yes without a receipt", new SendOutcome.Accepted(null), HistoryEntry.Kind.UNKNOWN),
                odd("a yes without a number", new SendOutcome.Accepted(Receipt.of(null)), HistoryEntry.Kind.UNKNOWN),
                odd("a no without words", new SendOutcome.Rejected(null), HistoryEntry.Kind.REJECTED),
                odd("not sent without words", new SendOutcome.NotSent(null), HistoryEntry.Kind.NOT_SENT),
                odd("unknown without words", new SendOutcome.Unknown(null), HistoryEntry.Kind.UNKNOWN),
                odd(
                        "a late number without words",
                        new SendOutcome.NumberFollows(null),
                        HistoryEntry.Kind.NUMBER_FOLLOWS),
                odd("not sent for ever", new SendOutcome.NotSent("", FOR_EVER), HistoryEntry.Kind.NOT_SENT),
                odd(
                        "not sent for 20,000 years",
                        new SendOutcome.NotSent("", Duration.ofDays(20_000 * 365L)),
                        HistoryEntry.Kind.NOT_SENT),
                odd(
                        "not sent until long ago",
                        new SendOutcome.NotSent("", FOR_EVER.negated()),
                        HistoryEntry.Kind.NOT_SENT));
    }

    @ParameterizedTest
    @MethodSource("oddAnswers")
    void r5_anAnswerThatLacksSomethingIsRecordedAndSoAreAllOthers(SendOutcome answer, HistoryEntry.Kind recorded) {
        List<ShipmentId> ids = rig.acceptMany(2);
        Rig.Engine engine = rig.engine(new Odd(
                Recovery.of(Recovery.Level.LOOKUP, "account", "v1"),
                rig.record(ids.get(0)).reference(),
                answer,
                ABSENT));
        Run run = engine.run(Selection.all());
        engine.step();
        engine.step();

        assertEquals(recorded, rig.kinds(ids.get(0)).get(2));
        assertEquals(ShipmentState.CONFIRMED, rig.state(ids.get(1)));
        assertEquals(0, run.inFlight());
    }

    @Test
    void aTimeWithoutAnEndIsADay() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(new Odd(
                        Recovery.of(Recovery.Level.LOOKUP, "account", "v1"),
                        rig.record(id).reference(),
                        new SendOutcome.NotSent("", FOR_EVER),
                        ABSENT))
                .started();
        engine.settleDown();
        rig.advance(Duration.ofDays(1).minusSeconds(1));
        engine.settleDown();
        assertEquals(1, rig.record(id).attempt());

        rig.advance(Duration.ofSeconds(1));
        engine.settleDown();
        assertEquals(2, rig.record(id).attempt());
    }

    @Test
    void r8_aMatchWithoutANumberIsAFailedLookUp() {
        List<ShipmentId> ids = rig.acceptMany(2);
        Rig.Engine engine = rig.engine(new Odd(
                Recovery.of(Recovery.Level.LOOKUP, "account", "v1"),
                rig.record(ids.get(0)).reference(),
                new SendOutcome.Unknown("lost"),
                new LookupOutcome.Found(List.of(new LookupOutcome.Match(null, null, false)))));

        engine.finish(engine.run(Selection.all()), Duration.ofMinutes(2));

        assertEquals(ShipmentState.IN_DOUBT, rig.state(ids.get(0)));
        assertTrue(rig.store.history(ids.get(0)).stream()
                .anyMatch(entry -> entry.detail().contains("without a tracking number")));
    }

    @Test
    void r10_aKeyThatLastsForEverIsUsedLikeAnyOther() {
        ShipmentId id = rig.accept(1);
        Recovery forEver = Recovery.idempotencyKey("account", "v1", FOR_EVER);
        String reference = rig.record(id).reference();
        Rig.Engine unlucky = rig.engine(new Odd(forEver, reference, new SendOutcome.Unknown("lost"), ABSENT))
                .started();
        unlucky.goOn(Duration.ofSeconds(1));
        unlucky.coordinator.closing();
        Rig.Engine engine =
                rig.engine(new Odd(forEver, reference, yes("T1"), ABSENT)).started();
        engine.goOn(Duration.ofMinutes(1));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(2, rig.record(id).attempt());
    }
}
