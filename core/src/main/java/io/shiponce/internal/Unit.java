package io.shiponce.internal;

import io.shiponce.OrderLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What no rule may separate: all lines that are kept together, as a whole; or one line, whose pieces may go apart.
 *
 * @param kept the word under which the lines are kept together; null for a line whose pieces may go apart
 */
record Unit(@Nullable String kept, List<OrderLine> lines) {
    Unit {
        lines = List.copyOf(lines);
    }

    /** In the canonical order of their first lines. */
    static List<Unit> of(List<OrderLine> lines) {
        List<OrderLine> sorted = Splitting.canonical(lines);
        Map<Object, List<OrderLine>> members = new LinkedHashMap<>();
        for (OrderLine line : sorted) {
            String kept = line.traits().keepTogether();
            members.computeIfAbsent(kept == null ? new Object() : kept, any -> new ArrayList<>())
                    .add(line);
        }
        return members.values().stream()
                .map(member -> new Unit(member.get(0).traits().keepTogether(), member))
                .toList();
    }

    OrderLine first() {
        return lines.get(0);
    }

    /** How often the whole may go apart from itself: the pieces of a line, or once. */
    int count() {
        return kept == null ? first().quantity() : 1;
    }

    /** So many of it. */
    List<OrderLine> take(int count) {
        return kept == null ? List.of(first().withQuantity(count)) : lines;
    }

    /** For messages. */
    String shown() {
        return kept == null ? Limits.shown(first().sku()) : "what is kept together as " + Limits.quoted(kept);
    }
}
