package io.shiponce.carrier.dhl;

import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.UnsendableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which DHL product a consignment takes, by the shop's word for its service and by the country it goes to, and under which billing
 * number. The most special setting counts:
 *
 * <pre>
 * service.NAME.to.CC.product    service.NAME.product    to.CC.product    product
 * </pre>
 *
 * {@code *} as NAME is any service that has no settings of its own. A service without settings is not sent as another one. Without
 * settings, what has no service goes as V01PAK within Germany and as V53WPAK elsewhere.
 *
 * <p>Immutable and safe for any thread.
 */
final class Products {
    private static final List<String> PRODUCTS = List.of("V01PAK", "V53WPAK", "V54EPAK", "V62WP", "V62KP", "V66WPI");
    private static final String ANY = "*";
    private static final String PRODUCT = ".product";
    private static final Pattern TO = Pattern.compile("(?<country>[A-Z]{2})\\.product");
    private static final Pattern SERVICE = Pattern.compile("(?<name>.+?)(?:\\.to\\.(?<country>[A-Z]{2}))?\\.product");

    /** Ten letters or digits of the customer, two of the product, two of the contract. */
    private static final Pattern BILLING_NUMBER = Pattern.compile("\\w{10}\\d{2}\\w{2}");

    private static final int CUSTOMER_LENGTH = 10;

    private final Map<Key, String> products = new HashMap<>();
    private final Map<String, String> billingNumbers = new TreeMap<>();

    /** For which consignments a product holds; empty texts are "any". */
    private record Key(String service, String country) {}

    private Products() {}

    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static Products read(AdapterSettings settings) {
        Products products = new Products();
        products.products.put(new Key("", ""), "V53WPAK");
        products.products.put(new Key("", Consignee.GERMANY), "V01PAK");
        settings.optional("product").ifPresent(value -> products.put("", "", "product", value));
        settings.group("to.").forEach((rest, value) -> products.put(TO, "to." + rest, rest, value));
        settings.group("service.").forEach((rest, value) -> products.put(SERVICE, "service." + rest, rest, value));
        settings.group("billingNumber.").forEach(products::putBillingNumber);
        if (products.billingNumbers.isEmpty()) {
            throw new IllegalArgumentException(
                    "setting billingNumber.V01PAK is missing; expected the billing number of each product that is used");
        }
        return products;
    }

    private void put(Pattern form, String setting, String rest, String value) {
        Matcher place = form.matcher(rest);
        if (!place.matches()) {
            throw new IllegalArgumentException("unknown setting " + setting + "; expected service.NAME" + PRODUCT
                    + ", to.CC" + PRODUCT + " or service.NAME.to.CC" + PRODUCT);
        }
        String country = Objects.requireNonNullElse(place.group("country"), "");
        put(form == TO ? "" : place.group("name"), country, setting, value);
    }

    private void put(String service, String country, String setting, String value) {
        if (!PRODUCTS.contains(value)) {
            throw new IllegalArgumentException("setting " + setting + " must be one of " + String.join(", ", PRODUCTS));
        }
        products.put(new Key(service, country), value);
    }

    private void putBillingNumber(String product, String number) {
        if (!PRODUCTS.contains(product)) {
            throw new IllegalArgumentException("unknown setting billingNumber." + product + "; there are "
                    + PRODUCTS.stream().map(one -> "billingNumber." + one).collect(Collectors.joining(", ")));
        }
        String digits = product.substring(1, 3);
        if (!BILLING_NUMBER.matcher(number).matches() || !number.startsWith(digits, CUSTOMER_LENGTH)) {
            throw new IllegalArgumentException("setting billingNumber." + product
                    + " must be 10 letters or digits of the customer, then " + digits
                    + ", then 2 letters or digits of the contract");
        }
        billingNumbers.put(product, number);
    }

    String of(Consignment consignment) throws UnsendableException {
        String wanted = consignment.service();
        String service = wanted.isEmpty() || has(wanted) ? wanted : ANY;
        if (!has(service)) {
            throw UnsendableException.notYet("no setting says how the shop's service '" + wanted
                    + "' travels; expected service.NAME" + PRODUCT + " with that name, or with * for any");
        }
        String country = consignment.shipTo().country();
        Optional<String> product = Stream.of(
                        new Key(service, country), new Key(service, ""), new Key("", country), new Key("", ""))
                .map(products::get)
                .filter(Objects::nonNull)
                .findFirst();
        return product.orElseThrow();
    }

    private boolean has(String service) {
        return products.keySet().stream().anyMatch(key -> key.service.equals(service));
    }

    String billingNumber(String product) throws UnsendableException {
        String number = billingNumbers.get(product);
        if (number == null) {
            throw UnsendableException.notYet(
                    "setting billingNumber." + product + " is missing; the consignment would travel as " + product);
        }
        return number;
    }

    /** The customers that the billing numbers belong to, usually one: their first ten characters. */
    SortedSet<String> customers() {
        return billingNumbers.values().stream()
                .map(number -> number.substring(0, CUSTOMER_LENGTH))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
