package io.shiponce.examples.reference;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Consignments and adapters to test with. */
final class Samples {
    private Samples() {}

    static Consignment mugs() {
        return mugsFor("Ada Ahorn");
    }

    static Consignment mugsFor(String name) {
        Address address =
                new Address(name, null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null);
        Item mug = new Item("MUG-1", "Mug", 2, new Money(new BigDecimal("12.50"), "EUR"), new Weight(350));
        Parcel parcel = new Parcel(List.of(mug), new Weight(700), new Dimensions(200, 150, 100));
        return new Consignment("AUG", "standard", address, List.of(parcel));
    }

    static Consignment tooLarge() {
        Item item = new Item("S".repeat(255), "N".repeat(255), 1, null, null);
        return new Consignment(
                "", "", mugs().shipTo(), List.of(new Parcel(Collections.nCopies(3_000, item), null, null)));
    }

    static ReferenceCarrier adapter(String url, Duration timeout) {
        return new ReferenceCarrier(ReferenceSettings.read(Map.of("url", url, "timeout", timeout.toString())));
    }
}
