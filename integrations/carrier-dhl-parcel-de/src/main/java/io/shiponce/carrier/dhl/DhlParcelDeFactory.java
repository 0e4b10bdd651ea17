package io.shiponce.carrier.dhl;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierAdapterFactory;
import java.util.Map;

/**
 * Makes adapters for DHL Parcel DE Shipping, version 2, by the name {@code dhl-parcel-de}. They also cancel, and make dry runs
 * ({@link io.shiponce.carrier.CarrierValidation}); they cannot look up, since DHL cannot. Required settings:
 *
 * <ul>
 *   <li>{@code environment}: {@code sandbox} or {@code production}; or {@code url}.
 *   <li>{@code apiKey}, {@code user}, {@code password}; with {@code authentication} {@code oauth} also {@code apiSecret}.
 *   <li>{@code billingNumber.PRODUCT} for each product that is used, for example {@code billingNumber.V01PAK}.
 *   <li>{@code shipper.name1}, {@code shipper.street}, {@code shipper.postalCode}, {@code shipper.city}; or {@code
 *       shipper.ref}; or the same under {@code origin.CODE.} for each of the shop's places.
 * </ul>
 *
 * <p>All others, with the products, the customs data and what each answer means, are in {@code docs/carrier-dhl-parcel-de.md}.
 *
 * <p>Stateless and safe for any thread.
 */
public final class DhlParcelDeFactory implements CarrierAdapterFactory {

    /** For {@link java.util.ServiceLoader}. */
    public DhlParcelDeFactory() {}

    @Override
    public String name() {
        return "dhl-parcel-de";
    }

    @Override
    public CarrierAdapter create(Map<String, String> settings) {
        return new DhlParcelDeCarrier(DhlSettings.read(settings));
    }
}
