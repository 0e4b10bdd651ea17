package io.shiponce.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange did, all of it durable.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param now the store's clock
 * @param incarnation the store's; another one than the request's means that nothing was claimed
 * @param settled the settlements taken; those missing here must be repeated
 * @param claimed each held by the request's id, highest priority and first due first
 * @param expired the shipments put in doubt because their claims had expired
 * @param carriers of each carrier asked for, how it stands
 */
public record ExchangeResult(
        Instant now,
        long incarnation,
        List<Settled> settled,
        List<StoredShipment> claimed,
        List<ShipmentRecord> expired,
        Map<String, CarrierStatus> carriers) {
    public ExchangeResult {
        settled = List.copyOf(settled);
        claimed = List.copyOf(claimed);
        expired = List.copyOf(expired);
        carriers = Map.copyOf(carriers);
    }

    /**
     * A settlement that was taken.
     *
     * @param after how the shipment stands now; null where the store does not know it (a restored backup), and the evidence is kept
     *     in the history under its id
     * @param changed false if it had been recorded before
     * @param alarm goods may leave twice: a person must see it
     */
    public record Settled(Settlement settlement, @Nullable ShipmentRecord after, boolean changed, boolean alarm) {}

    /**
     * How a carrier stands.
     *
     * @param openDoubts its doubts from unknown answers since it was last resumed (R17)
     */
    public record CarrierStatus(boolean paused, int openDoubts) {}
}
