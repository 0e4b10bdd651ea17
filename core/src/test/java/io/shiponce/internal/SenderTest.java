package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.SendOutcome;
import org.junit.jupiter.api.Test;

/** What goes wrong before anything was asked of the carrier. */
class SenderTest {

    /** As in an application whose classes are being taken away: without an answer, its slot would stay taken for ever. */
    @Test
    @SuppressWarnings("NullAway") // on purpose: it is not looked at
    void anErrorBeforeTheSendGivesTheClaimBackForLater() {
        Sender sender = new Sender(() -> {
            throw new NoClassDefFoundError("io/shiponce/internal/StrictJson");
        });

        Sender.Result result = sender.send(null);

        assertInstanceOf(SendOutcome.NotSent.class, result.outcome());
        assertFalse(result.asked());
        assertFalse(result.hopeless());
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose: what is stored is not as it must be
    void whatWouldEndTheSameWaitsForAPerson() {
        Sender.Result result = new Sender(() -> false).send(null);

        assertInstanceOf(SendOutcome.NotSent.class, result.outcome());
        assertFalse(result.asked());
        assertTrue(result.hopeless());
    }
}
