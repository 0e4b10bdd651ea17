package io.shiponce.carrier.dhl;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Consignments, settings and requests to test with. */
final class Samples {
    static final String REFERENCE = "SO-ABCDEFGH";
    static final String KEY = "key-4711";
    static final String PASSWORD = "pass-4711";
    static final String SECRET = "secret-4711";

    private Samples() {}

    /** Everything that is required, with more of it in pairs of names and values; an empty value takes a setting away. */
    static Map<String, String> settings(String url, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "url", url,
                "apiKey", KEY,
                "user", "user-valid",
                "password", PASSWORD,
                "billingNumber.V01PAK", "33333333330102",
                "billingNumber.V53WPAK", "33333333335301",
                "shipper.name1", "My Online Shop GmbH",
                "shipper.street", "Sträßchensweg 10",
                "shipper.postalCode", "53113",
                "shipper.city", "Bonn"));
        settings.put("customs.postalCharges", "4.90 EUR");
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1].isEmpty()) {
                settings.remove(more[i]);
            } else {
                settings.put(more[i], more[i + 1]);
            }
        }
        return settings;
    }

    static DhlParcelDeCarrier adapter(String url, String... more) {
        return (DhlParcelDeCarrier) new DhlParcelDeFactory().create(settings(url, more));
    }

    /** The body of a create. */
    static String body(Consignment consignment, String... more) throws Exception {
        Orders orders = DhlSettings.read(settings("http://localhost:1", more)).orders();
        return new String(orders.bytes(consignment, REFERENCE), StandardCharsets.UTF_8);
    }

    static Address augsburg() {
        return address("Maximilianstr. 1", null, "86150", "Augsburg", null, "DE");
    }

    static Address london() {
        return address("10 Downing Street", "2nd Floor", "SW1A 1AA", "London", "Greater London", "GB");
    }

    static Address austin() {
        return address("1 Main St", null, "78756", "Austin", "TX", "US");
    }

    static Address vienna() {
        return address("Stephansplatz 1", "Top 4", "1010", "Wien", "Wien", "AT");
    }

    static Address address(
            String street1, String street2, String postalCode, String city, String region, String country) {
        return new Address(
                "Ada Ahorn",
                null,
                street1,
                street2,
                postalCode,
                city,
                region,
                country,
                "ada@example.org",
                "+49 (0) 821 / 123 456");
    }

    static Item mug() {
        return mug("Mug, \"blue\"", "12.50", 350L, "691200", "DE");
    }

    static Item mug(String name, String price, Long grams, String commodityCode, String origin) {
        return new Item(
                "MUG-1",
                name,
                2,
                price == null ? null : new Money(new BigDecimal(price), "EUR"),
                grams == null ? null : new Weight(grams),
                commodityCode,
                origin);
    }

    static Parcel parcel(Item... items) {
        return new Parcel(List.of(items), new Weight(1_234), new Dimensions(200, 150, 100));
    }

    static Consignment to(Address address, Item... items) {
        return new Consignment("", "", address, List.of(items.length == 0 ? parcel(mug()) : parcel(items)));
    }

    static Consignment travelling(String service, Address address) {
        return new Consignment("", service, address, List.of(parcel(mug())));
    }

    static Consignment from(String origin, Address address) {
        return new Consignment(origin, "", address, List.of(parcel(mug())));
    }
}
