package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ScriptedCarrierTest {
    private static final String REFERENCE = "REF-00000001";

    private final MutableClock clock = new MutableClock();

    private static Consignment consignment() {
        Address address =
                new Address("Ada Ahorn", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null);
        return new Consignment(
                "", "", address, List.of(new Parcel(List.of(new Item("MUG-1", null, 1, null, null)), null, null)));
    }

    private record Permit(String reference, int attempt) implements SendPermit {
        @Override
        public UUID key() {
            return new UUID(0, 1);
        }

        @Override
        public Instant firstClaimedAt() {
            return MutableClock.START;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration timeLeft() {
            return Duration.ofSeconds(2);
        }
    }

    private static SendOutcome send(ScriptedCarrier carrier) {
        return carrier.send(consignment(), new Permit(REFERENCE, 1));
    }

    private static String number(SendOutcome outcome) {
        return assertInstanceOf(SendOutcome.Accepted.class, outcome)
                .receipt()
                .trackingNumber()
                .value();
    }

    @Test
    void levels0And1ShipARepeatedReferenceAgain() {
        for (int level = 0; level <= 1; level++) {
            ScriptedCarrier carrier = ScriptedCarrier.atLevel(level, clock);
            String first = number(send(carrier));
            String second = number(send(carrier));
            assertNotEquals(first, second);
            assertEquals(List.of(first, second), carrier.ledger().duplicates().get(REFERENCE));
            assertEquals(2, carrier.ledger().size());
        }
    }

    @Test
    void level2RefusesARepeatedReferenceForEver() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(2, clock);
        number(send(carrier));
        clock.advance(Duration.ofDays(1_000));
        assertInstanceOf(SendOutcome.Unknown.class, send(carrier));
        assertTrue(carrier.ledger().duplicates().isEmpty());
    }

    @Test
    void level3RemembersAKeyForItsLifetime() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(3, clock);
        String first = number(send(carrier));
        clock.advance(Duration.ofHours(24).minusNanos(1));
        assertEquals(first, number(send(carrier)));
        clock.advance(Duration.ofNanos(1));
        assertNotEquals(first, number(send(carrier)));
    }

    @Test
    void aRefusedRepetitionLooksLikeANo() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, clock).rejectsRepeats(true);
        carrier.script(REFERENCE, Reply.executedButUnknown());
        assertInstanceOf(SendOutcome.Unknown.class, send(carrier));
        assertInstanceOf(SendOutcome.Rejected.class, send(carrier));
        assertEquals(1, carrier.ledger().of(REFERENCE).size());
    }

    @Test
    void aScriptIsPlayedInItsOrderAndThenItIsNormal() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, clock);
        RuntimeException fault = new IllegalStateException("adapter fault");
        carrier.script(
                REFERENCE,
                Reply.lost(),
                Reply.notSent(),
                Reply.notSent(Duration.ofSeconds(7)),
                Reply.rejected("address unknown"),
                Reply.throwsBefore(fault));
        assertInstanceOf(SendOutcome.Unknown.class, send(carrier));
        assertEquals(
                null, assertInstanceOf(SendOutcome.NotSent.class, send(carrier)).retryAfter());
        assertEquals(
                Duration.ofSeconds(7),
                assertInstanceOf(SendOutcome.NotSent.class, send(carrier)).retryAfter());
        assertInstanceOf(SendOutcome.Rejected.class, send(carrier));
        assertSame(fault, assertThrows(IllegalStateException.class, () -> send(carrier)));
        assertEquals(0, carrier.ledger().size());
        number(send(carrier));
        assertEquals(Set.of(REFERENCE), carrier.ledger().references());
        assertEquals(6, carrier.sends());
    }

    @Test
    void whatItExecutesIsInTheLedgerBeforeAnybodyIsTold() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, clock);
        Error fault = new StackOverflowError();
        carrier.otherwise(permit -> Reply.executedThenThrows(fault)
                .meanwhile(() -> assertEquals(1, carrier.ledger().size())));
        assertSame(fault, assertThrows(StackOverflowError.class, () -> send(carrier)));
    }

    @Test
    void aLookUpFindsWhatWasExecutedOnceItsLagIsOver() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, clock).lookupLag(Duration.ofMinutes(5));
        assertInstanceOf(LookupOutcome.Absent.class, carrier.lookUp(REFERENCE));
        String number = number(send(carrier));
        assertInstanceOf(LookupOutcome.Absent.class, carrier.lookUp(REFERENCE));
        clock.advance(Duration.ofMinutes(5));
        LookupOutcome.Found found = assertInstanceOf(LookupOutcome.Found.class, carrier.lookUp(REFERENCE));
        assertEquals(
                List.of(new LookupOutcome.Match(new TrackingNumber(number), MutableClock.START, false)),
                found.matches());
        carrier.lookupFails(true);
        assertInstanceOf(LookupOutcome.Failed.class, carrier.lookUp(REFERENCE));
        assertEquals(4, carrier.lookups());
        assertInstanceOf(
                LookupOutcome.Failed.class, ScriptedCarrier.atLevel(0, clock).lookUp(REFERENCE));
    }

    @Test
    void whatIsCancelledIsFoundVoided() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, clock);
        TrackingNumber number = new TrackingNumber(number(send(carrier)));
        assertInstanceOf(CancelOutcome.Cancelled.class, carrier.cancel(number));
        assertInstanceOf(CancelOutcome.Cancelled.class, carrier.cancel(number), "twice is harmless");
        assertInstanceOf(CancelOutcome.Refused.class, carrier.cancel(new TrackingNumber("unknown")));
        LookupOutcome.Found found = assertInstanceOf(LookupOutcome.Found.class, carrier.lookUp(REFERENCE));
        assertTrue(found.matches().get(0).voided());
        carrier.cancelFails(true);
        assertInstanceOf(CancelOutcome.Failed.class, carrier.cancel(number));
    }
}
