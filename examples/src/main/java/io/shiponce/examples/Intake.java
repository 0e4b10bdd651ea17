package io.shiponce.examples;

import io.shiponce.Acceptance;
import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.ReadResult;
import io.shiponce.store.OrderKey;
import io.shiponce.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Accepts orders as they are read, in batches, and counts what became of them. Each batch is durable before the next one is begun;
 * what a crash or a failure leaves out is accepted by reading the same again, which harms nothing.
 *
 * <p>For one thread. Memory is bounded by one batch of {@value #BATCH} orders.
 */
public final class Intake implements Consumer<ReadResult> {
    private static final int BATCH = 200;

    private final DispatchEngine engine;
    private final Consumer<String> problems;
    private final List<ReadResult.Read> batch = new ArrayList<>();
    private final Set<OrderKey> keys = new HashSet<>();
    private final Set<String> carriers = new TreeSet<>();
    private long accepted;
    private long alreadyAccepted;
    private long conflicts;
    private long invalid;
    private long nothingToShip;
    private long shipments;

    /** Problems are told as lines for people, without personal data. */
    public Intake(DispatchEngine engine, Consumer<String> problems) {
        this.engine = engine;
        this.problems = problems;
    }

    /**
     * Takes in one order.
     *
     * @throws StoreException if it is unknown what became of the current batch; the message says what is certain
     */
    @Override
    public void accept(ReadResult result) {
        if (result instanceof ReadResult.Refused refused) {
            invalid++;
            problems.accept(refused.message());
        } else if (result instanceof ReadResult.NothingToShip nothing) {
            nothingToShip++;
            problems.accept(nothing.message());
        } else if (result instanceof ReadResult.Read read) {
            // Two orders of one number are judged one after the other, so that the second sees the first.
            if (batch.size() == BATCH || keys.contains(read.order().key())) {
                flush();
            }
            batch.add(read);
            keys.add(read.order().key());
        } else {
            throw new AssertionError(result);
        }
    }

    /** Accepts what is left. To be called at the end; harmless if repeated. Throws what {@link #accept} throws. */
    public void flush() {
        List<ReadResult.Read> orders = List.copyOf(batch);
        batch.clear();
        keys.clear();
        if (orders.isEmpty()) {
            return;
        }
        try {
            store(orders);
        } catch (StoreException e) {
            throw new StoreException(
                    e.getMessage() + " (" + Words.count(accepted, "order")
                            + " were newly accepted before that, for certain;"
                            + " of the " + orders.size() + " from "
                            + orders.get(0).source() + ":"
                            + orders.get(0).line() + " on it is unknown. Import the same again: nothing is accepted"
                            + " twice.)",
                    e);
        }
    }

    private void store(List<ReadResult.Read> orders) {
        List<Acceptance> acceptances =
                engine.acceptAll(orders.stream().map(ReadResult.Read::order).toList());
        for (int i = 0; i < orders.size(); i++) {
            count(orders.get(i), acceptances.get(i));
        }
    }

    private void count(ReadResult.Read read, Acceptance acceptance) {
        if (acceptance instanceof Acceptance.Accepted newly) {
            accepted++;
            shipments += newly.shipments().size();
            newly.shipments().forEach(shipment -> carriers.add(shipment.carrier()));
        } else if (acceptance instanceof Acceptance.AlreadyAccepted) {
            alreadyAccepted++;
        } else if (acceptance instanceof Acceptance.Conflict conflict) {
            conflicts++;
            problems.accept(
                    where(read)
                            + "conflict: an order with this number and another content was accepted before; nothing was changed");
            conflict.shipments().forEach(one -> problems.accept("  " + StandingText.of(one)));
        } else if (acceptance instanceof Acceptance.Refused refused) {
            invalid++;
            problems.accept(read.source() + ":" + read.line() + ": " + refused.reason());
        } else {
            throw new AssertionError(acceptance);
        }
    }

    private static String where(ReadResult.Read read) {
        return read.source() + ":" + read.line() + ": order " + read.order().key() + ": ";
    }

    /** All that were offered. */
    public long orders() {
        return accepted + alreadyAccepted + conflicts + invalid + nothingToShip;
    }

    /** Those accepted just now. */
    public long accepted() {
        return accepted;
    }

    /** Those accepted before with the same content. */
    public long alreadyAccepted() {
        return alreadyAccepted;
    }

    /** Those accepted before with another content. */
    public long conflicts() {
        return conflicts;
    }

    /** Those that could not be understood, or not be split. */
    public long invalid() {
        return invalid;
    }

    /** Those of which the shop has nothing left to send. */
    public long nothingToShip() {
        return nothingToShip;
    }

    /** The shipments of those accepted just now. */
    public long shipments() {
        return shipments;
    }

    /** The carriers of those accepted just now, other than the reference carrier. */
    public Set<String> otherCarriers() {
        Set<String> others = new TreeSet<>(carriers);
        others.remove(Order.DEFAULT_CARRIER);
        return others;
    }
}
