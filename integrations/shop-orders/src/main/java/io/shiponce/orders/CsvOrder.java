package io.shiponce.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import io.shiponce.store.OrderKey;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rows of one order in a CSV file. What is wrong in one of them refuses the order. One thread, one order. */
final class CsvOrder {
    private final CsvColumns columns;
    private final OrderReader.Source source;
    private final long begins;
    private final ObjectNode first;
    private final Basket basket = new Basket();
    private int rows;
    private @Nullable OrderRefusal refusal;

    /** Begins with the row at hand, which is still to be added. */
    CsvOrder(CsvColumns columns, OrderReader.Source source, CsvRows row) {
        this.columns = columns;
        this.source = source;
        this.begins = row.line();
        this.first = columns.object(row);
    }

    /** Whether the row is of the same order. */
    boolean goesOnIn(CsvRows row) {
        ObjectNode other = columns.object(row);
        boolean sameShop = !other.has("shop") || other.path("shop").equals(first.path("shop"));
        return sameShop && other.path(CsvColumns.NUMBER).equals(first.path(CsvColumns.NUMBER));
    }

    /** Takes in a row of this order. After one that is refused, the others are passed over. */
    void add(CsvRows row) {
        rows++;
        if (refusal != null) {
            return;
        }
        try {
            if (rows > Order.MAX_LINES) {
                throw new OrderRefusal("", "has more than " + Order.MAX_LINES + " rows");
            }
            ObjectNode values = columns.object(row);
            checkSame(values);
            basket.add(line(new Fields(values)));
        } catch (OrderRefusal e) {
            refuse(new OrderRefusal(e.field(), e.problem() + " (line " + row.line() + ")"));
        }
    }

    /** Refuses it, if it is not refused yet. */
    void refuse(OrderRefusal problem) {
        refusal = refusal == null ? problem : refusal;
    }

    private void checkSame(ObjectNode row) {
        for (String name : CsvColumns.OF_ORDERS) {
            if (row.has(name) && !row.get(name).equals(first.path(name))) {
                throw new OrderRefusal(
                        name, "differs from the order's first row, line " + begins + "; expected the same, or nothing");
            }
        }
    }

    private static OrderLine line(Fields row) {
        String sku = row.text("sku", "what it is");
        String name = row.title("itemName");
        int pieces = row.pieces("quantity");
        if (pieces == 0) {
            throw row.refusal("quantity", "must be at least 1");
        }
        Money price = row.has("unitPrice") ? row.money("unitPrice", row.currency("currency")) : null;
        Weight weight = row.weight("weightGrams", "g");
        boolean shipped = row.flag("requiresShipping", true);
        String origin = row.optionalText("origin");
        String shippingClass = row.optionalText("shippingClass");
        Instant from = row.time("availableFrom");
        Traits traits = traits(row);
        return OrderValues.checked(
                "",
                () -> new OrderLine(
                        sku,
                        name,
                        pieces,
                        price,
                        weight,
                        shipped,
                        origin == null ? "" : origin,
                        shippingClass == null ? "" : shippingClass,
                        from,
                        traits));
    }

    private static Traits traits(Fields row) {
        Dimensions size = size(row);
        String vendor = row.optionalText("vendor");
        String hazard = row.optionalText("hazard");
        String temperature = row.optionalText("temperature");
        String together = row.optionalText("keepTogether");
        boolean alone = row.flag("shipsAlone", false);
        String code = row.optionalText("commodityCode");
        String madeIn = row.has("countryOfOrigin") ? row.country("countryOfOrigin", "countryOfOrigin") : null;
        return OrderValues.checked(
                "", () -> new Traits(size, vendor, hazard, temperature, together, alone, code, madeIn));
    }

    private static @Nullable Dimensions size(Fields row) {
        if (!row.has("lengthMillimetres") && !row.has("widthMillimetres") && !row.has("heightMillimetres")) {
            return null;
        }
        int length = row.pieces("lengthMillimetres");
        int width = row.pieces("widthMillimetres");
        int height = row.pieces("heightMillimetres");
        return OrderValues.checked("", () -> new Dimensions(length, width, height));
    }

    ReadResult result() {
        try {
            if (refusal != null) {
                throw refusal;
            }
            return new ReadResult.Read(source.name(), begins, order(new Fields(first)));
        } catch (OrderRefusal e) {
            return new ReadResult.Refused(source.name(), begins, key(), e.field(), e.problem());
        }
    }

    private Order order(Fields row) {
        String shop = shop(row);
        String number = number(row);
        String carrier = row.optionalText("carrier");
        int priority = priority(row);
        Instant placedAt = row.time("placedAt");
        Address shipTo = shipTo(row);
        return OrderValues.checked(
                "",
                () -> new Order(
                        shop,
                        number,
                        placedAt,
                        carrier == null ? source.carrier() : carrier,
                        priority,
                        shipTo,
                        basket.lines()));
    }

    private static int priority(Fields row) {
        BigDecimal priority = row.optionalNumber("priority");
        if (priority == null) {
            return 0;
        }
        if (priority.stripTrailingZeros().scale() > 0
                || priority.abs().compareTo(BigDecimal.valueOf(Order.MAX_PRIORITY)) > 0) {
            throw row.refusal(
                    "priority", "must be a whole number from -" + Order.MAX_PRIORITY + " to " + Order.MAX_PRIORITY);
        }
        return priority.intValueExact();
    }

    private static Address shipTo(Fields row) {
        return OrderValues.address(
                "",
                row.text("name", "who gets it"),
                row.optionalText("company"),
                row.text("street1", "street and number"),
                row.optionalText("street2"),
                row.text("postalCode", "the postal code"),
                row.text("city", "the city"),
                row.optionalText("region"),
                row.country("country", "country"),
                row.optionalText("email"),
                row.optionalText("phone"));
    }

    private @Nullable String key() {
        try {
            Fields row = new Fields(first);
            return new OrderKey(shop(row), number(row)).toString();
        } catch (OrderRefusal e) {
            return null;
        }
    }

    private String shop(Fields row) {
        String shop = row.optionalText("shop");
        return shop == null ? source.shop() : OrderValues.named("shop", shop);
    }

    private static String number(Fields row) {
        return OrderValues.number(row.text(CsvColumns.NUMBER, "the order's number"));
    }
}
