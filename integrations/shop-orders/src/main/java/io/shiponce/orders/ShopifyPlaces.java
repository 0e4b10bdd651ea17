package io.shiponce.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the pieces of an order leave from and when, as its fulfilment orders say. A payload need not have them. One
 * thread, one order.
 */
final class ShopifyPlaces {
    private final Map<String, List<Place>> places = new HashMap<>();

    /**
     * Some pieces of one line.
     *
     * @param origin the id of the location that is to send them; empty if none is assigned
     */
    record Place(String origin, @Nullable Instant availableFrom, int pieces) {}

    private ShopifyPlaces() {}

    /** Null if the payload has no fulfilment orders. */
    static @Nullable ShopifyPlaces of(Fields order) {
        List<Fields> fulfilments = fulfilmentOrders(order);
        if (fulfilments == null) {
            return null;
        }
        ShopifyPlaces places = new ShopifyPlaces();
        for (Fields fulfilment : fulfilments) {
            if (isOpen(fulfilment) && !isCollected(fulfilment)) {
                places.add(fulfilment);
            }
        }
        return places;
    }

    /** Why nothing is sent yet: the order is accepted once, so it waits until all of it is released. */
    static @Nullable String withheld(Fields order) {
        List<Fields> fulfilments = fulfilmentOrders(order);
        if (fulfilments == null) {
            return null;
        }
        if (fulfilments.stream().anyMatch(f -> status(f).equals("on_hold"))) {
            return "a part of it is on hold";
        }
        List<Fields> open = fulfilments.stream().filter(ShopifyPlaces::isOpen).toList();
        boolean collected = !open.isEmpty() && open.stream().allMatch(ShopifyPlaces::isCollected);
        return collected ? "collected by the buyer" : null;
    }

    /** Where the pieces of a line are, in the payload's order. */
    List<Place> of(String line) {
        return places.getOrDefault(line, List.of());
    }

    private static @Nullable List<Fields> fulfilmentOrders(Fields order) {
        String name = ShopifyFields.name(order, "fulfillmentOrders");
        if (!order.has(name)) {
            return null;
        }
        List<Fields> fulfilments = Fields.once(ShopifyFields.all(order, name, "the order's fulfilment orders"), "id");
        if (fulfilments.isEmpty()) {
            throw order.refusal(name, "is empty; expected the order's fulfilment orders, or nothing of them at all");
        }
        return fulfilments;
    }

    private void add(Fields fulfilment) {
        String origin = origin(fulfilment);
        Instant from = status(fulfilment).equals("scheduled")
                ? fulfilment.time(ShopifyFields.name(fulfilment, "fulfillAt"))
                : null;
        for (Fields line : Fields.once(lines(fulfilment), "id")) {
            String id = ShopifyFields.idOf(line, "lineItem");
            if (id == null) {
                throw line.refusal("is of no line; expected lineItem or line_item_id");
            }
            places.computeIfAbsent(id, key -> new ArrayList<>()).add(new Place(origin, from, pieces(line)));
        }
    }

    private static List<Fields> lines(Fields fulfilment) {
        String name = fulfilment.has("fulfillment_order_line_items")
                ? "fulfillment_order_line_items"
                : ShopifyFields.name(fulfilment, "lineItems");
        return ShopifyFields.all(fulfilment, name, "the lines of the fulfilment order");
    }

    private static int pieces(Fields line) {
        for (String name : List.of("remainingQuantity", "fulfillable_quantity")) {
            if (line.has(name)) {
                return line.pieces(name);
            }
        }
        return line.pieces("quantity");
    }

    private static String origin(Fields fulfilment) {
        Fields assigned = fulfilment.optionalObject(ShopifyFields.name(fulfilment, "assignedLocation"));
        String id = assigned == null ? null : ShopifyFields.idOf(assigned, "location");
        String alone = id == null ? ShopifyFields.id(fulfilment, "assigned_location_id") : id;
        return alone == null ? "" : alone;
    }

    private static boolean isOpen(Fields fulfilment) {
        return switch (status(fulfilment)) {
            case "", "open", "in_progress", "scheduled", "on_hold" -> true;
            case "closed", "cancelled" -> false;
            default ->
                throw fulfilment.refusal(
                        "status",
                        "is none that can be sent or that is done; expected open, in_progress, scheduled, on_hold, closed or cancelled");
        };
    }

    private static String status(Fields fulfilment) {
        String status = fulfilment.optionalText("status");
        return status == null ? "" : status.toLowerCase(Locale.ROOT);
    }

    private static boolean isCollected(Fields fulfilment) {
        Fields method = fulfilment.optionalObject(ShopifyFields.name(fulfilment, "deliveryMethod"));
        String type = method == null ? null : method.optionalText(ShopifyFields.name(method, "methodType"));
        return type != null && (type.equalsIgnoreCase("pick_up") || type.equalsIgnoreCase("retail"));
    }
}
