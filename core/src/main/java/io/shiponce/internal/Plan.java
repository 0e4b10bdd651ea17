package io.shiponce.internal;

import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One exchange about to be asked for: the request, and for which run each lane's claims are. */
record Plan(ExchangeRequest request, Map<String, Share> shares) {

    /** What one lane asks for: at most so many, and no more than the doubts that are open leave of its room for doubts (R17). */
    record Share(Lane lane, Run run, int limit, int doubtRoom) {

        /** What the store could give of it, by the doubts that it counted. */
        int mostWith(ExchangeResult.CarrierStatus status) {
            return Math.min(limit, doubtRoom - status.openDoubts());
        }
    }

    @Nullable
    Share share(String carrier) {
        return shares.get(carrier);
    }

    /** How many of each lane's slots the exchange may have filled, if its outcome stays unknown. */
    Map<Lane, Integer> mayHaveClaimed() {
        Map<Lane, Integer> most = new HashMap<>();
        for (ClaimRequest claim : request.claims()) {
            Share share = shares.get(claim.carrier());
            if (share != null) {
                most.put(share.lane(), claim.limit());
            }
        }
        return most;
    }
}
