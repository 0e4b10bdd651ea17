package io.shiponce.spring;

import io.shiponce.CarrierLimits;
import io.shiponce.Carriers;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.spring.ShipOnceProperties.Carrier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The adapters that the engine sends with, by carrier: beans under their own names, or under those that settings give them, and
 * those that are made of settings.
 *
 * <p>Immutable and safe for any thread. Closing it closes those that it made; Spring closes beans.
 */
final class ServedCarriers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedCarriers.class);

    private final Map<String, Served> served = new LinkedHashMap<>();
    private final List<CarrierAdapter> made = new ArrayList<>();

    /** One carrier's adapter and limits. */
    record Served(CarrierAdapter adapter, CarrierLimits limits) {}

    /** Fails as a whole: what was made until then is closed. */
    static ServedCarriers of(Map<String, CarrierAdapter> beans, Map<String, Carrier> settings) {
        ServedCarriers carriers = new ServedCarriers();
        try {
            carriers.add(beans, settings);
            return carriers;
        } catch (RuntimeException | Error e) {
            carriers.close();
            throw e;
        }
    }

    private void add(Map<String, CarrierAdapter> beans, Map<String, Carrier> settings) {
        Map<String, CarrierAdapter> unnamed = new LinkedHashMap<>(beans);
        settings.forEach((name, carrier) -> {
            String bean = carrier.bean() == null ? name : carrier.bean();
            CarrierAdapter adapter = carrier.adapter() == null ? bean(name, bean, beans) : make(name, carrier);
            if (carrier.adapter() == null) {
                unnamed.remove(bean);
            }
            served.put(name, new Served(adapter, carrier.limits()));
        });
        unnamed.forEach((name, adapter) -> {
            if (served.putIfAbsent(name, new Served(adapter, CarrierLimits.DEFAULT)) != null) {
                throw new IllegalArgumentException("carrier " + name + " has two adapters: the bean " + name
                        + ", and another one by shiponce.carriers." + name
                        + ". Rename the bean, or take the setting away");
            }
        });
    }

    private static CarrierAdapter bean(String carrier, String bean, Map<String, CarrierAdapter> beans) {
        CarrierAdapter adapter = beans.get(bean);
        if (adapter == null) {
            throw new IllegalArgumentException("shiponce.carriers." + carrier
                    + ": there is no CarrierAdapter bean named "
                    + bean + "; there are: " + new TreeSet<>(beans.keySet()) + ". Set shiponce.carriers." + carrier
                    + ".bean to one of them, or shiponce.carriers." + carrier
                    + ".adapter to the kind that is to be made");
        }
        return adapter;
    }

    private CarrierAdapter make(String name, Carrier carrier) {
        try {
            CarrierAdapter adapter = Carriers.discover()
                    .create(
                            String.valueOf(carrier.adapter()),
                            carrier.settings() == null ? Map.of() : carrier.settings());
            made.add(adapter);
            return adapter;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("shiponce.carriers." + name + ": " + e.getMessage(), e);
        }
    }

    Map<String, Served> all() {
        return served;
    }

    @Override
    public void close() {
        for (CarrierAdapter adapter : made) {
            try {
                adapter.close();
            } catch (RuntimeException e) {
                LOG.debug("a carrier's adapter could not be closed", e);
            }
        }
    }
}
