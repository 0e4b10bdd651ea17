package com.example.meridian;

// <imports>
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import io.shiponce.carrier.http.UnsendableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
// </imports>

// <request>
/** The body of a create: a pure function of the consignment and its reference (C5). */
final class MeridianRequest {
    /** Names this form of the body; to be changed whenever a byte of it would change. */
    static final String FORMAT = "meridian-1";

    private static final int LONGEST_REFERENCE = 32;
    private static final List<String> SERVICES = List.of("standard", "express");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MeridianRequest() {}

    /** The bytes; or what Meridian would not take, told by the field's name and never by its value (C11). */
    static byte[] of(Consignment consignment, String reference) throws UnsendableException {
        if (reference.length() > LONGEST_REFERENCE) {
            throw UnsendableException.rejected("Meridian takes references of 32 characters at most");
        }
        ObjectNode root = JSON.createObjectNode();
        root.put("shop_reference", reference);
        root.put("service", service(consignment.service()));
        Address to = consignment.shipTo();
        root.putObject("to")
                .put("name", to.name())
                .put("company", to.company())
                .put("street", to.street1())
                .put("addition", to.street2())
                .put("postcode", to.postalCode())
                .put("city", to.city())
                .put("region", to.region())
                .put("country", to.country());
        ArrayNode parcels = root.putArray("parcels");
        for (Parcel parcel : consignment.parcels()) {
            parcels.addObject().put("grams", grams(parcel));
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String service(String asked) throws UnsendableException {
        if (!asked.isEmpty() && !SERVICES.contains(asked)) {
            throw UnsendableException.rejected("service must be one of " + SERVICES);
        }
        return asked.isEmpty() ? SERVICES.get(0) : asked;
    }

    private static long grams(Parcel parcel) throws UnsendableException {
        Weight weight = parcel.weight();
        if (weight == null) {
            throw UnsendableException.rejected("a parcel has no weight");
        }
        return weight.grams();
    }
}
// </request>
