package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R4: what turns up under exchanges that were never answered. */
class RecallTest {
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final ExchangeId FIRST = new ExchangeId("first");
    private static final ExchangeId SECOND = new ExchangeId("second");

    @Test
    void r4_whatWasFoundIsGivenBackEvenIfTheStoreFailsAtTheNext() {
        try (Rig rig = new Rig()) {
            ShipmentId id = rig.accept(1);
            claim(rig, FIRST);
            Recall recall = new Recall(failingAt(SECOND, rig), CLAIM);
            recall.lost(FIRST, Map.of(), 0);
            recall.lost(SECOND, Map.of(), 0);
            List<Settlement> back = new ArrayList<>();

            assertThrows(StoreException.class, () -> recall.giveBack(1, 0, back::add));

            assertEquals(List.of(id), back.stream().map(Settlement::shipment).toList());
        }
    }

    private static void claim(Rig rig, ExchangeId exchange) {
        ClaimTerms terms = new ClaimTerms(CLAIM, CLAIM, RecoveryTerms.of(RecoveryTerms.LOOKUP, "account", "v1"));
        ClaimRequest wanted = new ClaimRequest(Rig.CARRIER, ShipmentFilter.ALL, 1, 1, terms);
        rig.store.exchange(new ExchangeRequest(exchange, new EngineId("host:1:1"), 1, List.of(), List.of(wanted), 0));
    }

    private static NoStore failingAt(ExchangeId exchange, Rig rig) {
        return new NoStore() {
            @Override
            public List<ShipmentRecord> claimsOf(ExchangeId asked) {
                if (asked.equals(exchange)) {
                    throw new StoreException("down");
                }
                return rig.store.claimsOf(asked);
            }
        };
    }
}
