package io.shiponce;

import io.shiponce.store.ShipmentStoreFactory;
import io.shiponce.store.StoreRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The kinds of stores on the class or module path.
 *
 * <p>Immutable and safe for any thread, as far as the factories are.
 */
public final class Stores {
    private final List<ShipmentStoreFactory> factories;

    private Stores(List<ShipmentStoreFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    /** Finds all {@link ShipmentStoreFactory} services that this thread's context class loader sees. */
    public static Stores discover() {
        List<ShipmentStoreFactory> found = new ArrayList<>();
        ServiceLoader.load(ShipmentStoreFactory.class).forEach(found::add);
        return new Stores(found);
    }

    /**
     * The factory that understands an address.
     *
     * @throws StoreRefusedException if none does
     * @throws IllegalStateException if two do; the message names both
     */
    public ShipmentStoreFactory forUrl(String url) {
        List<ShipmentStoreFactory> able =
                factories.stream().filter(factory -> factory.supports(url)).toList();
        if (able.isEmpty()) {
            throw new StoreRefusedException(
                    StoreRefusedException.Reason.UNREACHABLE,
                    "no store understands this address; expected for example jdbc:sqlite:shiponce.db or"
                            + " jdbc:postgresql://host/database, jdbc:mariadb://host/database or jdbc:h2:file:./shiponce");
        }
        if (able.size() > 1) {
            throw new IllegalStateException("two stores understand this address: "
                    + able.get(0).getClass().getName() + " and "
                    + able.get(1).getClass().getName() + "; remove one from the class path");
        }
        return able.get(0);
    }
}
