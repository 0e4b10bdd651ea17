package io.shiponce.internal;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Splitter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import io.shiponce.store.Action;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns orders into what a store keeps: shipments with their names, references and payloads. A pure function of
 * installation, splitter and order; the splitter must be one, too. Safe for any thread.
 */
public final class ShipmentPlanner {
    private static final int MAX_INSTALLATION = 100;
    private static final int FIRST_REVISION = 1;

    private final String installation;
    private final Splitter splitter;

    /** {@code installation} names, for ever, this one among all that share a carrier's account. */
    public ShipmentPlanner(String installation, Splitter splitter) {
        Limits.check("installation", Limits.name(installation, MAX_INSTALLATION));
        this.installation = installation;
        this.splitter = Objects.requireNonNull(splitter);
    }

    /**
     * Decides which shipments an order becomes. Throws {@link IllegalArgumentException} that names the order if it
     * cannot be shipped: too many shipments, one too heavy or too large to be kept, a splitter that loses or doubles
     * goods.
     */
    public OrderPlan plan(Order order) {
        try {
            List<List<OrderLine>> groups = splitter.split(Splitting.canonical(order.lines()));
            SplitCheck.verify(order.lines(), groups);
            List<NewShipment> shipments = new ArrayList<>(groups.size());
            for (List<OrderLine> group : groups) {
                shipments.add(shipment(order, shipments.size() + 1, group));
            }
            return new OrderPlan(order.key(), Fingerprints.ofOrder(order), order.placedAt(), shipments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("order " + order.key() + ": " + e.getMessage(), e);
        }
    }

    /** What {@link Action.Reship} needs: the goods of {@code original} once more, under names of its own. */
    public NewShipment reship(ShipmentRecord original, int part, Payload payload) {
        return named(
                original.order(), part, original.carrier(), original.priority(), Instant.EPOCH, payload, original.id());
    }

    /** R7: another content is another revision, under a reference of its own. */
    public Action.Amend amend(ShipmentRecord rejected, Payload payload, String detail) {
        References.Reference name =
                References.of(installation, rejected.order(), rejected.part(), rejected.revision() + 1);
        return new Action.Amend(
                name.reference(), name.key(), Fingerprints.ofRequest(payload, name.reference()), payload, detail);
    }

    private NewShipment shipment(Order order, int part, List<OrderLine> lines) {
        OrderLine first = lines.get(0);
        Parcel parcel = new Parcel(lines.stream().map(ShipmentPlanner::item).toList(), weight(lines), null);
        Consignment consignment =
                new Consignment(first.origin(), first.shippingClass(), order.shipTo(), List.of(parcel));
        return named(
                order.key(),
                part,
                order.carrier(),
                order.priority(),
                availableFrom(lines),
                ConsignmentCodec.encode(consignment),
                null);
    }

    private NewShipment named(
            OrderKey order,
            int part,
            String carrier,
            int priority,
            Instant notBefore,
            Payload payload,
            @Nullable ShipmentId reshipOf) {
        References.Reference name = References.of(installation, order, part, FIRST_REVISION);
        return new NewShipment(
                References.shipmentId(installation, order, part),
                part,
                carrier,
                name.reference(),
                name.key(),
                Fingerprints.ofRequest(payload, name.reference()),
                priority,
                notBefore,
                payload,
                reshipOf);
    }

    private static Item item(OrderLine line) {
        return new Item(
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.unitWeight(),
                line.traits().commodityCode(),
                line.traits().countryOfOrigin());
    }

    /** The sum, if every weight is known. */
    private static @Nullable Weight weight(List<OrderLine> lines) {
        Weight sum = Weight.ZERO;
        for (OrderLine line : lines) {
            Weight piece = line.unitWeight();
            if (piece == null) {
                return null;
            }
            sum = sum.plus(piece.times(line.quantity()));
        }
        return sum;
    }

    /** When the last of them is there. */
    private static Instant availableFrom(List<OrderLine> lines) {
        Instant latest = Instant.EPOCH;
        for (OrderLine line : lines) {
            if (line.availableFrom() != null && line.availableFrom().isAfter(latest)) {
                latest = line.availableFrom();
            }
        }
        return latest;
    }
}
