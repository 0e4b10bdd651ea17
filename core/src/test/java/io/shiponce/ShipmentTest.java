package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.shiponce.store.Doubt;
import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShipmentTest {
    @Test
    void showsWhatAShopNeeds() {
        Instant now = Instant.parse("2026-12-20T10:00:00Z");
        Doubt doubt = new Doubt(Doubt.Cause.RESTORED, now, now.plusSeconds(60));
        ShipmentRecord shipment = new ShipmentRecord(
                new ShipmentId("s-2"),
                new OrderKey("augsburg", "100001"),
                2,
                "reference",
                7,
                ShipmentState.IN_DOUBT,
                3,
                "SO-REFERENCE",
                "key",
                "1:f",
                0,
                Instant.EPOCH,
                now,
                null,
                0,
                0,
                false,
                true,
                "attempts used up",
                null,
                null,
                null,
                doubt,
                new ShipmentId("s-1"));
        Shipment seen = Shipment.of(shipment);
        assertEquals(
                new Shipment(
                        new ShipmentId("s-2"),
                        new OrderKey("augsburg", "100001"),
                        2,
                        "reference",
                        ShipmentState.IN_DOUBT,
                        7,
                        3,
                        "SO-REFERENCE",
                        0,
                        null,
                        null,
                        "attempts used up",
                        doubt,
                        true,
                        new ShipmentId("s-1")),
                seen);
        assertNull(seen.trackingNumber());
    }
}
