package io.shiponce.carrier.dhl;

import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.UnsendableException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The senders, by the shop's own codes of the places that goods leave from: {@code origin.CODE.*}, and {@code shipper.*} for "the
 * only one". A code without settings is not sent under another place's address.
 *
 * <p>Immutable and safe for any thread.
 */
final class Shippers {
    private final @Nullable Shipper only;
    private final Map<String, Shipper> byCode;

    private Shippers(@Nullable Shipper only, Map<String, Shipper> byCode) {
        this.only = only;
        this.byCode = Map.copyOf(byCode);
    }

    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static Shippers read(AdapterSettings settings) {
        Map<String, String> shipper = settings.group("shipper.");
        Map<String, Map<String, String>> fields = new TreeMap<>();
        settings.group("origin.").forEach((rest, value) -> {
            int dot = rest.lastIndexOf('.');
            if (dot < 1) {
                throw new IllegalArgumentException("unknown setting origin." + rest + "; expected origin.CODE.FIELD");
            }
            fields.computeIfAbsent(rest.substring(0, dot), code -> new TreeMap<>())
                    .put(rest.substring(dot + 1), value);
        });
        if (shipper.isEmpty() && fields.isEmpty()) {
            throw new IllegalArgumentException("settings shipper.* are missing; expected shipper.name1, shipper.street,"
                    + " shipper.postalCode and shipper.city, or shipper.ref");
        }
        Map<String, Shipper> byCode = new HashMap<>();
        fields.forEach((code, parts) -> byCode.put(code, Shipper.read("origin." + code + ".", parts)));
        return new Shippers(shipper.isEmpty() ? null : Shipper.read("shipper.", shipper), byCode);
    }

    Shipper of(String code) throws UnsendableException {
        Shipper shipper = code.isEmpty() ? only : byCode.get(code);
        if (shipper == null) {
            throw UnsendableException.notYet(
                    code.isEmpty()
                            ? "the consignment names no origin, and no settings shipper.* say who sends it"
                            : "no setting says who sends from the origin '" + code
                                    + "'; expected origin.CODE.* with that code");
        }
        return shipper;
    }
}
