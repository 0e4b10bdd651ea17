package io.shiponce.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.Order;
import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import io.shiponce.carrier.Address;
import io.shiponce.store.OrderKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the readers of JSON have in common: they say what an order's fields mean; everything else is here. Each method
 * that says so throws {@link OrderRefusal} for an order that cannot be understood. Stateless; safe for any thread.
 *
 * <p>The place of an order is the line on which it begins or, where orders are in lists, which of the stream's listed
 * orders it is.
 */
abstract class JsonOrderReader implements OrderReader {
    private final String format;
    private final OrderShape shape;

    JsonOrderReader(String format, OrderShape shape) {
        this.format = format;
        this.shape = shape;
    }

    /** The order's number: unique in its shop, and the same for ever. */
    abstract String number(Fields order);

    /** Why nothing of the order is to be sent now, whatever its lines say; null if they decide. */
    abstract @Nullable String withheld(Fields order);

    /** When it was ordered; null if unknown. */
    abstract @Nullable Instant placedAt(Fields order);

    /** Where it goes: never guessed from another address. */
    abstract Address shipTo(Fields order);

    /** What is still to be sent of it. */
    abstract void lines(Fields order, Basket basket);

    /** What something is instead of an order; null if it cannot be told. */
    @Nullable
    String otherThanOrder(Fields something) {
        return null;
    }

    /** Who is told of each order instead of {@code found}: for systems that cut their orders into pieces. */
    JsonOrders.Found between(JsonOrders.Found found) {
        return found;
    }

    @Override
    public final String format() {
        return format;
    }

    @Override
    public final void read(InputStream in, Source source, Consumer<ReadResult> results) throws IOException {
        JsonOrders.Found found = new JsonOrders.Found() {
            @Override
            public void order(ObjectNode order, long place) {
                results.accept(result(new Fields(order), place, source));
            }

            @Override
            public void refused(ObjectNode order, long place, String problem) {
                String key = keyOf(new Fields(order), source);
                results.accept(new ReadResult.Refused(source.name(), place, key, "", problem));
            }
        };
        new JsonOrders(in, shape, between(found)).read();
    }

    private ReadResult result(Fields order, long place, Source source) {
        try {
            return understood(order, place, source);
        } catch (OrderRefusal e) {
            return new ReadResult.Refused(source.name(), place, keyOf(order, source), e.field(), e.problem());
        }
    }

    private ReadResult understood(Fields order, long place, Source source) {
        String other = otherThanOrder(order);
        if (other != null) {
            throw order.refusal("is " + other + ", not an order");
        }
        if (!shape.isOrder(order.node())) {
            throw order.refusal("is not an order of " + format + ": has none of " + new TreeSet<>(shape.marks()));
        }
        String key = key(order, source);
        String withheld = withheld(order);
        if (withheld != null) {
            return new ReadResult.NothingToShip(source.name(), place, key, withheld);
        }
        Basket basket = new Basket();
        lines(order, basket);
        String nothing = basket.nothingToShip();
        if (nothing != null) {
            return new ReadResult.NothingToShip(source.name(), place, key, nothing);
        }
        return order(order, basket, key, place, source);
    }

    private ReadResult order(Fields order, Basket basket, String key, long place, Source source) {
        Address shipTo;
        try {
            // Also what only core finds, like a name that is too long of parts that are not, is no more than a refusal.
            shipTo = OrderValues.checked("", () -> shipTo(order));
        } catch (OrderRefusal e) {
            if (basket.isShipped()) {
                throw e;
            }
            return new ReadResult.NothingToShip(
                    source.name(), place, key, "nothing in it needs shipping, and it has no whole address");
        }
        String number = number(order);
        Instant placedAt = placedAt(order);
        Order read = OrderValues.order(source, number, placedAt, shipTo, basket.lines());
        return new ReadResult.Read(source.name(), place, read);
    }

    private @Nullable String keyOf(Fields order, Source source) {
        try {
            return key(order, source);
        } catch (OrderRefusal e) {
            return null;
        }
    }

    private String key(Fields order, Source source) {
        return new OrderKey(source.shop(), OrderValues.number(number(order))).toString();
    }
}
