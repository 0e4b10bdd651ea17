package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R9 and R10: what recorded recovery terms are still worth. */
final class RecoveryTermsTest {
    @Test
    void r9_whatIsLeftOfRecordedTermsIsTheWeaker() {
        assertEquals(Sample.LOOKUP, Sample.UNIQUE.weakenedBy(Sample.LOOKUP));
        assertEquals(Sample.LOOKUP, Sample.LOOKUP.weakenedBy(Sample.UNIQUE));
        assertEquals(Sample.UNIQUE, Sample.UNIQUE.weakenedBy(Sample.UNIQUE));
        assertEquals(Sample.KEY, Sample.KEY.weakenedBy(Sample.KEY));
    }

    @Test
    void r9_inAnotherScopeNothingIsLeft() {
        RecoveryTerms elsewhere = RecoveryTerms.of(RecoveryTerms.UNIQUE_REFERENCE, "other", "1");
        assertEquals(RecoveryTerms.NONE, Sample.UNIQUE.weakenedBy(elsewhere).level());
    }

    @Test
    void r9_keysAndUniqueReferencesPromiseDifferentThings() {
        assertEquals(RecoveryTerms.LOOKUP, Sample.KEY.weakenedBy(Sample.UNIQUE).level());
        assertEquals(RecoveryTerms.LOOKUP, Sample.UNIQUE.weakenedBy(Sample.KEY).level());
    }

    @Test
    void r9_anotherFormatLeavesALookUpAndAShorterWindowCounts() {
        RecoveryTerms otherFormat = new RecoveryTerms(3, "account", "2", Duration.ofHours(12));
        assertEquals(RecoveryTerms.LOOKUP, Sample.KEY.weakenedBy(otherFormat).level());
        RecoveryTerms shorter = new RecoveryTerms(3, "account", "1", Duration.ofHours(1));
        assertEquals(shorter, Sample.KEY.weakenedBy(shorter));
        assertEquals(shorter, shorter.weakenedBy(Sample.KEY));
    }

    @Test
    void r9_ofAForgottenClaimOnlyAFindIsProof() {
        ShipmentRecord forgotten =
                Sample.of(ShipmentState.IN_DOUBT).neverClaimed().build();
        RecoveryTerms left = ShipmentLaw.recordedRecovery(forgotten).weakenedBy(Sample.UNIQUE);
        assertEquals(RecoveryTerms.LOOKUP, left.level());
        assertFalse(ShipmentLaw.mayResend(forgotten, left, Sample.NOW));
    }

    @Test
    void r10_aKeyMayBeUsedAgainUntilHalfItsLifetimeAfterTheFirstClaim() {
        ShipmentRecord shipment =
                Sample.of(ShipmentState.IN_DOUBT).firstClaimedAt(Sample.NOW).build();
        Instant end = Sample.NOW.plus(Duration.ofHours(12));
        assertTrue(ShipmentLaw.mayResend(shipment, Sample.KEY, end.minusNanos(1)));
        assertFalse(ShipmentLaw.mayResend(shipment, Sample.KEY, end));
        assertFalse(ShipmentLaw.mayResend(
                Sample.of(ShipmentState.IN_DOUBT).neverClaimed().build(), Sample.KEY, end));
        assertTrue(ShipmentLaw.mayResend(shipment, Sample.UNIQUE, end));
        assertFalse(ShipmentLaw.mayResend(shipment, Sample.LOOKUP, Sample.NOW));
        assertFalse(ShipmentLaw.mayResend(shipment, Sample.NONE, Sample.NOW));
    }
}
