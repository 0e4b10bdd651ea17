package io.shiponce.carrier;

import java.util.List;

/**
 * Goods under one transport contract: one place they leave from, one receiver, one or more parcels.
 *
 * <p>Immutable and safe for any thread. Its reference is not part of it: that belongs to the shipment's revision and comes
 * with the {@link SendPermit}. From 1 to 1,000 parcels; a violation throws {@link IllegalArgumentException}.
 *
 * @param origin the shop's own code of the place the goods leave from; empty for "the only one"
 * @param service the shop's own word for how it travels (its shipping class); empty for the carrier's default
 */
public record Consignment(String origin, String service, Address shipTo, List<Parcel> parcels) {
    /** The most parcels of one consignment. */
    public static final int MAX_PARCELS = 1_000;

    public Consignment {
        Checks.bounded("origin", origin, Address.MAX_LENGTH);
        Checks.bounded("service", service, Address.MAX_LENGTH);
        parcels = Checks.nonEmpty("parcels", parcels, MAX_PARCELS);
    }
}
