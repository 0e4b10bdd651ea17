package io.shiponce.examples.christmas;

import io.shiponce.store.ShipmentId;
import java.util.Set;

/**
 * One SIGKILL of a dispatcher in the middle of its run. Immutable and safe for any thread.
 *
 * @param openClaims the shipments whose claims it left behind
 */
record Kill(int number, long pid, Set<ShipmentId> openClaims) {
    Kill {
        openClaims = Set.copyOf(openClaims);
    }
}
