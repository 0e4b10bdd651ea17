package io.shiponce;

import io.shiponce.carrier.Address;
import io.shiponce.internal.Limits;
import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shop hands over: who ordered what, and where it goes. Shop and number name it for ever.
 *
 * <p>Immutable and safe for any thread. A violation of a limit throws {@link IllegalArgumentException} that names the
 * field and not its value. {@link #toString()} shows no personal data.
 *
 * @param shop the shop's own name, from 1 to 100 characters
 * @param number the order's number in that shop, from 1 to 100 characters
 * @param placedAt by the shop's clock; null if unknown. It delays nothing
 * @param carrier the name of the adapter that sends it, from 1 to 50 characters
 * @param priority from -1,000 to 1,000; higher is sent first
 * @param lines from 1 to 10,000, in any order: their order means nothing
 */
public record Order(
        String shop,
        String number,
        @Nullable Instant placedAt,
        String carrier,
        int priority,
        Address shipTo,
        List<OrderLine> lines) {

    /** The most lines of one order. */
    public static final int MAX_LINES = 10_000;

    /** The highest priority; the lowest is the same below zero. */
    public static final int MAX_PRIORITY = 1_000;

    /** The carrier of an order that names none. */
    public static final String DEFAULT_CARRIER = "reference";

    public Order {
        Limits.check("shop", Limits.name(shop, OrderKey.MAX_LENGTH));
        Limits.check("number", Limits.name(number, OrderKey.MAX_LENGTH));
        if (placedAt != null) {
            Limits.check("placedAt", Limits.time(placedAt));
        }
        Limits.check("carrier", Limits.name(carrier, ShipmentRecord.MAX_CARRIER));
        Limits.check("priority", Limits.range(priority, -MAX_PRIORITY, MAX_PRIORITY));
        wellFormed(shipTo);
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(
                    "lines must hold at least 1 and at most " + MAX_LINES + ", were " + lines.size());
        }
        lines = List.copyOf(lines);
    }

    /** The name under which stores keep it. */
    public OrderKey key() {
        return new OrderKey(shop, number);
    }

    private static void wellFormed(Address shipTo) {
        wellFormed("name", shipTo.name());
        wellFormed("company", shipTo.company());
        wellFormed("street1", shipTo.street1());
        wellFormed("street2", shipTo.street2());
        wellFormed("postalCode", shipTo.postalCode());
        wellFormed("city", shipTo.city());
        wellFormed("region", shipTo.region());
        wellFormed("email", shipTo.email());
        wellFormed("phone", shipTo.phone());
    }

    private static void wellFormed(String field, @Nullable String value) {
        if (value != null) {
            Limits.check("shipTo." + field, Limits.text(value, Address.MAX_LENGTH));
        }
    }

    @Override
    public String toString() {
        return "Order[" + key() + ", " + lines.size() + " lines]";
    }
}
