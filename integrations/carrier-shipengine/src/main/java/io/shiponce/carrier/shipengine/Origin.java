package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where goods leave from: a warehouse that ShipEngine knows, or an address. Either way its country, for customs.
 *
 * <p>Immutable and safe for any thread. {@link #toString()} shows the country only.
 */
final class Origin {
    private static final String WAREHOUSE = "warehouse_id";
    private static final String COUNTRY = "country_code";
    private static final String POSTAL_CODE = "postal_code";
    private static final String REGION = "state_province";
    private static final List<String> REQUIRED =
            List.of("name", "phone", "address_line1", "city_locality", POSTAL_CODE, COUNTRY);
    private static final List<String> OPTIONAL = List.of("company_name", "email", "address_line2", REGION);
    private static final Pattern ISO_COUNTRY = Pattern.compile("[A-Z]{2}");

    private final Map<String, String> fields;

    private Origin(Map<String, String> fields) {
        this.fields = Map.copyOf(fields);
    }

    /** Reads the settings under one prefix; throws {@link IllegalArgumentException} that names the one that is wrong. */
    static Origin read(String prefix, Map<String, String> fields) {
        Origin origin = new Origin(fields);
        Optional<String> warehouse = origin.value(WAREHOUSE);
        refuseOthers(prefix, fields, warehouse.isPresent());
        for (String field : warehouse.isPresent() ? List.of(COUNTRY) : REQUIRED) {
            if (!fields.containsKey(field)) {
                throw new IllegalArgumentException("setting " + prefix + field + " is missing"
                        + (warehouse.isPresent() ? "; it tells whether customs ask for papers" : ""));
            }
        }
        if (!ISO_COUNTRY.matcher(origin.country()).matches()) {
            throw new IllegalArgumentException(
                    "setting " + prefix + COUNTRY + " must be two capital letters (ISO 3166-1 alpha-2)");
        }
        if (warehouse.isPresent() && !SeId.is(warehouse.get())) {
            throw new IllegalArgumentException("setting " + prefix + WAREHOUSE + " must be like se-28529731");
        }
        if (warehouse.isEmpty()
                && AddressJson.needsRegion(origin.country())
                && origin.value(REGION).isEmpty()) {
            throw new IllegalArgumentException(
                    "setting " + prefix + REGION + " is missing; it is needed in " + origin.country());
        }
        return origin;
    }

    private static void refuseOthers(String prefix, Map<String, String> fields, boolean warehouse) {
        List<String> known = warehouse
                ? List.of(WAREHOUSE, COUNTRY, POSTAL_CODE)
                : Stream.concat(REQUIRED.stream(), OPTIONAL.stream()).toList();
        for (String field : fields.keySet()) {
            if (!known.contains(field)) {
                throw new IllegalArgumentException("unknown setting " + prefix + field + "; there are "
                        + String.join(", ", known)
                        + (warehouse ? "" : ", or " + WAREHOUSE + " with " + COUNTRY + " and " + POSTAL_CODE));
            }
        }
    }

    String country() {
        return value(COUNTRY).orElseThrow();
    }

    /** Empty if nobody said. */
    String postalCode() {
        return value(POSTAL_CODE).orElse("");
    }

    void writeTo(ObjectNode shipment) {
        Optional<String> warehouse = value(WAREHOUSE);
        if (warehouse.isPresent()) {
            shipment.put(WAREHOUSE, warehouse.get());
            return;
        }
        ObjectNode address = shipment.putObject("ship_from");
        for (String field :
                List.of("name", "phone", "email", "company_name", "address_line1", "address_line2", "city_locality")) {
            value(field).ifPresent(text -> address.put(field, text));
        }
        address.put(REGION, value(REGION).or(() -> value("city_locality")).orElseThrow());
        address.put(POSTAL_CODE, postalCode());
        address.put(COUNTRY, country());
    }

    private Optional<String> value(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    @Override
    public String toString() {
        return "Origin[" + country() + "]";
    }
}
