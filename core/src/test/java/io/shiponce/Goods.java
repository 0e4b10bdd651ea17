package io.shiponce;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Lines, written as one says them. Each method returns another line. */
record Goods(OrderLine line) {
    static Goods goods(String sku, int quantity) {
        return new Goods(OrderLine.of(sku, quantity));
    }

    private Goods with(Traits traits) {
        return new Goods(TestOrders.with(traits, line));
    }

    private Goods with(Money price, Weight weight, String origin, String shippingClass, Instant from) {
        return new Goods(new OrderLine(
                line.sku(),
                line.name(),
                line.quantity(),
                price,
                weight,
                line.requiresShipping(),
                origin,
                shippingClass,
                from,
                line.traits()));
    }

    Goods grams(long grams) {
        return with(line.unitPrice(), new Weight(grams), line.origin(), line.shippingClass(), line.availableFrom());
    }

    Goods costing(String amount, String currency) {
        Money price = new Money(new BigDecimal(amount), currency);
        return with(price, line.unitWeight(), line.origin(), line.shippingClass(), line.availableFrom());
    }

    Goods origin(String origin) {
        return with(line.unitPrice(), line.unitWeight(), origin, line.shippingClass(), line.availableFrom());
    }

    Goods shippingClass(String shippingClass) {
        return with(line.unitPrice(), line.unitWeight(), line.origin(), shippingClass, line.availableFrom());
    }

    Goods from(Instant time) {
        return with(line.unitPrice(), line.unitWeight(), line.origin(), line.shippingClass(), time);
    }

    Goods virtual() {
        return new Goods(
                new OrderLine(line.sku(), null, line.quantity(), null, null, false, "", "", null, line.traits()));
    }

    Goods size(int length, int width, int height) {
        Traits t = line.traits();
        return with(new Traits(
                new Dimensions(length, width, height),
                t.vendor(),
                t.hazard(),
                t.temperature(),
                t.keepTogether(),
                t.shipsAlone(),
                null,
                null));
    }

    Goods vendor(String vendor) {
        Traits t = line.traits();
        return with(new Traits(
                t.unitDimensions(), vendor, t.hazard(), t.temperature(), t.keepTogether(), t.shipsAlone(), null, null));
    }

    Goods hazard(String hazard) {
        Traits t = line.traits();
        return with(new Traits(
                t.unitDimensions(), t.vendor(), hazard, t.temperature(), t.keepTogether(), t.shipsAlone(), null, null));
    }

    Goods temperature(String temperature) {
        Traits t = line.traits();
        return with(new Traits(
                t.unitDimensions(), t.vendor(), t.hazard(), temperature, t.keepTogether(), t.shipsAlone(), null, null));
    }

    Goods kept(String word) {
        Traits t = line.traits();
        return with(new Traits(
                t.unitDimensions(), t.vendor(), t.hazard(), t.temperature(), word, t.shipsAlone(), null, null));
    }

    Goods alone() {
        Traits t = line.traits();
        return with(new Traits(
                t.unitDimensions(), t.vendor(), t.hazard(), t.temperature(), t.keepTogether(), true, null, null));
    }

    static List<OrderLine> lines(Goods... goods) {
        return Arrays.stream(goods).map(Goods::line).toList();
    }

    static Group group(Goods... goods) {
        return TestOrders.group(lines(goods));
    }

    static Group groupTo(String country, Goods... goods) {
        Address to = new Address("Ada Ahorn", null, "Street 1", null, "1", "City", null, country, null, null);
        return new Group(to, lines(goods), List.of());
    }

    static Order order(Goods... goods) {
        return TestOrders.of(lines(goods));
    }

    /** What is in each group and why: {@code A x 2, B x 1 | reason; ! flagged reason}. */
    static List<String> shown(List<Group> groups) {
        return groups.stream().map(Goods::shown).toList();
    }

    static String shown(Group group) {
        return content(group.lines()) + why(group.reasons());
    }

    static List<String> shown(PlanPreview preview) {
        return preview.shipments().stream()
                .map(planned -> planned.carrier() + "/" + planned.consignment().service() + " from '"
                        + planned.consignment().origin() + "': "
                        + String.join(
                                ", ",
                                planned.consignment().parcels().get(0).items().stream()
                                        .map(item -> item.sku() + " x " + item.quantity())
                                        .toList())
                        + why(planned.reasons()))
                .toList();
    }

    static String content(List<OrderLine> lines) {
        return String.join(
                ", ",
                lines.stream().map(line -> line.sku() + " x " + line.quantity()).toList());
    }

    private static String why(List<Reason> reasons) {
        String why = String.join(
                "; ",
                reasons.stream()
                        .map(reason -> (reason.flagged() ? "! " : "") + reason)
                        .toList());
        return why.isEmpty() ? "" : " | " + why;
    }
}
