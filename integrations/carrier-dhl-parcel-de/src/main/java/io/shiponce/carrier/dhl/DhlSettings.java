package io.shiponce.carrier.dhl;

import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.http.AdapterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of the adapter, read and checked.
 *
 * <p>Immutable and safe for any thread. {@link #toString()} shows the scope only.
 *
 * @param base scheme, host, port and path, normalised
 * @param timeout the longest one whole call may take
 */
record DhlSettings(
        String base,
        Duration timeout,
        Access access,
        Orders orders,
        PrintOptions print,
        boolean mustEncode,
        Recovery recovery) {
    private static final String PRODUCTION = "https://api-eu.dhl.com/parcel/de/shipping/v2";
    private static final String SANDBOX = "https://api-sandbox.dhl.com/parcel/de/shipping/v2";
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_SCOPE = 200;

    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static DhlSettings read(Map<String, String> given) {
        AdapterSettings settings = AdapterSettings.of(given);
        String base = base(settings);
        Duration timeout = settings.timeout(USUAL_TIMEOUT);
        Access access = Access.read(settings, base, timeout);
        Orders orders = Orders.read(settings);
        PrintOptions print = PrintOptions.read(settings);
        boolean mustEncode = settings.flag("mustEncode", false);
        settings.refuseOthers();
        return new DhlSettings(base, timeout, access, orders, print, mustEncode, recovery(base, orders));
    }

    private static String base(AdapterSettings settings) {
        if (settings.optional("environment").isPresent()
                && settings.optional("url").isPresent()) {
            throw new IllegalArgumentException("settings environment and url exclude each other");
        }
        if (settings.optional("url").isPresent()) {
            return settings.baseUrl("url");
        }
        settings.required("environment", "sandbox or production, or the setting url");
        return settings.choice("environment", "", List.of("sandbox", "production"))
                        .equals("sandbox")
                ? SANDBOX
                : PRODUCTION;
    }

    /** Level 0: DHL finds nothing by our reference, and takes it as often as it comes (C9). */
    private static Recovery recovery(String base, Orders orders) {
        String scope = base + " " + String.join(" ", orders.products().customers()) + " " + orders.profile();
        if (scope.length() > MAX_SCOPE) {
            throw new IllegalArgumentException(
                    "setting url must be shorter: with the customer's numbers and the profile" + " it has more than "
                            + MAX_SCOPE + " characters");
        }
        return Recovery.of(Recovery.Level.NONE, scope, Orders.FORMAT);
    }

    @Override
    public String toString() {
        return "DhlSettings[" + recovery.scope() + "]";
    }
}
