package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.http.UnsendableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's address, {@code shipping_address_to} of the description. Blank optional parts are left out: the description wants
 * none of no length. It demands a state or province everywhere; where an address has none, the city stands there too, but
 * never in countries whose carriers sort by it.
 *
 * <p>Stateless and safe for any thread.
 */
final class AddressJson {
    private static final Set<String> WITH_REGION = Set.of("AU", "CA", "US");

    private AddressJson() {}

    static boolean needsRegion(String country) {
        return WITH_REGION.contains(country);
    }

    static ObjectNode of(Address address) throws UnsendableException {
        boolean hasRegion = isGiven(address.region());
        if (!hasRegion && needsRegion(address.country())) {
            throw UnsendableException.rejected("shipTo.region is missing; it is needed in " + address.country());
        }
        ObjectNode node = Json.object();
        node.put("name", address.name());
        text(node, "phone", address.phone());
        text(node, "email", address.email());
        text(node, "company_name", address.company());
        node.put("address_line1", address.street1());
        text(node, "address_line2", address.street2());
        node.put("city_locality", address.city());
        node.put("state_province", hasRegion ? address.region() : address.city());
        node.put("postal_code", address.postalCode());
        node.put("country_code", address.country());
        return node;
    }

    private static void text(ObjectNode node, String field, @Nullable String value) {
        if (isGiven(value)) {
            node.put(field, value);
        }
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
