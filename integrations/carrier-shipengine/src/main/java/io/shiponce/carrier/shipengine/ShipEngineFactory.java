package io.shiponce.carrier.shipengine;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierAdapterFactory;
import java.util.Map;

/**
 * Makes adapters for ShipEngine, by the name {@code shipengine}. Settings, all further described in {@code
 * docs/carrier-shipengine.md}:
 *
 * <ul>
 *   <li>{@code api_key} (required): secret; in no text that this adapter makes.
 *   <li>{@code sandbox}: {@code true} with keys that begin with {@code TEST_}, and only with those; default {@code false}.
 *   <li>{@code url}: the base URL, {@code https}; default {@code https://api.shipengine.com}.
 *   <li>{@code account}: names the account in the recovery scope; default a digest of the key, so that another key is another
 *       account until somebody says that it is the same.
 *   <li>{@code level}: 2 (default) or 1; see {@code docs/carrier-shipengine.md} before you choose.
 *   <li>{@code timeout}: the longest one whole call may take, like {@code 20s}, from 1 ms to 10 minutes; default 30 s. A send ends
 *       earlier if its permit says so.
 *   <li>{@code carrier_id}, {@code service_code} (both required), {@code package_code} (default {@code package}), {@code
 *       confirmation}: for all, or {@code service.NAME.P}, {@code to.CC.P}, {@code service.NAME.to.CC.P} for the shop's service
 *       NAME and the country CC.
 *   <li>{@code ship_from.*}, {@code origin.CODE.*} (one required): {@code warehouse_id} with {@code country_code}, or the parts of an
 *       address as ShipEngine names them.
 *   <li>{@code label_format} ({@code pdf}, {@code png}, {@code zpl}), {@code label_layout} ({@code 4x6}, {@code letter}, {@code A4},
 *       {@code A6}), {@code label_download} ({@code inline}, {@code url}, {@code none}), {@code validate_address}
 *       ({@code no_validation}, {@code validate_only}, {@code validate_and_clean}), {@code test_label}.
 *   <li>{@code weight_unit} ({@code gram}, {@code kilogram}, {@code ounce}, {@code pound}), {@code dimension_unit} ({@code
 *       centimeter}, {@code inch}), {@code content_description}.
 *   <li>{@code customs.contents}, {@code customs.contents_explanation}, {@code customs.non_delivery}, {@code
 *       customs.terms_of_trade_code}.
 * </ul>
 *
 * <p>Stateless and safe for any thread. A setting that is missing, unknown or unusable throws {@link IllegalArgumentException} that
 * names it and what was expected; nothing is sent. The adapters offer no dry run: the description has none for a purchase.
 */
public final class ShipEngineFactory implements CarrierAdapterFactory {

    /** For {@link java.util.ServiceLoader}. */
    public ShipEngineFactory() {}

    @Override
    public String name() {
        return "shipengine";
    }

    @Override
    public CarrierAdapter create(Map<String, String> settings) {
        return new ShipEngineCarrier(ShipEngineSettings.read(settings));
    }
}
