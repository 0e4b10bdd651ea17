package io.shiponce.carrier.shipengine;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings and goods that ShipEngine would take. */
final class Samples {
    static final String KEY = "TEST_k3yQuarzW0rd";
    static final String REFERENCE = "SO-Q7XK2M9V4T1B";

    private Samples() {}

    /** The least that a shop must say, for this endpoint. */
    static Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("url", url);
        settings.put("api_key", KEY);
        settings.put("sandbox", "true");
        settings.put("carrier_id", "se-28529731");
        settings.put("service_code", "dhl_paket");
        settings.put("ship_from.name", "Versand");
        settings.put("ship_from.phone", "+49 821 1111111");
        settings.put("ship_from.address_line1", "Lagerweg 4");
        settings.put("ship_from.city_locality", "Augsburg");
        settings.put("ship_from.postal_code", "86150");
        settings.put("ship_from.country_code", "DE");
        return settings;
    }

    /** The same with more, or with other values; an empty value takes one away. */
    static Map<String, String> settings(String url, String... more) {
        Map<String, String> settings = settings(url);
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1].isEmpty()) {
                settings.remove(more[i]);
            } else {
                settings.put(more[i], more[i + 1]);
            }
        }
        return settings;
    }

    static ShipEngineCarrier adapter(String url, String... more) {
        return (ShipEngineCarrier) new ShipEngineFactory().create(settings(url, more));
    }

    static Address berlin() {
        return new Address("Ada Ahorn", null, "Lindenstr. 1", " ", "10969", "Berlin", null, "DE", null, null);
    }

    static Address austin() {
        return new Address(
                "Ada Ahorn",
                "Ahorn Inc.",
                "1 Main St",
                "Unit 2",
                "78756",
                "Austin",
                "TX",
                "US",
                "ada@example.org",
                "1");
    }

    static Item mug() {
        return new Item(
                "MUG-1", "Mug", 2, new Money(new BigDecimal("12.50"), "EUR"), new Weight(350), "69111000", "DE");
    }

    static Parcel parcel(Item... items) {
        return new Parcel(List.of(items), new Weight(1234), new Dimensions(200, 150, 101));
    }

    static Consignment to(Address address) {
        return new Consignment("", "", address, List.of(parcel(mug())));
    }

    static Consignment to(Address address, Parcel... parcels) {
        return new Consignment("", "", address, List.of(parcels));
    }

    static Consignment from(String origin, String service, Address address) {
        return new Consignment(origin, service, address, List.of(parcel(mug())));
    }
}
