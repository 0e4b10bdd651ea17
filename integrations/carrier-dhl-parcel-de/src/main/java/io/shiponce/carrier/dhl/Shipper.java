package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A sender: an address, or a reference to one that is kept in DHL's business customer portal, in which case it is in Germany.
 *
 * <p>Immutable and safe for any thread. {@link #toString()} shows the country only.
 */
final class Shipper {
    private static final String REFERENCE = "ref";
    private static final int MAX_REFERENCE = 50;
    private static final String POSTAL_CODE = "postalCode";
    private static final String COUNTRY = "country";

    /** Our setting, DHL's field, shortest and longest text of the description. */
    private record Field(String setting, String field, int min, int max, boolean required) {}

    private static final List<Field> FIELDS = List.of(
            new Field("name1", "name1", 1, 50, true),
            new Field("name2", "name2", 1, 50, false),
            new Field("name3", "name3", 1, 50, false),
            new Field("street", "addressStreet", 1, 50, true),
            new Field("house", "addressHouse", 1, 10, false),
            new Field(POSTAL_CODE, POSTAL_CODE, 3, 10, true),
            new Field("city", "city", 1, 40, true),
            new Field("contact", "contactName", 3, 80, false),
            new Field("email", "email", 3, 80, false));

    private final Map<String, String> texts;
    private final String country;
    private final String postalCode;

    private Shipper(Map<String, String> texts, String country, String postalCode) {
        this.texts = texts;
        this.country = country;
        this.postalCode = postalCode;
    }

    /** Reads the settings under one prefix; throws {@link IllegalArgumentException} that names the one that is wrong. */
    static Shipper read(String prefix, Map<String, String> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        if (given.containsKey(REFERENCE)) {
            unknown.remove(REFERENCE);
            refuse(prefix, unknown, "with " + prefix + REFERENCE + " there are no others");
            String reference = text(prefix + REFERENCE, given.get(REFERENCE), 1, MAX_REFERENCE);
            return new Shipper(Map.of("shipperRef", reference), Consignee.GERMANY, "");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Field field : FIELDS) {
            unknown.remove(field.setting);
            Optional<String> value = Optional.ofNullable(given.get(field.setting));
            if (value.isEmpty() && field.required) {
                throw new IllegalArgumentException("setting " + prefix + field.setting + " is missing");
            }
            value.ifPresent(text -> texts.put(field.field, text(prefix + field.setting, text, field.min, field.max)));
        }
        unknown.remove(COUNTRY);
        refuse(prefix, unknown, "there are " + String.join(", ", settings()) + ", or " + REFERENCE);
        String postalCode = texts.getOrDefault(POSTAL_CODE, "");
        if (!Fields.isPostalCode(postalCode)) {
            throw new IllegalArgumentException("setting " + prefix + POSTAL_CODE
                    + " must have letters and digits, with single blanks or hyphens between them");
        }
        String country = given.getOrDefault(COUNTRY, Consignee.GERMANY);
        texts.put(
                COUNTRY,
                Countries.alpha3(country)
                        .orElseThrow(() -> new IllegalArgumentException("setting " + prefix + COUNTRY
                                + " must be two capital letters (ISO 3166-1 alpha-2) of a country that DHL knows")));
        return new Shipper(texts, country, postalCode);
    }

    private static List<String> settings() {
        return Stream.concat(FIELDS.stream().map(Field::setting), Stream.of(COUNTRY))
                .toList();
    }

    private static void refuse(String prefix, Set<String> unknown, String instead) {
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown setting " + prefix + String.join(", " + prefix, unknown) + "; " + instead);
        }
    }

    private static String text(String setting, String value, int min, int max) {
        String text = value.strip();
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            throw new IllegalArgumentException(
                    "setting " + setting + " must have " + min + " to " + max + " characters, has " + length);
        }
        return text;
    }

    /** ISO 3166-1 alpha-2. */
    String country() {
        return country;
    }

    /** Empty if DHL knows it and we do not. */
    String postalCode() {
        return postalCode;
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        texts.forEach(node::put);
        return node;
    }

    @Override
    public String toString() {
        return "Shipper[" + country + "]";
    }
}
