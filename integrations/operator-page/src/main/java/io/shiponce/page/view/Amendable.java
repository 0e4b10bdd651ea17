package io.shiponce.page.view;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier refused, as the fields of a form. Immutable and safe for any thread. Personal data: {@link #toString()} shows none of
 * it.
 */
public record Amendable(Map<String, String> fields, int parcels) {
    /** The form's names for the parts of an address, and whether each has to be there. */
    public static final Map<String, Boolean> ADDRESS = Map.of(
            "name", true,
            "company", false,
            "street1", true,
            "street2", false,
            "postalCode", true,
            "city", true,
            "region", false,
            "country", true,
            "email", false,
            "phone", false);

    /** The order in which people expect them. */
    public static final List<String> ORDER = List.of(
            "name", "company", "street1", "street2", "postalCode", "city", "region", "country", "email", "phone");

    public Amendable {
        fields = Map.copyOf(fields);
    }

    /** As it is stored. */
    public static Amendable of(Consignment refused) {
        Address to = refused.shipTo();
        Map<String, String> fields = new TreeMap<>();
        fields.put("name", to.name());
        fields.put("company", orEmpty(to.company()));
        fields.put("street1", to.street1());
        fields.put("street2", orEmpty(to.street2()));
        fields.put("postalCode", to.postalCode());
        fields.put("city", to.city());
        fields.put("region", orEmpty(to.region()));
        fields.put("country", to.country());
        fields.put("email", orEmpty(to.email()));
        fields.put("phone", orEmpty(to.phone()));
        fields.put("service", refused.service());
        for (int i = 0; i < refused.parcels().size(); i++) {
            Weight weight = refused.parcels().get(i).weight();
            fields.put("grams" + i, weight == null ? "" : Long.toString(weight.grams()));
        }
        return new Amendable(fields, refused.parcels().size());
    }

    /** The same with what a person has typed instead. */
    public Amendable typed(UnaryOperator<String> typed) {
        Map<String, String> now = new TreeMap<>(fields);
        now.replaceAll((name, before) -> typed.apply(name));
        return new Amendable(now, parcels);
    }

    /** One field; empty if there is none. */
    public String value(String name) {
        return fields.getOrDefault(name, "");
    }

    /**
     * What is to be sent instead: of the refused one, everything that is not in the form.
     *
     * @throws IllegalArgumentException if a field cannot be; the message names it and not its value
     */
    public Consignment amended(Consignment refused) {
        Address to = new Address(
                value("name"),
                orNull("company"),
                value("street1"),
                orNull("street2"),
                value("postalCode"),
                value("city"),
                orNull("region"),
                value("country"),
                orNull("email"),
                orNull("phone"));
        List<Parcel> amended = new ArrayList<>();
        for (int i = 0; i < refused.parcels().size(); i++) {
            Parcel parcel = refused.parcels().get(i);
            amended.add(new Parcel(parcel.items(), weight("grams" + i), parcel.dimensions()));
        }
        return new Consignment(refused.origin(), value("service"), to, amended);
    }

    private @Nullable Weight weight(String name) {
        String grams = value(name);
        if (grams.isEmpty()) {
            return null;
        } else if (!grams.matches("[0-9]{1,10}")) {
            throw new IllegalArgumentException("a weight must be a whole number of grams");
        }
        return new Weight(Long.parseLong(grams));
    }

    private @Nullable String orNull(String name) {
        String value = value(name);
        return value.isEmpty() ? null : value;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return "Amendable[" + parcels + " parcels]";
    }
}
