package io.shiponce.internal;

import io.shiponce.Capacity;
import io.shiponce.CarrierChoice;
import io.shiponce.Group;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Packed;
import io.shiponce.Packer;
import io.shiponce.PlanPreview;
import io.shiponce.PlannedShipment;
import io.shiponce.Reason;
import io.shiponce.Router;
import io.shiponce.Splitter;
import io.shiponce.carrier.Consignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How an order becomes shipments: route, split, choose the carrier, keep its limits, pack; each stage checked before the
 * next. Pure, as far as its parts are; safe for any thread.
 */
public record Stages(
        Router router,
        Splitter splitter,
        CarrierChoice carriers,
        BiFunction<String, String, Capacity> capacity,
        Packer packer) {

    /** Throws {@link IllegalArgumentException}, without the order's name, if it cannot be shipped. */
    public PlanPreview plan(Order order) {
        Group whole = Group.of(order).with(Splitting.canonical(order.lines()));
        List<Group> routed = router.route(whole);
        SplitCheck.verifyRouting(order.lines(), routed);
        List<OrderLine> lines = lines(routed);
        List<Group> groups = new ArrayList<>();
        for (Group origin : routed) {
            groups.addAll(splitter.split(origin));
        }
        List<OrderLine> leftOut = SplitCheck.verify("splitter", lines, groups);
        List<PlannedShipment> shipments = new ArrayList<>();
        for (Group group : groups) {
            addParcels(order, group, shipments);
        }
        return new PlanPreview(
                order.key(), shipments, leftOut.stream().map(Stages::note).toList());
    }

    private void addParcels(Order order, Group group, List<PlannedShipment> shipments) {
        Optional<CarrierChoice.Chosen> chosen = carriers.choose(group);
        String carrier = chosen.map(CarrierChoice.Chosen::carrier).orElse(order.carrier());
        String service = chosen.map(CarrierChoice.Chosen::service)
                .orElseGet(() -> group.lines().get(0).shippingClass());
        Group carried = chosen.map(choice -> group.because(choice.reason())).orElse(group);
        Capacity limits = capacity.apply(carrier, service);
        List<Packed> parcels = new ArrayList<>();
        for (Group within : Splitting.within(carried, limits)) {
            parcels.addAll(packer.pack(within, limits));
            Splitting.bounded(shipments.size() + parcels.size());
        }
        List<Group> packed = parcels.stream().map(Packed::group).toList();
        SplitCheck.verify("packer", group.lines(), packed);
        for (Packed parcel : parcels) {
            List<OrderLine> lines = parcel.group().lines();
            shipments.add(new PlannedShipment(
                    shipments.size() + 1,
                    carrier,
                    new Consignment(lines.get(0).origin(), service, order.shipTo(), List.of(Parcels.of(parcel))),
                    availableFrom(lines),
                    parcel.group().reasons()));
        }
    }

    private static List<OrderLine> lines(List<Group> groups) {
        return groups.stream().flatMap(group -> group.lines().stream()).toList();
    }

    private static Reason note(OrderLine line) {
        return Reason.of(Limits.shown(line.sku()) + " needs no shipping");
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
