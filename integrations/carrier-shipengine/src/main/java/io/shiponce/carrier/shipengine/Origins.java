package io.shiponce.carrier.shipengine;

import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.UnsendableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The places that goods leave from, by the shop's own codes: {@code origin.CODE.*}, and {@code ship_from.*} for "the only one". A
 * code without settings is not sent from another place.
 *
 * <p>Immutable and safe for any thread.
 */
final class Origins {
    private final @Nullable Origin only;
    private final Map<String, Origin> byCode;

    private Origins(@Nullable Origin only, Map<String, Origin> byCode) {
        this.only = only;
        this.byCode = Map.copyOf(byCode);
    }

    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static Origins read(AdapterSettings settings) {
        Map<String, String> shipFrom = settings.group("ship_from.");
        Map<String, Map<String, String>> fields = new TreeMap<>();
        settings.group("origin.").forEach((rest, value) -> {
            int dot = rest.lastIndexOf('.');
            if (dot < 1) {
                throw new IllegalArgumentException("unknown setting origin." + rest + "; expected origin.CODE.FIELD");
            }
            fields.computeIfAbsent(rest.substring(0, dot), code -> new TreeMap<>())
                    .put(rest.substring(dot + 1), value);
        });
        if (shipFrom.isEmpty() && fields.isEmpty()) {
            throw new IllegalArgumentException("settings ship_from.* are missing; expected ship_from.warehouse_id with"
                    + " ship_from.country_code, or the parts of an address");
        }
        Map<String, Origin> byCode = new HashMap<>();
        fields.forEach((code, parts) -> byCode.put(code, Origin.read("origin." + code + ".", parts)));
        return new Origins(shipFrom.isEmpty() ? null : Origin.read("ship_from.", shipFrom), byCode);
    }

    Origin of(String code) throws UnsendableException {
        Optional<Origin> origin = Optional.ofNullable(code.isEmpty() ? only : byCode.get(code));
        if (origin.isEmpty()) {
            throw UnsendableException.notYet(
                    code.isEmpty()
                            ? "the consignment names no origin, and no settings ship_from.* say where it leaves from"
                            : "no setting says where the origin '" + code
                                    + "' is; expected origin.CODE.* with that code");
        }
        return origin.get();
    }
}
