package io.shiponce.spring;

import io.shiponce.Acceptance;
import io.shiponce.Order;
import io.shiponce.store.StoreException;

/**
 * Takes orders, inside the transaction that the calling thread is in: where a sale is written, its order is accepted with it or
 * not at all. Without a transaction it is {@link io.shiponce.DispatchEngine#accept}.
 *
 * <p>Safe for any thread. What was accepted in a transaction is sent once that is committed, found by the automatic run at its
 * next look; a crash before the commit leaves neither the sale nor the order. It should be the last thing that a transaction
 * does: until it ends, another accept of the same order waits, and with SQLite and H2 every other writer.
 */
public interface OrderIntake {

    /**
     * Accepts an order; idempotent as {@link io.shiponce.DispatchEngine#accept} is. Durable when it returns, or, inside a
     * transaction, when and if that is committed.
     *
     * @throws IllegalArgumentException if the order cannot be split into shipments; nothing was written
     * @throws IllegalStateException if the thread is in a transaction that the store cannot take part in: one of another data
     *     source, a read-only one, or any if the store has an address of its own; nothing was written. Whoever wants the order
     *     accepted whatever becomes of that transaction says so by {@link io.shiponce.DispatchEngine#accept}
     * @throws StoreException if the database failed. Inside a transaction it has to be rolled back; without one it is unknown
     *     whether the order was stored: accept it again
     */
    Acceptance accept(Order order);
}
