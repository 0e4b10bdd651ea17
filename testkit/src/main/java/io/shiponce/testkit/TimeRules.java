package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.shiponce.store.Claim;
import io.shiponce.store.Doubt;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** S8: whose time counts. */
abstract class TimeRules extends ClaimRules {
    @Test
    void s8_aClaimExpiresByTheStoresClockAndNotEarlier() {
        ShipmentRecord open = claimOnly(acceptOne(), LONG);
        ShipmentRecord brief = claimOnly(acceptOne(), brief());
        pass(brief());
        ExchangeResult result = store().exchange(request(OTHER_ENGINE, List.of(), List.of(), 10));
        assertEquals(
                List.of(brief.id()),
                result.expired().stream().map(ShipmentRecord::id).toList(),
                "S8 broken: claims must expire by the store's clock: not early, and not never");
        assertEquals(ShipmentState.CLAIMED, read(open.id()).state());
        Doubt doubt = read(brief.id()).doubt();
        assertNotNull(doubt);
        assertEquals(Doubt.Cause.CLAIM_EXPIRED, doubt.cause());
        assertEquals(
                List.of(),
                store().exchange(request(ENGINE, List.of(), List.of(), 10)).expired());
    }

    @Test
    void s8_noMoreExpireThanAskedFor() {
        for (int i = 0; i < 3; i++) {
            claimOnly(acceptOne(), brief());
        }
        pass(brief());
        assertEquals(
                0,
                store().exchange(request(ENGINE, List.of(), List.of(), 0))
                        .expired()
                        .size());
        assertEquals(
                2,
                store().exchange(request(ENGINE, List.of(), List.of(), 2))
                        .expired()
                        .size());
        assertEquals(
                1,
                store().exchange(request(ENGINE, List.of(), List.of(), 2))
                        .expired()
                        .size());
    }

    @Test
    void s8_oneCallHasOneTime() {
        ShipmentRecord settled = claimOnly(acceptOne());
        accept(2);
        ExchangeResult result =
                store().exchange(request(ENGINE, List.of(settlement(settled, unknown())), List.of(wanted(2)), 0));
        Set<Instant> times = new HashSet<>(Set.of(result.now()));
        result.claimed().forEach(claimed -> {
            Claim claim = claimed.shipment().claim();
            assertNotNull(claim);
            times.add(claim.claimedAt());
        });
        store().history(settled.id()).stream().skip(2).forEach(entry -> times.add(entry.at()));
        assertEquals(1, times.size(), "S8 broken: one call read its clock more than once, or another clock: " + times);
    }
}
