package io.shiponce;

import io.shiponce.internal.Limits;
import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Understands the orders of one kind of shop system. Published through {@link java.util.ServiceLoader}, found where the
 * caller says {@link OrderReaders#discover()}; two readers of one format are refused.
 *
 * <p>Stateless and safe for any thread. A reader only reads: a crash leaves nothing of it.
 */
public interface OrderReader {

    /** The name by which it is chosen, for example {@code shopify}. */
    String format();

    /**
     * Hands on each order of {@code in}, in order, as it is read: memory is bounded by one order, however many there
     * are. An order that is refused keeps no other from being read. Does not close {@code in}; what it throws, and what
     * {@code results} throws, ends the reading and is passed on: what was handed on before stays so.
     *
     * <p>The same order read again, from whichever of the system's interfaces, is an equal {@link Order} as long as what
     * is to be shipped did not change. Quantities that the shop has refunded, cancelled or fulfilled are not in it.
     */
    void read(InputStream in, Source source, Consumer<ReadResult> results) throws IOException;

    /**
     * Where orders come from.
     *
     * <p>Immutable and safe for any thread.
     *
     * @param name what messages call it, usually the name of a file
     * @param shop the shop's own name, for systems whose orders do not say it; from 1 to 100 characters
     * @param carrier who carries them, unless rules say otherwise; from 1 to 50 characters
     */
    record Source(String name, String shop, String carrier) {
        public Source {
            Limits.check("shop", Limits.name(shop, OrderKey.MAX_LENGTH));
            Limits.check("carrier", Limits.name(carrier, ShipmentRecord.MAX_CARRIER));
        }
    }
}
