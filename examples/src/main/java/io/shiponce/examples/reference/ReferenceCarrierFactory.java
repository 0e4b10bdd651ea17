package io.shiponce.examples.reference;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierAdapterFactory;
import java.util.Map;

/**
 * Makes {@link ReferenceCarrier}s, by the name {@code reference}. Settings:
 *
 * <ul>
 *   <li>{@code url} (required): the carrier's base URL, {@code http} or {@code https}, without user, query and fragment.
 *   <li>{@code level}: what the carrier offers, 0 to 3; default 1.
 *   <li>{@code timeout}: the longest one whole request may take, like {@code 5s} or {@code PT5S}, from 1 ms to 10 minutes;
 *       default 5 s. A send ends earlier if its permit says so.
 * </ul>
 *
 * <p>Stateless and safe for any thread.
 */
public final class ReferenceCarrierFactory implements CarrierAdapterFactory {

    /** For {@link java.util.ServiceLoader}. */
    public ReferenceCarrierFactory() {}

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public CarrierAdapter create(Map<String, String> settings) {
        return new ReferenceCarrier(ReferenceSettings.read(settings));
    }
}
