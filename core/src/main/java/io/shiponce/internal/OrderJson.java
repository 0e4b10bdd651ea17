package io.shiponce.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentRecord;
import java.io.IOException;
import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The canonical order format, to and from JSON. Stateless; safe for any thread. */
public final class OrderJson {
    private static final String A_NAME = "a text of 1 to " + OrderKey.MAX_LENGTH + " characters";

    private OrderJson() {}

    /** Throws nothing but {@link Refusal}. */
    public static Order read(CharBuffer text) {
        return StrictJson.read(parser(text), json -> new OrderFields(json).read());
    }

    /** The order's name as far as it can be told from a text that was refused; null if it cannot. */
    public static @Nullable String keyOf(CharBuffer text) {
        String shop = null;
        String number = null;
        try (JsonParser parser = parser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while ((shop == null || number == null) && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                if (isText && name.equals("shop")) {
                    shop = parser.getText();
                } else if (isText && name.equals("number")) {
                    number = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            // What was read up to here is all that there is to be known.
        }
        return isName(shop) && isName(number) ? shop + "/" + number : null;
    }

    private static boolean isName(@Nullable String value) {
        return value != null && Limits.name(value, OrderKey.MAX_LENGTH) == null && value.indexOf('\uFFFD') < 0;
    }

    private static JsonParser parser(CharBuffer text) {
        try {
            return StrictJson.FACTORY.createParser(
                    text.array(), text.arrayOffset() + text.position(), text.remaining());
        } catch (IOException e) {
            throw new AssertionError("the text is in memory", e);
        }
    }

    public static byte[] write(Order order) {
        return JsonOutput.object(json -> {
            JsonOutput.text(json, "shop", order.shop());
            JsonOutput.text(json, "number", order.number());
            time(json, "placedAt", order.placedAt());
            JsonOutput.text(json, "carrier", order.carrier());
            json.writeNumberField("priority", order.priority());
            PartsJson.write(json, "shipTo", order.shipTo());
            json.writeArrayFieldStart("lines");
            for (OrderLine line : order.lines()) {
                write(json, line);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, OrderLine line) throws IOException {
        json.writeStartObject();
        JsonOutput.text(json, "sku", line.sku());
        JsonOutput.text(json, "name", line.name());
        json.writeNumberField("quantity", line.quantity());
        PartsJson.write(json, "unitPrice", line.unitPrice());
        if (line.unitWeight() != null) {
            json.writeNumberField("weightGrams", line.unitWeight().grams());
        }
        json.writeBooleanField("requiresShipping", line.requiresShipping());
        JsonOutput.text(json, "origin", line.origin());
        JsonOutput.text(json, "shippingClass", line.shippingClass());
        time(json, "availableFrom", line.availableFrom());
        TraitsJson.write(json, line.traits());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
        JsonOutput.text(json, name, value == null ? null : value.toString());
    }

    private static @Nullable String name(StrictJson json, int maxLength) throws IOException {
        if (json.isNull()) {
            return null;
        }
        String value = json.text("a text");
        json.check(Limits.name(value, maxLength));
        return value;
    }

    private static @Nullable Instant time(StrictJson json) throws IOException {
        if (json.isNull()) {
            return null;
        }
        String aTime = "a time like 2026-12-20T10:00:00Z";
        String text = json.text(aTime);
        Instant value;
        try {
            value = Instant.parse(text);
        } catch (DateTimeException e) {
            throw json.refusal("expected " + aTime);
        }
        json.check(Limits.time(value));
        return value;
    }

    private static final class OrderFields implements StrictJson.Fields {
        private final StrictJson json;
        private @Nullable String shop;
        private @Nullable String number;
        private @Nullable Instant placedAt;
        private @Nullable String carrier;
        private int priority;
        private @Nullable Address shipTo;
        private @Nullable List<OrderLine> lines;

        OrderFields(StrictJson json) {
            this.json = json;
        }

        @Override
        public boolean read(String field) throws IOException {
            switch (field) {
                case "shop" -> shop = name(json, OrderKey.MAX_LENGTH);
                case "number" -> number = name(json, OrderKey.MAX_LENGTH);
                case "placedAt" -> placedAt = time(json);
                case "carrier" -> carrier = name(json, ShipmentRecord.MAX_CARRIER);
                case "priority" -> priority = json.isNull() ? 0 : json.integer(-Order.MAX_PRIORITY, Order.MAX_PRIORITY);
                case "shipTo" -> shipTo = PartsJson.address(json);
                case "lines" -> lines = lines();
                default -> {
                    return false;
                }
            }
            return true;
        }

        private List<OrderLine> lines() throws IOException {
            List<OrderLine> read = new ArrayList<>();
            json.array("order lines", Order.MAX_LINES, () -> read.add(new LineFields(json).read()));
            if (read.isEmpty()) {
                throw json.refusal("must hold at least one line");
            }
            return read;
        }

        Order read() throws IOException {
            json.object("an order", this);
            return new Order(
                    json.required("shop", shop, A_NAME),
                    json.required("number", number, A_NAME),
                    placedAt,
                    carrier == null ? Order.DEFAULT_CARRIER : carrier,
                    priority,
                    json.required("shipTo", shipTo, "an address as a JSON object"),
                    json.required("lines", lines, "order lines as a JSON array"));
        }
    }

    private static final class LineFields implements StrictJson.Fields {
        private final StrictJson json;
        private @Nullable String sku;
        private @Nullable String itemName;
        private @Nullable Integer quantity;
        private @Nullable Money unitPrice;
        private @Nullable Weight unitWeight;
        private boolean requiresShipping = true;
        private @Nullable String origin;
        private @Nullable String shippingClass;
        private @Nullable Instant availableFrom;
        private final TraitsJson traits;

        LineFields(StrictJson json) {
            this.json = json;
            this.traits = new TraitsJson(json);
        }

        @Override
        public boolean read(String field) throws IOException {
            switch (field) {
                case "sku" -> sku = PartsJson.nonBlank(json, Address.MAX_LENGTH);
                case "name" -> itemName = PartsJson.text(json, Address.MAX_LENGTH);
                case "quantity" -> quantity = json.integer(1, Item.MAX_QUANTITY);
                case "unitPrice" -> unitPrice = PartsJson.money(json);
                case "weightGrams" -> unitWeight = weight();
                case "requiresShipping" -> requiresShipping = json.isNull() || json.bool();
                case "origin" -> origin = PartsJson.text(json, Address.MAX_LENGTH);
                case "shippingClass" -> shippingClass = PartsJson.text(json, Address.MAX_LENGTH);
                case "availableFrom" -> availableFrom = time(json);
                default -> {
                    return traits.read(field);
                }
            }
            return true;
        }

        private @Nullable Weight weight() throws IOException {
            return json.isNull() ? null : new Weight(json.integer(0, (int) Weight.MAX_GRAMS));
        }

        OrderLine read() throws IOException {
            json.object("an order line", this);
            return new OrderLine(
                    json.required("sku", sku, "a text of 1 to " + Address.MAX_LENGTH + " characters"),
                    itemName,
                    json.required("quantity", quantity, "a whole number from 1 to " + Item.MAX_QUANTITY),
                    unitPrice,
                    unitWeight,
                    requiresShipping,
                    origin == null ? "" : origin,
                    shippingClass == null ? "" : shippingClass,
                    availableFrom,
                    traits.traits());
        }
    }
}
