package com.example.meridian;

// <imports>
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierAdapterFactory;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.Texts;
import java.time.Duration;
import java.util.Map;
// </imports>

// <factory>
/**
 * Makes adapters for Meridian Parcels, interface 2, by the name {@code meridian}. Settings: {@code url} (required), the
 * carrier's address; {@code account} (required), the customer number; {@code key} (required), a secret; {@code timeout}, the
 * longest that one request may take, default 5s.
 */
public final class MeridianFactory implements CarrierAdapterFactory {
    @Override
    public String name() {
        return "meridian";
    }

    @Override
    public CarrierAdapter create(Map<String, String> given) {
        AdapterSettings settings = AdapterSettings.of(given);
        String url = settings.baseUrl("url");
        String account = settings.required("account", "the customer number");
        String key = settings.secret("key", "the key of that account");
        Duration timeout = settings.timeout(Duration.ofSeconds(5));
        settings.refuseOthers();
        return new MeridianCarrier(url + "/v2/accounts/" + Texts.encoded(account) + "/shipments", key, timeout);
    }
}
// </factory>
