package io.shiponce.carrier.shipengine;

import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.UnsendableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which carrier account and service a consignment takes, by the shop's word for its service and by the country it goes to. Each
 * property is looked for on its own, the most special setting first:
 *
 * <pre>
 * service.NAME.to.CC.P    service.NAME.P    to.CC.P    P
 * </pre>
 *
 * {@code P} is {@code carrier_id}, {@code service_code}, {@code package_code} or {@code confirmation}; {@code *} as NAME is any
 * service that has no settings of its own. A service without settings is not sent by another one's.
 *
 * <p>Immutable and safe for any thread.
 */
final class Routes {
    private static final String CARRIER = "carrier_id";
    private static final String SERVICE = "service_code";
    private static final String PACKAGE = "package_code";
    private static final String CONFIRMATION = "confirmation";
    private static final List<String> PROPERTIES = List.of(CARRIER, SERVICE, PACKAGE, CONFIRMATION);
    private static final String ANY = "*";

    private static final Pattern SERVICE_CODE = Pattern.compile("[a-z0-9]+(_[a-z0-9-]+)*");
    private static final Pattern PACKAGE_CODE = Pattern.compile("(?=.{1,50}$)[a-z0-9]+(_[a-z0-9]+)*");
    private static final List<String> CONFIRMATIONS = List.of(
            "none",
            "delivery",
            "signature",
            "adult_signature",
            "direct_signature",
            "delivery_mailed",
            "verbal_confirmation",
            "delivery_code",
            "age_verification_16_plus");

    private static final String TO = "to.";
    private static final Pattern COUNTRY = Pattern.compile("(?<country>[A-Z]{2})");
    /** A name may hold points too. */
    private static final Pattern NAME = Pattern.compile("(?<name>.+?)(?:\\.to\\.(?<country>[A-Z]{2}))?");

    private final Map<Key, String> values = new HashMap<>();

    /** For which consignments a property holds; empty texts are "any". */
    private record Key(String service, String country, String property) {}

    private Routes() {}

    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static Routes read(AdapterSettings settings) {
        Routes routes = new Routes();
        for (String property : PROPERTIES) {
            settings.optional(property).ifPresent(value -> routes.put("", "", property, property, value));
        }
        settings.group(TO).forEach((rest, value) -> routes.put(TO, rest, value));
        settings.group("service.").forEach((rest, value) -> routes.put("service.", rest, value));
        for (String property : List.of(CARRIER, SERVICE)) {
            if (routes.values.keySet().stream().noneMatch(key -> key.property.equals(property))) {
                throw new IllegalArgumentException("setting " + property
                        + " is missing; expected for example " + example(property)
                        + ", for all or as service.NAME." + property);
            }
        }
        return routes;
    }

    private void put(String prefix, String rest, String value) {
        int dot = Math.max(0, rest.lastIndexOf('.'));
        String property = rest.substring(rest.lastIndexOf('.') + 1);
        Matcher place = (prefix.equals(TO) ? COUNTRY : NAME).matcher(rest.substring(0, dot));
        if (!PROPERTIES.contains(property) || !place.matches()) {
            throw new IllegalArgumentException(
                    "unknown setting " + prefix + rest + "; expected service.NAME.P, to.CC.P or"
                            + " service.NAME.to.CC.P with P one of " + String.join(", ", PROPERTIES));
        }
        String service = prefix.equals(TO) ? "" : place.group("name");
        String country = Objects.requireNonNullElse(place.group("country"), "");
        put(service, country, property, prefix + rest, value);
    }

    private void put(String service, String country, String property, String name, String value) {
        boolean good = switch (property) {
            case CARRIER -> SeId.is(value);
            case SERVICE -> SERVICE_CODE.matcher(value).matches();
            case PACKAGE -> PACKAGE_CODE.matcher(value).matches();
            case CONFIRMATION -> CONFIRMATIONS.contains(value);
            default -> throw new AssertionError(property);
        };
        if (!good) {
            throw new IllegalArgumentException("setting " + name + " must be "
                    + (property.equals(CONFIRMATION)
                            ? "one of " + String.join(", ", CONFIRMATIONS)
                            : "like " + example(property)));
        }
        values.put(new Key(service, country, property), value);
    }

    private static String example(String property) {
        return switch (property) {
            case CARRIER -> "se-28529731";
            case SERVICE -> "usps_priority_mail";
            case PACKAGE -> "large_package";
            default -> throw new AssertionError(property);
        };
    }

    Route of(Consignment consignment) throws UnsendableException {
        String wanted = consignment.service();
        String service = wanted.isEmpty() || has(wanted) ? wanted : ANY;
        if (!service.isEmpty() && !has(service)) {
            throw UnsendableException.notYet("no setting says how the shop's service '" + wanted
                    + "' travels; expected service.NAME.service_code with that name, or with * for any");
        }
        String country = consignment.shipTo().country();
        return new Route(
                required(service, country, CARRIER),
                required(service, country, SERVICE),
                find(service, country, PACKAGE).orElse("package"),
                find(service, country, CONFIRMATION).orElse(""));
    }

    private boolean has(String service) {
        return values.keySet().stream().anyMatch(key -> key.service.equals(service));
    }

    private String required(String service, String country, String property) throws UnsendableException {
        Optional<String> value = find(service, country, property);
        if (value.isEmpty()) {
            throw UnsendableException.notYet(
                    "no setting " + property + " holds for the service '" + service + "' and the country " + country);
        }
        return value.get();
    }

    private Optional<String> find(String service, String country, String property) {
        return Stream.of(
                        new Key(service, country, property),
                        new Key(service, "", property),
                        new Key("", country, property),
                        new Key("", "", property))
                .map(values::get)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
