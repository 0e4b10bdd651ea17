package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.Texts;
import io.shiponce.carrier.http.UnsendableException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The body of {@code POST /v1/labels}: {@code create_label_request_body} of the description, with the shipment in it. Fields in this
 * order, absent ones left out, no time and no chance in it (C5): the day of shipping is left to ShipEngine. Whoever changes a
 * byte of it changes {@link #FORMAT} too.
 *
 * <p>Immutable and safe for any thread. What ShipEngine cannot take is refused here, by field and limit and without its value,
 * before anything is written.
 */
record LabelRequests(
        Routes routes, Origins origins, Measures measures, Customs customs, LabelOptions options, String description) {
    /** Names this form of the body. */
    static final String FORMAT = "shipengine-1";

    /** Of {@code external_shipment_id}, in characters: ShipEngine cuts longer ones silently. */
    static final int MAX_REFERENCE = 50;

    /** The largest request that this adapter makes, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_CONTENT_DESCRIPTION = 35;

    /** Reads what shapes the request; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static LabelRequests read(AdapterSettings settings) {
        Measures measures = new Measures(
                unit(settings, "weight_unit", Measures.WeightUnit.GRAM, Measures.WeightUnit.values()),
                unit(settings, "dimension_unit", Measures.SizeUnit.CENTIMETER, Measures.SizeUnit.values()));
        Optional<String> description = settings.optional("content_description");
        if (description.isPresent() && description.get().length() > MAX_CONTENT_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "setting content_description must be at most " + MAX_CONTENT_DESCRIPTION + " characters long");
        }
        return new LabelRequests(
                Routes.read(settings),
                Origins.read(settings),
                measures,
                Customs.read(settings, measures),
                LabelOptions.read(settings),
                description.orElse(""));
    }

    byte[] bytes(Consignment consignment, String reference) throws UnsendableException {
        if (reference.length() > MAX_REFERENCE) {
            throw UnsendableException.rejected("the reference has " + reference.length()
                    + " characters; ShipEngine keeps " + MAX_REFERENCE + " and cuts the rest");
        }
        ObjectNode request = Json.object();
        request.set("shipment", shipment(consignment, reference));
        options.writeTo(request);
        byte[] bytes;
        try {
            bytes = Texts.utf8(request.toString());
        } catch (CharacterCodingException e) {
            throw UnsendableException.rejected("the consignment holds text that is not Unicode");
        }
        if (bytes.length > MAX_BYTES) {
            throw UnsendableException.rejected(
                    "the request would have " + bytes.length + " bytes, of at most " + MAX_BYTES);
        }
        return bytes;
    }

    private ObjectNode shipment(Consignment consignment, String reference) throws UnsendableException {
        Route route = routes.of(consignment);
        Origin origin = origins.of(consignment.origin());
        boolean needsCustoms = Customs.areNeeded(origin, consignment.shipTo());
        requireDescriptionForMexico(origin, consignment);
        ObjectNode shipment = Json.object()
                .put("carrier_id", route.carrierId())
                .put("service_code", route.serviceCode())
                .put("external_shipment_id", reference);
        shipment.set("ship_to", AddressJson.of(consignment.shipTo()));
        origin.writeTo(shipment);
        if (!route.confirmation().isEmpty()) {
            shipment.put("confirmation", route.confirmation());
        }
        if (needsCustoms) {
            shipment.set("customs", customs.shipment());
        }
        ArrayNode packages = shipment.putArray("packages");
        for (int i = 0; i < consignment.parcels().size(); i++) {
            ObjectNode parcel = parcel(consignment.parcels().get(i), i + 1, route);
            if (needsCustoms) {
                parcel.set("products", customs.products(consignment.parcels().get(i), i + 1));
            }
            packages.add(parcel);
        }
        return shipment;
    }

    private ObjectNode parcel(Parcel parcel, int number, Route route) throws UnsendableException {
        Weight weight = parcel.weight();
        if (weight == null || weight.grams() == 0) {
            throw UnsendableException.rejected("parcel " + number + ": weight is missing or zero; ShipEngine needs it");
        }
        ObjectNode node = Json.object().put("package_code", route.packageCode());
        node.set("weight", measures.weight(weight));
        if (parcel.dimensions() != null) {
            node.set("dimensions", measures.size(parcel.dimensions()));
        }
        if (!description.isEmpty()) {
            node.put("content_description", description);
        }
        return node;
    }

    private void requireDescriptionForMexico(Origin origin, Consignment consignment) throws UnsendableException {
        boolean mexico =
                origin.country().equals("MX") || consignment.shipTo().country().equals("MX");
        if (mexico && description.isEmpty()) {
            throw UnsendableException.notYet(
                    "no setting content_description says what is inside; shipments from and to Mexico need it");
        }
    }

    private static <E extends Enum<E>> E unit(AdapterSettings settings, String name, E fallback, E[] units) {
        List<String> words = Arrays.stream(units).map(LabelRequests::word).toList();
        return units[words.indexOf(settings.choice(name, word(fallback), words))];
    }

    /** An enum's word as the description writes it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
