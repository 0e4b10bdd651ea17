package io.shiponce;

import io.shiponce.internal.StockRouter;
import java.util.List;

/**
 * Decides where each line leaves from, before anything is split: divides an order into groups by origin.
 *
 * <p>A pure function, called by many threads at once: the same order gives the same groups. It is asked once per order;
 * what it said is stored (R12), so that another stock after a restart changes nothing that was accepted. It may set a
 * line's origin and when it is available, and divide its quantity; it changes nothing else, and loses nothing: an order
 * that comes out otherwise is refused.
 */
@FunctionalInterface
public interface Router {

    /**
     * All lines of the order, by origin.
     *
     * @throws IllegalArgumentException if it can be sent from nowhere: the order is refused, and nothing of it is stored
     */
    List<Group> route(Group order);

    /** Each line leaves from where its order says. */
    static Router asOrdered() {
        return List::of;
    }

    /**
     * From as few places as can be, and among these from those that come first in {@code preference}: found by trying
     * all combinations of up to eight places that have something of the order, and above that by adding the place that
     * helps most. What is kept together leaves from one place, and is served first.
     *
     * <p>A line whose order names an origin keeps it. What is available only later is not looked for, and leaves from
     * the first place. What is in stock nowhere leaves from where it arrives first, not before, in a group of its own;
     * if no arrival is known, the order is refused. What is there already of what is kept together waits for the rest, and
     * is reserved.
     *
     * @param preference the places, best first; from 1 to 100, each once
     */
    static Router fromStock(Stock stock, List<String> preference) {
        return new StockRouter(stock, preference);
    }
}
