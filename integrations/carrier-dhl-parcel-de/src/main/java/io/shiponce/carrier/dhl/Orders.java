package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.CustomsTerritory;
import io.shiponce.carrier.http.Texts;
import io.shiponce.carrier.http.UnsendableException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code POST /orders}: always one shipment, fields in this order, absent ones left out, no time and no chance in it
 * (C5). {@code shipDate} is left out: DHL takes the day on which it is asked, and refuses a past one, which a later attempt
 * would name. Whoever changes a byte of it changes {@link #FORMAT} too.
 *
 * <p>Immutable and safe for any thread.
 */
final class Orders {
    /** Names this form of the body. */
    static final String FORMAT = "dhl-parcel-de-v2-1";

    /** The heaviest weight of the description. */
    static final long MAX_GRAMS = 31_500;

    private static final int MIN_REFERENCE = 8;
    private static final int MAX_REFERENCE = 35;
    private static final int MAX_PROFILE = 35;

    private final String profile;
    private final Products products;
    private final Shippers shippers;
    private final Contact contact;
    private final Customs customs;
    private final Optional<String> endorsement;
    private final Optional<Boolean> premium;

    private Orders(AdapterSettings settings) {
        profile = settings.optional("profile").orElse("STANDARD_GRUPPENPROFIL");
        products = Products.read(settings);
        shippers = Shippers.read(settings);
        contact = Contact.read(settings);
        customs = Customs.read(settings);
        endorsement = settings.optional("endorsement")
                .map(given -> settings.choice("endorsement", given, List.of("RETURN", "ABANDON")));
        premium = settings.optional("premium").map(given -> settings.flag("premium", false));
    }

    /** Reads the settings; throws {@link IllegalArgumentException} that names the one that is wrong. */
    static Orders read(AdapterSettings settings) {
        Orders orders = new Orders(settings);
        if (orders.profile.length() > MAX_PROFILE) {
            throw new IllegalArgumentException("setting profile must have at most " + MAX_PROFILE + " characters");
        }
        return orders;
    }

    String profile() {
        return profile;
    }

    Products products() {
        return products;
    }

    byte[] bytes(Consignment consignment, String reference) throws UnsendableException {
        try {
            // Not Jackson's own bytes: it writes half a surrogate pair as it finds it.
            return Texts.utf8(json(consignment, reference).toString());
        } catch (CharacterCodingException e) {
            throw UnsendableException.rejected("the consignment holds text that is not Unicode");
        }
    }

    private ObjectNode json(Consignment consignment, String reference) throws UnsendableException {
        if (consignment.parcels().size() != 1) {
            throw UnsendableException.rejected("the consignment has "
                    + consignment.parcels().size()
                    + " parcels; with DHL each parcel is a shipment of its own, so that one lost answer is one doubt");
        }
        if (reference.length() < MIN_REFERENCE || reference.length() > MAX_REFERENCE) {
            throw UnsendableException.rejected("the reference has " + reference.length() + " characters, DHL takes "
                    + MIN_REFERENCE + " to " + MAX_REFERENCE);
        }
        ObjectNode order = JsonNodeFactory.instance.objectNode().put("profile", profile);
        order.putArray("shipments").add(shipment(consignment, reference));
        return order;
    }

    private ObjectNode shipment(Consignment consignment, String reference) throws UnsendableException {
        Parcel parcel = consignment.parcels().get(0);
        String product = products.of(consignment);
        Shipper shipper = shippers.of(consignment.origin());
        boolean domestic = consignment.shipTo().country().equals(shipper.country());
        ObjectNode shipment = JsonNodeFactory.instance
                .objectNode()
                .put("product", product)
                .put("billingNumber", products.billingNumber(product))
                .put("refNo", reference);
        shipment.set("shipper", shipper.json());
        shipment.set("consignee", Consignee.of(consignment.shipTo(), contact));
        shipment.set("details", details(parcel));
        if (!domestic && (endorsement.isPresent() || premium.isPresent())) {
            ObjectNode services = shipment.putObject("services");
            endorsement.ifPresent(value -> services.put("endorsement", value));
            premium.ifPresent(value -> services.put("premium", value));
        }
        if (passesCustoms(shipper, consignment)) {
            shipment.set("customs", customs.json(parcel));
        }
        return shipment;
    }

    private static boolean passesCustoms(Shipper shipper, Consignment consignment) {
        return !CustomsTerritory.isOne(
                shipper.country(),
                shipper.postalCode(),
                consignment.shipTo().country(),
                consignment.shipTo().postalCode());
    }

    private static ObjectNode details(Parcel parcel) throws UnsendableException {
        Weight weight = parcel.weight();
        if (weight == null) {
            throw UnsendableException.rejected("the parcel's weight is missing, DHL needs it");
        }
        if (weight.grams() > MAX_GRAMS) {
            throw UnsendableException.rejected(
                    "the parcel's weight is " + weight.grams() + " g, DHL takes " + MAX_GRAMS + " at most");
        }
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        Dimensions dimensions = parcel.dimensions();
        if (dimensions != null) {
            details.putObject("dim")
                    .put("uom", "mm")
                    .put("height", dimensions.heightMillimetres())
                    .put("length", dimensions.lengthMillimetres())
                    .put("width", dimensions.widthMillimetres());
        }
        details.set("weight", weight(weight));
        return details;
    }

    static ObjectNode weight(Weight weight) {
        return JsonNodeFactory.instance.objectNode().put("uom", "g").put("value", weight.grams());
    }
}
