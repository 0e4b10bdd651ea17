package io.shiponce.packing;

import io.shiponce.Box;
import io.shiponce.Group;
import io.shiponce.OrderLine;
import io.shiponce.Packed;
import io.shiponce.Reason;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Weight;
import java.util.List;

/** Goods with sizes, and the boxes for them. */
final class Lines {
    static final Box SMALL = box("S", 200, 150, 100, 200, 5_000);
    static final Box LARGE = box("L", 400, 300, 200, 500, 20_000);
    static final Box LONG = box("LONG", 1_000, 100, 100, 300, 10_000);
    static final List<Box> BOXES = List.of(LARGE, LONG, SMALL);

    private Lines() {}

    static Box box(String name, int length, int width, int height, long tare, long max) {
        return new Box(
                name,
                new Dimensions(length, width, height),
                new Dimensions(length + 10, width + 10, height + 10),
                new Weight(tare),
                new Weight(max));
    }

    static OrderLine line(String sku, int quantity, long grams, int length, int width, int height) {
        return line(sku, quantity, grams, new Dimensions(length, width, height), null);
    }

    static OrderLine kept(String sku, int quantity, String word, int length, int width, int height) {
        return line(sku, quantity, 1, new Dimensions(length, width, height), word);
    }

    static OrderLine unknown(String sku, int quantity) {
        return line(sku, quantity, 1, null, null);
    }

    private static OrderLine line(String sku, int quantity, long grams, Dimensions size, String kept) {
        return new OrderLine(
                sku,
                null,
                quantity,
                null,
                new Weight(grams),
                true,
                "",
                "",
                null,
                new Traits(size, null, null, null, kept, false, null, null));
    }

    static Group group(OrderLine... lines) {
        return group(List.of(lines));
    }

    static Group group(List<OrderLine> lines) {
        Address ada = new Address("Ada Ahorn", null, "Street 1", null, "1", "City", null, "DE", null, null);
        return new Group(ada, lines, List.of());
    }

    static List<String> shown(List<Packed> parcels) {
        return parcels.stream().map(Lines::shown).toList();
    }

    private static String shown(Packed parcel) {
        List<String> lines = parcel.group().lines().stream()
                .map(line -> line.sku() + " x " + line.quantity())
                .toList();
        List<String> reasons = parcel.group().reasons().stream()
                .map(reason -> (reason.flagged() ? "! " : "") + reason)
                .toList();
        return String.join(", ", lines) + " | " + String.join("; ", reasons);
    }

    static boolean flagged(Packed parcel) {
        return parcel.group().reasons().stream().anyMatch(Reason::flagged);
    }
}
