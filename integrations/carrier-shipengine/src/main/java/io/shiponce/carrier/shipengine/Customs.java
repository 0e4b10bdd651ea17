package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.CustomsTerritory;
import io.shiponce.carrier.http.UnsendableException;
import java.util.List;

/**
 * What customs are told. Needed wherever goods leave the sender's customs territory; each item then needs a description, a value, a
 * tariff code and a country of origin. The items stand in {@code packages[].products}: the description calls {@code
 * customs.customs_items} deprecated and sends them there.
 *
 * <p>Immutable and safe for any thread.
 */
record Customs(String contents, String explanation, String nonDelivery, String termsOfTrade, Measures measures) {
    /** {@code products.description} of the description, in characters. */
    static final int MAX_DESCRIPTION = 100;

    private static final List<String> CONTENTS =
            List.of("merchandise", "documents", "gift", "returned_goods", "sample", "other");
    private static final List<String> NON_DELIVERY = List.of("return_to_sender", "treat_as_abandoned");
    private static final List<String> TERMS = List.of(
            "exw", "fca", "cpt", "cip", "dpu", "dap", "ddp", "fas", "fob", "cfr", "cif", "ddu", "daf", "deq", "des");

    /** Reads the defaults; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static Customs read(AdapterSettings settings, Measures measures) {
        String contents = settings.choice("customs.contents", "merchandise", CONTENTS);
        String explanation = settings.optional("customs.contents_explanation").orElse("");
        if (contents.equals("other") && explanation.isEmpty()) {
            throw new IllegalArgumentException(
                    "setting customs.contents_explanation is missing; customs.contents other needs it");
        }
        String terms = "customs.terms_of_trade_code";
        return new Customs(
                contents,
                explanation,
                settings.choice("customs.non_delivery", "return_to_sender", NON_DELIVERY),
                settings.optional(terms).isPresent() ? settings.choice(terms, "", TERMS) : "",
                measures);
    }

    static boolean areNeeded(Origin from, Address to) {
        return !CustomsTerritory.isOne(from.country(), from.postalCode(), to.country(), to.postalCode());
    }

    ObjectNode shipment() {
        ObjectNode node = Json.object().put("contents", contents);
        if (!explanation.isEmpty()) {
            node.put("contents_explanation", explanation);
        }
        node.put("non_delivery", nonDelivery);
        if (!termsOfTrade.isEmpty()) {
            node.put("terms_of_trade_code", termsOfTrade);
        }
        return node;
    }

    /** The items of one parcel; {@code number} counts the parcels from 1, for messages. */
    ArrayNode products(Parcel parcel, int number) throws UnsendableException {
        ArrayNode products = Json.object().arrayNode();
        for (int i = 0; i < parcel.items().size(); i++) {
            products.add(product(parcel.items().get(i), "parcel " + number + ", item " + (i + 1)));
        }
        return products;
    }

    private ObjectNode product(Item item, String where) throws UnsendableException {
        String name = item.name();
        if (name == null || name.isBlank()) {
            throw missing(where, "name");
        }
        if (name.length() > MAX_DESCRIPTION) {
            throw UnsendableException.rejected(where + ": name has " + name.length()
                    + " characters, and is the description" + " for customs, of at most " + MAX_DESCRIPTION);
        }
        Money price = item.unitPrice();
        if (price == null) {
            throw missing(where, "unitPrice");
        }
        String commodityCode = item.commodityCode();
        if (commodityCode == null) {
            throw missing(where, "commodityCode");
        }
        String countryOfOrigin = item.countryOfOrigin();
        if (countryOfOrigin == null) {
            throw missing(where, "countryOfOrigin");
        }
        ObjectNode product = Json.object().put("description", name).put("quantity", item.quantity());
        product.putObject("value").put("currency", price.currency()).put("amount", price.amount());
        if (item.unitWeight() != null && item.unitWeight().grams() > 0) {
            product.set("weight", measures.weight(item.unitWeight()));
        }
        return product.put("harmonized_tariff_code", commodityCode)
                .put("country_of_origin", countryOfOrigin)
                .put("sku", item.sku());
    }

    private static UnsendableException missing(String where, String field) {
        return UnsendableException.rejected(where + ": " + field
                + " is missing; the consignment leaves the sender's customs territory, and customs need it");
    }
}
