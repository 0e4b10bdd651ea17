package io.shiponce;

import io.shiponce.carrier.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * What leaves together, as far as it is decided: at first all of an order, at last one shipment.
 *
 * <p>Immutable and safe for any thread. {@link #toString()} shows no personal data.
 *
 * @param shipTo where it goes
 * @param lines what is in it
 * @param reasons why it is not more and not less, in the order in which it was decided
 */
public record Group(Address shipTo, List<OrderLine> lines, List<Reason> reasons) {
    public Group {
        lines = List.copyOf(lines);
        reasons = List.copyOf(reasons);
    }

    /** All of an order. */
    public static Group of(Order order) {
        return new Group(order.shipTo(), order.lines(), List.of());
    }

    /** The same with other lines, for the same reasons. */
    public Group with(List<OrderLine> otherLines) {
        return new Group(shipTo, otherLines, reasons);
    }

    /** The same for one more reason. */
    public Group because(Reason reason) {
        List<Reason> more = new ArrayList<>(reasons);
        more.add(reason);
        return new Group(shipTo, lines, more);
    }
}
