package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.Acceptance;
import io.shiponce.Changeable;
import io.shiponce.Shipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PENDING | BY_CANCELLING | it may still be changed: 'cancel S-1' withdraws it; import what is to be sent instead under a number of its own
            PENDING | NOT_ANY_MORE | it may not be changed any more: it may have left with an earlier attempt
            REJECTED | BY_AMENDING | it may still be changed: 'amend S-1' sends it to another address
            CLAIMED | NOT_ANY_MORE | it may not be changed any more: it is being sent; 'cancel S-1' keeps it from being sent again
            IN_DOUBT | NOT_ANY_MORE | it may not be changed any more: it may have left; 'cancel S-1' keeps it from being sent again
            CONFIRMED | NOT_ANY_MORE | it may not be changed any more: its carrier has it; 'cancel S-1' asks the carrier to stop it
            CANCELLED | WITHDRAWN | nothing of it leaves; import what is to be sent instead under a number of its own
            """)
    void itNamesTheCommandThatTheStateAllows(ShipmentState state, Changeable changeable, String said) {
        Shipment shipment = new Shipment(
                new ShipmentId("S-1"),
                new OrderKey("augsburg", "100001"),
                2,
                "reference",
                state,
                1,
                1,
                "REF-00000001",
                0,
                null,
                null,
                null,
                null,
                false,
                null);
        assertEquals(
                "shipment S-1, part 2, is " + state + ": " + said,
                StandingText.of(new Acceptance.Conflict.Standing(shipment, changeable)));
    }
}
