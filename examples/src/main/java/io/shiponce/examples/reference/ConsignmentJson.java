package io.shiponce.examples.reference;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.http.Texts;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a create request: fields in this order, absent ones left out, no time and no chance in it (C5). Whoever changes
 * a byte of it changes {@link #FORMAT} too, so that no claim of before is sent again in the new form.
 *
 * <p>Stateless and safe for any thread.
 */
final class ConsignmentJson {
    /** Names this form of the body. */
    static final String FORMAT = "reference-1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ConsignmentJson() {}

    /** The bytes, in UTF-8. Throws {@link CharacterCodingException} for text that is not Unicode (half a surrogate pair). */
    static byte[] bytes(Consignment consignment, String reference) throws CharacterCodingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("reference", reference);
        root.put("origin", consignment.origin());
        root.put("service", consignment.service());
        root.set("shipTo", address(consignment.shipTo()));
        ArrayNode parcels = root.putArray("parcels");
        consignment.parcels().forEach(parcel -> parcels.add(parcel(parcel)));
        // Not Jackson's own bytes: it writes half a pair as it finds it.
        return Texts.utf8(root.toString());
    }

    private static ObjectNode address(Address address) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", address.name());
        text(node, "company", address.company());
        node.put("street1", address.street1());
        text(node, "street2", address.street2());
        node.put("postalCode", address.postalCode());
        node.put("city", address.city());
        text(node, "region", address.region());
        node.put("country", address.country());
        text(node, "email", address.email());
        text(node, "phone", address.phone());
        return node;
    }

    private static ObjectNode parcel(Parcel parcel) {
        ObjectNode node = JSON.createObjectNode();
        if (parcel.weight() != null) {
            node.put("weightGrams", parcel.weight().grams());
        }
        Dimensions dimensions = parcel.dimensions();
        if (dimensions != null) {
            node.putObject("dimensions")
                    .put("lengthMillimetres", dimensions.lengthMillimetres())
                    .put("widthMillimetres", dimensions.widthMillimetres())
                    .put("heightMillimetres", dimensions.heightMillimetres());
        }
        ArrayNode items = node.putArray("items");
        parcel.items().forEach(item -> items.add(item(item)));
        return node;
    }

    private static ObjectNode item(Item item) {
        ObjectNode node = JSON.createObjectNode();
        node.put("sku", item.sku());
        text(node, "name", item.name());
        node.put("quantity", item.quantity());
        Money price = item.unitPrice();
        if (price != null) {
            node.putObject("unitPrice")
                    .put("amount", price.amount().toPlainString())
                    .put("currency", price.currency());
        }
        if (item.unitWeight() != null) {
            node.put("unitWeightGrams", item.unitWeight().grams());
        }
        return node;
    }

    private static void text(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
