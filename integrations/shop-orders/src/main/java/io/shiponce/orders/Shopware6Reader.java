package io.shiponce.orders;

import io.shiponce.carrier.Address;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders of Shopware 6, as {@code POST /api/search/order} gives them, in its plain JSON or as JSON:API. The format is
 * {@code shopware6}; an order's number is its {@code orderNumber}.
 *
 * <p>Stateless and safe for any thread. Shopware leaves out what is not asked for: an order without the associations
 * that are needed is refused, and the refusal names them. Weights are in kilograms and sizes in millimetres, which is
 * how Shopware keeps them. Of a page in JSON:API no order can be understood before its end: it is held as a whole, up
 * to 64 MiB. See {@code docs/shop-orders.md} for what becomes of which field.
 *
 * @see <a href="https://shopware.stoplight.io/docs/admin-api/">Admin API</a>
 */
public final class Shopware6Reader extends JsonOrderReader {
    private static final OrderShape SHAPE = new OrderShape(
            Set.of("data", "payload", "order", "orders", "elements"),
            Set.of("orderNumber", "orderDateTime", "lineItems", "attributes"));

    /** Made by {@link java.util.ServiceLoader}. */
    public Shopware6Reader() {
        super("shopware6", SHAPE);
    }

    @Override
    String number(Fields order) {
        return order.code("orderNumber", "the order's number");
    }

    @Override
    @Nullable
    String withheld(Fields order) {
        return new Shopware6Order(order).withheld();
    }

    @Override
    @Nullable
    Instant placedAt(Fields order) {
        return order.time("orderDateTime");
    }

    @Override
    void lines(Fields order, Basket basket) {
        new Shopware6Order(order).addTo(basket);
    }

    @Override
    Address shipTo(Fields order) {
        return new Shopware6Order(order).shipTo();
    }

    @Override
    JsonOrders.Found between(JsonOrders.Found found) {
        return new JsonApiPages(found, JsonApiPages.MAX_HELD);
    }

    @Override
    @Nullable
    String otherThanOrder(Fields something) {
        return something.has("entity") && something.has("operation") ? "a message that something was written" : null;
    }
}
