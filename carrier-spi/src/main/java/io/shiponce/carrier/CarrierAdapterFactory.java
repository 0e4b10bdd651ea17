package io.shiponce.carrier;

import java.util.Map;

/**
 * Makes adapters of one kind from settings. Published through {@link java.util.ServiceLoader}, found where the caller says
 * {@code discover()}; two factories of one name are refused.
 *
 * <p>Called by one thread at a time.
 */
public interface CarrierAdapterFactory {

    /** The name by which settings choose this kind of adapter, for example {@code dhl-parcel-de}. It never changes. */
    String name();

    /**
     * Makes an adapter; sends nothing.
     *
     * @param settings plain words, each documented by the adapter
     * @throws IllegalArgumentException if a setting is missing, unknown or unusable; its message names the setting and what
     *     was expected, never a secret value
     */
    CarrierAdapter create(Map<String, String> settings);
}
