package io.shiponce;

import io.shiponce.internal.CanonicalReader;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The formats of orders that can be read: the canonical one, and those of the readers on the class or module path.
 *
 * <p>Immutable and safe for any thread, as far as the readers are.
 */
public final class OrderReaders {
    private final Map<String, OrderReader> readers;

    private OrderReaders(Map<String, OrderReader> readers) {
        this.readers = Map.copyOf(readers);
    }

    /**
     * Finds all {@link OrderReader} services that this thread's context class loader sees.
     *
     * @throws IllegalStateException if two read one format; the message names both
     */
    public static OrderReaders discover() {
        Map<String, OrderReader> found = new TreeMap<>();
        OrderReader canonical = new CanonicalReader();
        found.put(canonical.format(), canonical);
        for (OrderReader reader : ServiceLoader.load(OrderReader.class)) {
            OrderReader other = found.putIfAbsent(reader.format(), reader);
            if (other != null) {
                throw new IllegalStateException("two readers read the format " + reader.format() + ": "
                        + other.getClass().getName() + " and "
                        + reader.getClass().getName() + "; remove one from the class path");
            }
        }
        return new OrderReaders(found);
    }

    /** The names of all formats, in alphabetical order. */
    public SortedSet<String> formats() {
        return new TreeSet<>(readers.keySet());
    }

    /**
     * The reader of a format.
     *
     * @throws IllegalArgumentException if there is none; the message names what there is
     */
    public OrderReader forFormat(String format) {
        OrderReader reader = readers.get(format);
        if (reader == null) {
            throw new IllegalArgumentException("there is no format " + format + "; there are: " + formats());
        }
        return reader;
    }
}
