package io.shiponce.spring;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierAdapterFactory;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A kind of adapter that settings name; it remembers what it made. Safe for any thread. */
public final class MadeCarrierFactory implements CarrierAdapterFactory {
    static final List<ScriptedCarrier> MADE = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "made";
    }

    @Override
    public CarrierAdapter create(Map<String, String> settings) {
        if (!settings.keySet().equals(Set.of("level"))) {
            throw new IllegalArgumentException("level must be set, and nothing else; were " + settings.keySet());
        }
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(Integer.parseInt(settings.get("level")), Clock.systemUTC());
        MADE.add(carrier);
        return carrier;
    }
}
