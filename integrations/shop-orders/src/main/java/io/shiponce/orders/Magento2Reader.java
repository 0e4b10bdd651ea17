package io.shiponce.orders;

import io.shiponce.carrier.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders of Magento 2 and Adobe Commerce, as {@code GET /V1/orders} and {@code GET /V1/orders/{id}} give them. The
 * format is {@code magento2}; an order's number is its {@code increment_id}.
 *
 * <p>Stateless and safe for any thread. Weights are known only if the order says in {@code weight_unit} what the store
 * is set to, {@code lbs} or {@code kgs}: Magento's orders do not. See {@code docs/shop-orders.md} for what becomes of
 * which field.
 *
 * @see <a href="https://developer.adobe.com/commerce/webapi/rest/quick-reference/">REST endpoints, Adobe Commerce</a>
 */
public final class Magento2Reader extends JsonOrderReader {
    private static final OrderShape SHAPE =
            new OrderShape(Set.of("items", "orders", "order", "data", "entity"), Set.of("increment_id", "state"));

    private static final Set<String> RELEASED = Set.of("new", "processing");

    /** The other states an order can be in; their names are fixed, those of its status are the shop's own. */
    private static final Map<String, String> WITHHELD = Map.of(
            "canceled", "cancelled",
            "closed", "closed: refunded or cancelled",
            "complete", "fulfilled",
            "holded", "on hold",
            "payment_review", "its payment is under review",
            "pending_payment", "not paid yet");

    private static final String EXTENSION = "extension_attributes";
    private static final String COLLECTED = "collected by the buyer";

    /** Made by {@link java.util.ServiceLoader}. */
    public Magento2Reader() {
        super("magento2", SHAPE);
    }

    @Override
    String number(Fields order) {
        return order.code("increment_id", "the order's number");
    }

    @Override
    @Nullable
    String withheld(Fields order) {
        String state = order.text("state", "the state that the order is in");
        if (WITHHELD.containsKey(state)) {
            return WITHHELD.get(state);
        }
        if (!RELEASED.contains(state)) {
            Set<String> known = new TreeSet<>(WITHHELD.keySet());
            known.addAll(RELEASED);
            throw order.refusal("state", "is no state of orders; expected one of " + known);
        }
        if ("fraud".equals(order.optionalText("status"))) {
            return "suspected of fraud";
        }
        return isCollected(order) ? COLLECTED : null;
    }

    private static boolean isCollected(Fields order) {
        Fields extension = order.optionalObject(EXTENSION);
        return (extension != null && extension.has("pickup_location_code")) || "instore_pickup".equals(method(order));
    }

    /** How it travels: the code that the shop set for it; empty if it says none. */
    private static String method(Fields order) {
        for (Fields assignment : assignments(order)) {
            Fields shipping = assignment.optionalObject("shipping");
            String method = shipping == null ? null : shipping.optionalText("method");
            if (method != null) {
                return method;
            }
        }
        return "";
    }

    @Override
    @Nullable
    Instant placedAt(Fields order) {
        // Magento keeps its times in UTC and writes them without a zone.
        return order.timeInUtc("created_at");
    }

    @Override
    void lines(Fields order, Basket basket) {
        new Magento2Items(items(order), currency(order), weightUnit(order), method(order)).addTo(basket);
    }

    /** The same items stand in the order and in its shipping assignments: they are taken from one of both. */
    private static List<Fields> items(Fields order) {
        List<Fields> items = order.list("items");
        if (items.isEmpty()) {
            items = new ArrayList<>();
            for (Fields assignment : assignments(order)) {
                items.addAll(assignment.list("items"));
            }
        }
        if (items.isEmpty()) {
            throw order.refusal("items", "is missing; expected what was ordered");
        }
        return items;
    }

    private static @Nullable String currency(Fields order) {
        return order.has("order_currency_code") ? order.currency("order_currency_code") : null;
    }

    private static @Nullable String weightUnit(Fields order) {
        Fields extension = order.optionalObject(EXTENSION);
        Fields says = extension != null && extension.has("weight_unit") ? extension : order;
        return Goods.unit(says, "weight_unit", Set.of("lbs", "kgs"));
    }

    private static List<Fields> assignments(Fields order) {
        Fields extension = order.optionalObject(EXTENSION);
        return extension == null ? List.of() : extension.list("shipping_assignments");
    }

    @Override
    Address shipTo(Fields order) {
        Address to = null;
        for (Fields assignment : assignments(order)) {
            Fields shipping = assignment.optionalObject("shipping");
            Fields at = shipping == null ? null : shipping.optionalObject("address");
            if (at == null) {
                continue;
            }
            Address address = address(order, at);
            if (to != null && !to.equals(address)) {
                throw at.refusal("is another address than that of the first shipping assignment; an order goes to one");
            }
            to = address;
        }
        if (to == null) {
            throw order.refusal(
                    EXTENSION + ".shipping_assignments[0].shipping.address",
                    "is missing; expected where the goods go, which is not taken from the billing address");
        }
        return to;
    }

    private static Address address(Fields order, Fields at) {
        List<String> street = at.texts("street");
        if (street.isEmpty()) {
            throw at.refusal("street", "is missing; expected the street");
        }
        String email = at.optionalText("email");
        return Goods.made(
                at,
                () -> new Address(
                        Goods.recipient(
                                at, "firstname", "lastname", "prefix", "firstname", "middlename", "lastname", "suffix"),
                        at.optionalText("company"),
                        street.get(0),
                        street.size() == 1 ? null : String.join(", ", street.subList(1, street.size())),
                        at.code("postcode", "the postal code"),
                        at.text("city", "the city"),
                        at.has("region_code") ? at.optionalCode("region_code") : at.optionalText("region"),
                        at.country("country_id", "country_id"),
                        email == null ? order.optionalText("customer_email") : email,
                        at.optionalCode("telephone")));
    }

    @Override
    @Nullable
    String otherThanOrder(Fields something) {
        if (something.has("order_item_id") || something.has("tracks")) {
            return something.has("tracks") ? "a shipment" : "an item of a shipment";
        }
        if (something.has("source_selection_items") || something.has("inventoryRequest")) {
            return "a source selection";
        }
        return something.has("request") && something.has("response") ? "a request and its response" : null;
    }
}
