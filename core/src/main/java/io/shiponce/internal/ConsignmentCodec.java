package io.shiponce.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consignment as the bytes that a store keeps: JSON that begins with the version of its format. The same consignment
 * gives the same bytes. Stateless; safe for any thread.
 */
public final class ConsignmentCodec {
    /** What is written, and the newest that is read; each that was ever written is kept among the tests (StoredFormatsTest). */
    static final int FORMAT = 1;

    private static final String A_TEXT = "a text";

    private ConsignmentCodec() {}

    /** Throws {@link IllegalArgumentException} for one that does not fit into a {@link Payload}. */
    public static Payload encode(Consignment consignment) {
        return Payload.of(JsonOutput.object(json -> {
            json.writeNumberField("v", FORMAT);
            JsonOutput.text(json, "origin", consignment.origin());
            JsonOutput.text(json, "service", consignment.service());
            PartsJson.write(json, "shipTo", consignment.shipTo());
            json.writeArrayFieldStart("parcels");
            for (Parcel parcel : consignment.parcels()) {
                write(json, parcel);
            }
            json.writeEndArray();
        }));
    }

    /** R7: of what was planned under the shipment's reference, and of nothing else; throws as {@link #decode(Payload)} does. */
    public static Consignment decode(ShipmentRecord shipment, Payload payload) {
        if (!Fingerprints.matches(shipment.fingerprint(), payload, shipment.reference())) {
            throw Fingerprints.mismatch(shipment.fingerprint());
        }
        return decode(payload);
    }

    /**
     * Throws {@link UnreadableException} for what was erased, what a newer version wrote and
     * what this one does not understand in every part: a consignment is sent as it was meant, or not at all.
     */
    public static Consignment decode(Payload payload) {
        if (payload.size() == 0) {
            throw new UnreadableException("the consignment was erased");
        }
        try {
            return StrictJson.read(
                    StrictJson.FACTORY.createParser(payload.toByteArray()), json -> new ConsignmentFields(json).read());
        } catch (Refusal e) {
            throw new UnreadableException("consignment", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the bytes are in memory", e);
        }
    }

    private static void write(JsonGenerator json, Parcel parcel) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Item item : parcel.items()) {
            json.writeStartObject();
            JsonOutput.text(json, "sku", item.sku());
            JsonOutput.text(json, "name", item.name());
            json.writeNumberField("quantity", item.quantity());
            PartsJson.write(json, "unitPrice", item.unitPrice());
            weight(json, "unitGrams", item.unitWeight());
            JsonOutput.text(json, "commodityCode", item.commodityCode());
            JsonOutput.text(json, "countryOfOrigin", item.countryOfOrigin());
            json.writeEndObject();
        }
        json.writeEndArray();
        weight(json, "grams", parcel.weight());
        PartsJson.write(json, "millimetres", parcel.dimensions());
        json.writeEndObject();
    }

    private static void weight(JsonGenerator json, String name, @Nullable Weight weight) throws IOException {
        if (weight != null) {
            json.writeNumberField(name, weight.grams());
        }
    }

    private static Weight weight(StrictJson json) throws IOException {
        return new Weight(json.integer(0, (int) Weight.MAX_GRAMS));
    }

    private static final class ConsignmentFields implements StrictJson.Fields {
        private final StrictJson json;
        private @Nullable String origin;
        private @Nullable String service;
        private @Nullable Address shipTo;
        private final List<Parcel> parcels = new ArrayList<>();

        ConsignmentFields(StrictJson json) {
            this.json = json;
        }

        @Override
        public boolean read(String name) throws IOException {
            switch (name) {
                case "origin" -> origin = PartsJson.text(json, Address.MAX_LENGTH);
                case "service" -> service = PartsJson.text(json, Address.MAX_LENGTH);
                case "shipTo" -> shipTo = PartsJson.address(json);
                case "parcels" ->
                    json.array("parcels", Consignment.MAX_PARCELS, () -> parcels.add(new ParcelFields(json).read()));
                default -> {
                    return false;
                }
            }
            return true;
        }

        Consignment read() throws IOException {
            json.versionedObject("a consignment", FORMAT, this);
            return new Consignment(
                    json.required("origin", origin, A_TEXT),
                    json.required("service", service, A_TEXT),
                    json.required("shipTo", shipTo, "an address"),
                    json.required("parcels", parcels.isEmpty() ? null : parcels, "at least one parcel"));
        }
    }

    private static final class ParcelFields implements StrictJson.Fields {
        private final StrictJson json;
        private final List<Item> items = new ArrayList<>();
        private @Nullable Weight weight;
        private @Nullable Dimensions dimensions;

        ParcelFields(StrictJson json) {
            this.json = json;
        }

        @Override
        public boolean read(String name) throws IOException {
            switch (name) {
                case "items" -> json.array("items", Parcel.MAX_ITEMS, () -> items.add(new ItemFields(json).read()));
                case "grams" -> weight = weight(json);
                case "millimetres" -> dimensions = PartsJson.dimensions(json);
                default -> {
                    return false;
                }
            }
            return true;
        }

        Parcel read() throws IOException {
            json.object("a parcel", this);
            return new Parcel(
                    json.required("items", items.isEmpty() ? null : items, "at least one item"), weight, dimensions);
        }
    }

    private static final class ItemFields implements StrictJson.Fields {
        private final StrictJson json;
        private @Nullable String sku;
        private @Nullable String itemName;
        private @Nullable Integer quantity;
        private @Nullable Money unitPrice;
        private @Nullable Weight unitWeight;
        private @Nullable String commodityCode;
        private @Nullable String countryOfOrigin;

        ItemFields(StrictJson json) {
            this.json = json;
        }

        @Override
        public boolean read(String name) throws IOException {
            switch (name) {
                case "sku" -> sku = PartsJson.nonBlank(json, Address.MAX_LENGTH);
                case "name" -> itemName = PartsJson.text(json, Address.MAX_LENGTH);
                case "quantity" -> quantity = json.integer(1, Item.MAX_QUANTITY);
                case "unitPrice" -> unitPrice = PartsJson.money(json);
                case "unitGrams" -> unitWeight = weight(json);
                case "commodityCode" -> commodityCode = PartsJson.commodityCode(json);
                case "countryOfOrigin" -> countryOfOrigin = PartsJson.country(json);
                default -> {
                    return false;
                }
            }
            return true;
        }

        Item read() throws IOException {
            json.object("an item", this);
            return new Item(
                    json.required("sku", sku, A_TEXT),
                    itemName,
                    json.required("quantity", quantity, "a number"),
                    unitPrice,
                    unitWeight,
                    commodityCode,
                    countryOfOrigin);
        }
    }
}
