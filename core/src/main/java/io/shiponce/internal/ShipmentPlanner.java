package io.shiponce.internal;

import io.shiponce.Order;
import io.shiponce.PlanPreview;
import io.shiponce.PlannedShipment;
import io.shiponce.Planning;
import io.shiponce.Splitter;
import io.shiponce.store.Action;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns orders into what a store keeps: shipments with their names, references and payloads. A pure function of
 * installation, planning and order, as far as the planning is one. Safe for any thread.
 */
public final class ShipmentPlanner {
    private static final int MAX_INSTALLATION = 100;
    private static final int FIRST_REVISION = 1;

    private final String installation;
    private final Planning planning;

    /** {@code installation} names, for ever, this one among all that share a carrier's account. */
    public ShipmentPlanner(String installation, Planning planning) {
        Limits.check("installation", Limits.name(installation, MAX_INSTALLATION));
        this.installation = installation;
        this.planning = planning;
    }

    /** A splitter, and nothing else. */
    public ShipmentPlanner(String installation, Splitter splitter) {
        this(installation, Planning.of(splitter));
    }

    /**
     * Decides which shipments an order becomes. Throws {@link IllegalArgumentException} that names the order if it
     * cannot be shipped, see {@link Planning#preview}, or has a shipment too large to be kept.
     */
    public OrderPlan plan(Order order) {
        PlanPreview preview = planning.preview(order);
        try {
            List<NewShipment> shipments = preview.shipments().stream()
                    .map(each -> shipment(order, each))
                    .toList();
            return new OrderPlan(order.key(), Fingerprints.ofOrder(order), order.placedAt(), shipments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("order " + order.key() + ": " + e.getMessage(), e);
        }
    }

    private NewShipment shipment(Order order, PlannedShipment planned) {
        return named(
                order.key(),
                planned.part(),
                planned.carrier(),
                order.priority(),
                planned.notBefore(),
                ConsignmentCodec.encode(planned.consignment()),
                null);
    }

    /** What {@link #plan} decides, and why. Throws what that throws. */
    public PlanPreview preview(Order order) {
        return planning.preview(order);
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
}
