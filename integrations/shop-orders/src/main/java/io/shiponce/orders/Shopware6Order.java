package io.shiponce.orders;

import io.shiponce.carrier.Address;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One order of Shopware: its states, and how many of its goods are still to go where. One thread, one order. */
final class Shopware6Order {
    private static final String STATE = "stateMachineState";
    private static final String ADDRESS = "shippingOrderAddress";
    private static final String DELIVERIES = "deliveries";
    private static final String POSITIONS = "positions";
    private static final String TO_SEND = "open";

    /** Of these deliveries nothing more is sent; what came back is sent again only on purpose. */
    private static final Set<String> GONE = Set.of("shipped", "returned", "returned_partially", "cancelled");

    private static final Set<String> NOT_PAID = Set.of("cancelled", "failed", "refunded", "chargeback", "unconfirmed");

    private final Fields order;
    private final Shopware6Items items;
    private final List<Fields> deliveries;

    Shopware6Order(Fields order) {
        this.order = order;
        this.items = new Shopware6Items(order);
        this.deliveries = order.list(DELIVERIES).stream()
                .filter(delivery -> !isDiscount(delivery))
                .toList();
    }

    /** A discount on the costs of a delivery is a delivery of its own, of nothing, at negative costs. */
    private static boolean isDiscount(Fields delivery) {
        Fields costs = delivery.optionalObject("shippingCosts");
        BigDecimal total = costs == null ? null : costs.optionalNumber("totalPrice");
        return total != null && total.signum() < 0;
    }

    private static @Nullable String stateOf(Fields stateful) {
        Fields state = stateful.optionalObject(STATE);
        return state == null ? null : state.optionalText("technicalName");
    }

    // Whether anything is to be sent

    /** Why nothing of the order is sent; null if its goods and deliveries decide. */
    @Nullable
    String withheld() {
        String state = stateOf(order);
        if ("cancelled".equals(state)) {
            return "cancelled";
        }
        if ("completed".equals(state)) {
            return "done";
        }
        refuseWhatIsMissing();
        if (!"open".equals(state) && !"in_progress".equals(state)) {
            throw order.refusal(STATE, "expected open, in_progress, completed or cancelled");
        }
        return notPaid();
    }

    /** The payments that there were, if they are there; an open one says nothing: invoices are paid later. */
    private @Nullable String notPaid() {
        List<Fields> payments = order.list("transactions");
        boolean none = !payments.isEmpty();
        for (Fields payment : payments) {
            String state = stateOf(payment);
            if ("refunded_partially".equals(state)) {
                throw payment.refusal(STATE, "is refunded in part, and does not say for which pieces");
            }
            none &= state != null && NOT_PAID.contains(state);
        }
        return none ? "its payment failed, was cancelled or refunded, or is not confirmed" : null;
    }

    /** Associations that were not asked for are not there; without them, nothing is known. */
    private void refuseWhatIsMissing() {
        Map<String, OrderRefusal> missing = new LinkedHashMap<>();
        if (items.isEmpty()) {
            missing.put("lineItems", order.refusal("lineItems", ""));
        }
        if (items.isEmpty() || items.goods().stream().anyMatch(Shopware6Items::isShipped)) {
            findMissingOfDeliveries(missing);
        }
        if (stateOf(order) == null) {
            missing.put(STATE, order.refusal(STATE, ""));
        }
        if (!missing.isEmpty()) {
            throw new OrderRefusal(
                    missing.values().iterator().next().field(),
                    "is missing; read the order with its associations " + String.join(", ", missing.keySet()));
        }
    }

    private void findMissingOfDeliveries(Map<String, OrderRefusal> missing) {
        String states = DELIVERIES + '.' + STATE;
        String country = DELIVERIES + '.' + ADDRESS + ".country";
        if (deliveries.isEmpty()) {
            missing.put(states, order.refusal(DELIVERIES, ""));
            missing.put(country, order.refusal(DELIVERIES, ""));
        }
        for (Fields delivery : deliveries) {
            String state = stateOf(delivery);
            if (state == null) {
                missing.putIfAbsent(states, delivery.refusal(STATE, ""));
            }
            Fields to = addressOf(delivery);
            if (!isGone(state) && (to == null || !to.has("country"))) {
                missing.putIfAbsent(country, to == null ? delivery.refusal(ADDRESS, "") : to.refusal("country", ""));
            }
            if (deliveries.size() > 1 && !delivery.node().path(POSITIONS).isArray()) {
                missing.putIfAbsent(DELIVERIES + '.' + POSITIONS, delivery.refusal(POSITIONS, ""));
            }
        }
    }

    private static boolean isGone(@Nullable String state) {
        return state != null && GONE.contains(state);
    }

    // What is to be sent

    void addTo(Basket basket) {
        Fields currency = order.optionalObject("currency");
        String code = currency == null ? null : currency.currency("isoCode");
        // All goods are in the only delivery, whatever it lists: what was added later is not always listed.
        List<Map<String, Long>> delivered = deliveries.size() == 1
                ? List.of()
                : deliveries.stream().map(Shopware6Order::pieces).toList();
        for (Shopware6Items.Item item : items.goods()) {
            int pieces = item.fields().pieces("quantity");
            if (!Shopware6Items.isShipped(item)) {
                add(basket, item, pieces, code, "");
            } else if (deliveries.size() == 1) {
                Fields delivery = deliveries.get(0);
                add(basket, item, isToSend(delivery) ? pieces : 0, code, method(delivery));
            } else {
                addDelivered(basket, item, pieces, code, delivered);
            }
        }
    }

    private void addDelivered(
            Basket basket,
            Shopware6Items.Item item,
            int pieces,
            @Nullable String currency,
            List<Map<String, Long>> delivered) {
        long inAll = delivered.stream()
                .mapToLong(all -> all.getOrDefault(item.id(), 0L))
                .sum();
        if (inAll != pieces) {
            throw item.fields().refusal("quantity", "is not the number of its pieces in the order's deliveries");
        }
        for (int i = 0; i < deliveries.size(); i++) {
            int here = delivered.get(i).getOrDefault(item.id(), 0L).intValue();
            Fields delivery = deliveries.get(i);
            add(basket, item, isToSend(delivery) ? here : 0, currency, method(delivery));
        }
    }

    private static void add(
            Basket basket, Shopware6Items.Item item, int pieces, @Nullable String currency, String shippingClass) {
        if (pieces == 0) {
            basket.addGone(Shopware6Items.isShipped(item));
        } else {
            basket.add(Shopware6Items.line(item, pieces, currency, shippingClass));
        }
    }

    /** How many pieces of which line items are in a delivery. */
    private static Map<String, Long> pieces(Fields delivery) {
        Map<String, Long> pieces = new HashMap<>();
        for (Fields position : delivery.list(POSITIONS)) {
            String item = position.code("orderLineItemId", "the id of a line item");
            pieces.merge(item, (long) position.pieces("quantity"), Long::sum);
        }
        return pieces;
    }

    /** How a delivery travels; empty if the association was not asked for. */
    private static String method(Fields delivery) {
        Fields method = delivery.optionalObject("shippingMethod");
        String name = method == null ? null : method.optionalText("technicalName");
        if (name == null && method != null) {
            name = method.optionalText("name");
        }
        return name == null ? "" : name;
    }

    private static boolean isToSend(Fields delivery) {
        String state = stateOf(delivery);
        if ("shipped_partially".equals(state)) {
            throw delivery.refusal(STATE, "is shipped in part, and does not say which pieces");
        }
        if (!TO_SEND.equals(state) && !isGone(state)) {
            throw delivery.refusal(
                    STATE, "expected open, shipped, shipped_partially, returned, returned_partially or" + " cancelled");
        }
        return TO_SEND.equals(state);
    }

    // Where it goes

    Address shipTo() {
        Address to = null;
        for (Fields delivery : deliveries) {
            boolean isEmpty = deliveries.size() > 1 && delivery.list(POSITIONS).isEmpty();
            Fields at = isEmpty || !isToSend(delivery) ? null : addressOf(delivery);
            if (at != null) {
                Address address = address(at);
                if (to != null && !to.equals(address)) {
                    throw at.refusal("is another address than that of a delivery before; an order goes to one address");
                }
                to = address;
            }
        }
        if (to == null) {
            throw order.refusal(DELIVERIES, "holds none that is open and has an address");
        }
        return to;
    }

    /** In its delivery or, by its id, among the order's addresses. */
    private @Nullable Fields addressOf(Fields delivery) {
        Fields address = delivery.optionalObject(ADDRESS);
        String id = delivery.optionalCode(ADDRESS + "Id");
        if (address != null || id == null) {
            return address;
        }
        return order.list("addresses").stream()
                .filter(other -> id.equals(other.optionalCode("id")))
                .findFirst()
                .orElse(null);
    }

    private Address address(Fields at) {
        Fields customer = order.optionalObject("orderCustomer");
        return Goods.made(
                at,
                () -> new Address(
                        Goods.recipient(at, "firstName", "lastName", "title", "firstName", "lastName"),
                        Goods.joined(", ", at.optionalText("company"), at.optionalText("department")),
                        at.text("street", "the street"),
                        Goods.joined(
                                ", ",
                                at.optionalText("additionalAddressLine1"),
                                at.optionalText("additionalAddressLine2")),
                        at.code("zipcode", "the postal code"),
                        at.text("city", "the city"),
                        region(at),
                        country(at),
                        customer == null ? null : customer.optionalText("email"),
                        at.optionalCode("phoneNumber")));
    }

    private static String country(Fields at) {
        return at.object("country", "the association country").country("iso", "iso3");
    }

    /** The region's code without its country's: {@code NY} of {@code US-NY}. */
    private static @Nullable String region(Fields at) {
        Fields state = at.optionalObject("countryState");
        if (state == null) {
            return null;
        }
        String code = state.optionalText("shortCode");
        if (code == null) {
            return state.optionalText("name");
        }
        String country = country(at) + "-";
        return code.startsWith(country) ? code.substring(country.length()) : code;
    }
}
