package io.shiponce;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierAdapterFactory;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The kinds of carrier adapters on the class or module path.
 *
 * <p>Immutable and safe for any thread, as far as the factories are.
 */
public final class Carriers {
    private final Map<String, CarrierAdapterFactory> factories;

    private Carriers(Map<String, CarrierAdapterFactory> factories) {
        this.factories = Map.copyOf(factories);
    }

    /**
     * Finds all {@link CarrierAdapterFactory} services that this thread's context class loader sees.
     *
     * @throws IllegalStateException if two have one name; the message names both
     */
    public static Carriers discover() {
        Map<String, CarrierAdapterFactory> found = new TreeMap<>();
        for (CarrierAdapterFactory factory : ServiceLoader.load(CarrierAdapterFactory.class)) {
            CarrierAdapterFactory other = found.putIfAbsent(factory.name(), factory);
            if (other != null) {
                throw new IllegalStateException("two carrier adapters are named " + factory.name() + ": "
                        + other.getClass().getName() + " and "
                        + factory.getClass().getName() + "; remove one from the class path");
            }
        }
        return new Carriers(found);
    }

    /**
     * Makes an adapter of the named kind.
     *
     * @throws IllegalArgumentException if there is no such kind, or a setting is unusable; the message names what there is
     */
    public CarrierAdapter create(String name, Map<String, String> settings) {
        CarrierAdapterFactory factory = factories.get(name);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "there is no carrier adapter named " + name + "; there are: " + new TreeMap<>(factories).keySet());
        }
        return factory.create(settings);
    }
}
