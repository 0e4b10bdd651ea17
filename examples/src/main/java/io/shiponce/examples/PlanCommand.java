package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.Order;
import io.shiponce.PlanPreview;
import io.shiponce.PlannedShipment;
import io.shiponce.Planning;
import io.shiponce.ReadResult;
import io.shiponce.Reason;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan}: shows which shipments orders would become, and why. For one thread; stores nothing and needs no store. */
@Command(
        name = "plan",
        description = "Shows which shipments orders would become, and why; stores nothing.",
        sortOptions = false)
final class PlanCommand extends ProgramCommand {
    @Mixin
    private OrderFiles files = new OrderFiles();

    @Mixin
    private RulesOption rules = new RulesOption();

    private boolean allPlanned = true;

    @Override
    public Integer call() {
        Planning planning = checked(rules::planning);
        checked(() -> {
            files.check();
            return files;
        });
        files.read(result -> plan(planning, result), (file, failure) -> {
            throw usage("reading " + file + " failed: " + failure.getMessage());
        });
        return allPlanned ? Exit.DONE : Exit.NEEDS_A_PERSON;
    }

    private void plan(Planning planning, ReadResult result) {
        if (result instanceof ReadResult.Refused refused) {
            allPlanned = false;
            note(refused.message());
        } else if (result instanceof ReadResult.NothingToShip nothing) {
            note(nothing.message());
        } else if (result instanceof ReadResult.Read read) {
            plan(planning, read.order());
        } else {
            throw new AssertionError(result);
        }
    }

    private void plan(Planning planning, Order order) {
        try {
            PlanPreview preview = planning.preview(order);
            result(json(preview), text(preview));
        } catch (IllegalArgumentException e) {
            allPlanned = false;
            String reason = String.valueOf(e.getMessage());
            ObjectNode refused = object();
            refused.put("order", order.key().toString());
            refused.putArray("shipments");
            refused.put("refused", reason);
            result(refused, order.key() + ": refused: " + reason);
        }
    }

    private static ObjectNode json(PlanPreview preview) {
        ObjectNode json = object();
        json.put("order", preview.order().toString());
        ArrayNode shipments = json.putArray("shipments");
        preview.shipments().forEach(shipment -> shipments.add(json(shipment)));
        add(json.putArray("notes"), preview.notes());
        return json;
    }

    private static ObjectNode json(PlannedShipment shipment) {
        Consignment consignment = shipment.consignment();
        ObjectNode json = object();
        json.put("part", shipment.part());
        json.put("carrier", shipment.carrier());
        json.put("service", consignment.service());
        json.put("origin", consignment.origin());
        json.put(
                "notBefore",
                shipment.notBefore().equals(Instant.EPOCH)
                        ? null
                        : shipment.notBefore().toString());
        ArrayNode parcels = json.putArray("parcels");
        ArrayNode lines = json.putArray("lines");
        for (Parcel parcel : consignment.parcels()) {
            parcels.add(json(parcel));
            for (Item item : parcel.items()) {
                lines.add(object().put("sku", item.sku()).put("quantity", item.quantity()));
            }
        }
        add(json.putArray("reasons"), shipment.reasons());
        json.put("flagged", shipment.flagged());
        return json;
    }

    private static ObjectNode json(Parcel parcel) {
        ObjectNode json = object();
        Weight weight = parcel.weight();
        Dimensions size = parcel.dimensions();
        json.put("weightGrams", weight == null ? null : weight.grams());
        if (size == null) {
            json.putNull("dimensionsMillimetres");
        } else {
            json.putArray("dimensionsMillimetres")
                    .add(size.lengthMillimetres())
                    .add(size.widthMillimetres())
                    .add(size.heightMillimetres());
        }
        return json;
    }

    private static void add(ArrayNode array, List<Reason> reasons) {
        reasons.forEach(reason -> array.add(reason.text()));
    }

    private static String text(PlanPreview preview) {
        StringBuilder text = new StringBuilder(
                preview.order() + ": " + Words.count(preview.shipments().size(), "shipment"));
        preview.shipments().forEach(shipment -> append(text, shipment));
        preview.notes().forEach(note -> text.append("\n  ").append(note));
        return text.toString();
    }

    private static void append(StringBuilder text, PlannedShipment shipment) {
        Consignment consignment = shipment.consignment();
        text.append("\n  ").append(shipment.part()).append(". ").append(shipment.carrier());
        text.append(consignment.service().isEmpty() ? "" : ", " + consignment.service());
        text.append(consignment.origin().isEmpty() ? "" : ", from " + consignment.origin());
        text.append(shipment.notBefore().equals(Instant.EPOCH) ? "" : ", not before " + shipment.notBefore());
        for (Parcel parcel : consignment.parcels()) {
            text.append(": ").append(content(parcel)).append(measures(parcel));
        }
        for (Reason reason : shipment.reasons()) {
            text.append("\n     ").append(reason.flagged() ? "! " : "- ").append(reason);
        }
    }

    private static String content(Parcel parcel) {
        return parcel.items().stream()
                .map(item -> item.quantity() + " x " + item.sku().replaceAll("\\p{Cntrl}", "?"))
                .collect(Collectors.joining(", "));
    }

    private static String measures(Parcel parcel) {
        Weight weight = parcel.weight();
        Dimensions size = parcel.dimensions();
        return (weight == null ? "" : "; " + Words.of(weight.grams()) + " g")
                + (size == null
                        ? ""
                        : "; " + size.lengthMillimetres() + " x " + size.widthMillimetres() + " x "
                                + size.heightMillimetres() + " mm");
    }
}
