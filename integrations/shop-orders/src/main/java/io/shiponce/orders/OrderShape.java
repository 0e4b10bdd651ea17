package io.shiponce.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * How a shop system wraps its orders, and how one of them is told from its wrapping. Immutable; safe for any thread.
 *
 * <p>A name may be both a wrapper and a field of orders, like {@code items}: it wraps orders unless one of the marks
 * came before it.
 *
 * @param wrappers the fields in which orders, lists of them or further wrappings are
 * @param marks fields that an order has and no wrapping has; of each order at least one
 */
record OrderShape(Set<String> wrappers, Set<String> marks) {
    OrderShape {
        wrappers = Set.copyOf(wrappers);
        marks = Set.copyOf(marks);
    }

    boolean isOrder(JsonNode node) {
        return marks.stream().anyMatch(node::has);
    }
}
