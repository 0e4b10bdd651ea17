package io.shiponce.orders;

import io.shiponce.carrier.Address;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders of BigCommerce, as {@code GET /v2/orders?include=consignments.line_items} gives them, or as they are when the
 * lists that the order only links to are put in the links' place: {@code products} and {@code shipping_addresses}. The
 * format is {@code bigcommerce}; an order's number is its {@code id}.
 *
 * <p>Stateless and safe for any thread. Weights are known only if the order says in {@code weight_units} what the store
 * is set to: BigCommerce's orders do not. An order goes to one address: one whose goods go to several is refused.
 * See {@code docs/shop-orders.md} for what becomes of which field.
 *
 * @see <a href="https://developer.bigcommerce.com/docs/rest-management/orders">Orders, V2</a>
 */
public final class BigCommerceReader extends JsonOrderReader {
    private static final OrderShape SHAPE = new OrderShape(Set.of("orders", "data"), Set.of("status_id", "order"));

    /** Partially shipped, awaiting shipment, awaiting fulfillment, partially refunded. */
    private static final Set<String> RELEASED = Set.of("3", "9", "11", "14");

    private static final Map<String, String> WITHHELD = Map.ofEntries(
            Map.entry("0", "not ordered yet"),
            Map.entry("1", "not ordered yet"),
            Map.entry("2", "fulfilled"),
            Map.entry("4", "refunded"),
            Map.entry("5", "cancelled"),
            Map.entry("6", "declined"),
            Map.entry("7", "not paid yet"),
            Map.entry("8", "collected by the buyer"),
            Map.entry("10", "completed"),
            Map.entry("12", "waits to be verified by hand"),
            Map.entry("13", "its payment is disputed"));

    /** Made by {@link java.util.ServiceLoader}. */
    public BigCommerceReader() {
        super("bigcommerce", SHAPE);
    }

    /** Products, addresses and shipments have an id, too, which is no order's. */
    @Override
    String number(Fields order) {
        Fields head = BigCommerceOrder.head(order);
        if (!SHAPE.isOrder(head.node())) {
            throw order.refusal("is not an order");
        }
        return head.code("id", "the order's number");
    }

    @Override
    @Nullable
    String withheld(Fields order) {
        Fields head = BigCommerceOrder.head(order);
        if (head.flag("is_deleted", false)) {
            return "archived";
        }
        String status = head.code("status_id", "the status that the order is in");
        if (!RELEASED.contains(status) && !WITHHELD.containsKey(status)) {
            throw head.refusal("status_id", "is no status of orders; expected a number from 0 to 14");
        }
        String withheld = WITHHELD.get(status);
        return withheld == null ? new BigCommerceOrder(order).withheld() : withheld;
    }

    @Override
    @Nullable
    Instant placedAt(Fields order) {
        return BigCommerceOrder.head(order).time("date_created");
    }

    @Override
    void lines(Fields order, Basket basket) {
        new BigCommerceOrder(order).addTo(basket);
    }

    @Override
    Address shipTo(Fields order) {
        return new BigCommerceOrder(order).shipTo();
    }

    @Override
    @Nullable
    String otherThanOrder(Fields something) {
        if (something.has("tracking_number")) {
            return "a shipment";
        }
        if (something.has("product_id")) {
            return "a product of an order";
        }
        if (something.has("street_1")) {
            return "an address of an order";
        }
        return something.has("type") && something.has("id") ? "a message that names an order" : null;
    }
}
