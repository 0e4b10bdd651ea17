package io.shiponce;

import io.shiponce.store.Claim;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.Outcome;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import java.util.List;
import java.util.Objects;

/** What an engine asks of a store, one exchange at a time; it knows of every restore. For one thread. */
final class EngineByHand {
    private static final EngineId ENGINE = new EngineId("host:1:a");
    private static final EngineSettings SETTINGS = EngineSettings.defaults();

    private final ShipmentStore store;
    private int exchanges;

    EngineByHand(ShipmentStore store) {
        this.store = store;
    }

    List<ShipmentRecord> claim(int limit) {
        return claim(limit, RecoveryTerms.of(RecoveryTerms.LOOKUP, "account", "1"));
    }

    List<ShipmentRecord> claim(int limit, RecoveryTerms recovery) {
        ClaimTerms terms = new ClaimTerms(SETTINGS.claimTimeToLive(), SETTINGS.quiet(), recovery);
        return exchange(List.of(), List.of(new ClaimRequest("reference", ShipmentFilter.ALL, limit, limit, terms)))
                .claimed()
                .stream()
                .map(claimed -> claimed.shipment())
                .toList();
    }

    /** Of what was claimed once, whatever has become of it. */
    void settle(List<ShipmentRecord> claimed, Outcome outcome) {
        exchange(claimed.stream().map(one -> settlement(one, outcome)).toList(), List.of());
    }

    private Settlement settlement(ShipmentRecord shipment, Outcome outcome) {
        Claim claim = Objects.requireNonNull(shipment.claim());
        return new Settlement(
                shipment.id(), claim.id(), shipment.revision(), shipment.attempt(), ENGINE, incarnation(), outcome);
    }

    private ExchangeResult exchange(List<Settlement> settlements, List<ClaimRequest> claims) {
        return store.exchange(new ExchangeRequest(
                new ExchangeId("exchange-" + ++exchanges), ENGINE, incarnation(), settlements, claims, 0));
    }

    private long incarnation() {
        return store.control().incarnation();
    }
}
