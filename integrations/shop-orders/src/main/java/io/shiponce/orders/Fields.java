package io.shiponce.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of an order with its place in it, read field by field. What is not as expected is an {@link OrderRefusal}
 * that names the place and what was expected there, without what was found.
 *
 * <p>A field that is absent, null or a text of spaces is not there. Texts are without surrounding spaces. Numbers may be
 * written as texts and, where that is said, texts as numbers: shop systems differ from each other and from themselves.
 * Immutable as long as the tree is; one thread.
 */
final class Fields {
    private final JsonNode node;
    private final String path;

    /** The order as a whole. */
    Fields(JsonNode order) {
        this(order, "");
    }

    private Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    JsonNode node() {
        return node;
    }

    /** Where in the order it is. */
    String path() {
        return path;
    }

    /** For a problem with the object as a whole. */
    OrderRefusal refusal(String problem) {
        return new OrderRefusal(path, problem);
    }

    /** For a problem with one of its fields. */
    OrderRefusal refusal(String name, String problem) {
        return new OrderRefusal(at(name), problem);
    }

    /** Whether there is a field of that name with a value in it. */
    boolean has(String name) {
        JsonNode value = node.path(name);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank());
    }

    // Objects and lists

    /** What {@code what} says, an object. */
    Fields object(String name, String what) {
        Fields object = optionalObject(name);
        if (object == null) {
            throw refusal(name, "is missing; expected " + what);
        }
        return object;
    }

    /**
     * An object; null if it is not there, or nothing is in it. Systems in PHP write an empty list for an object without
     * fields.
     */
    @Nullable
    Fields optionalObject(String name) {
        JsonNode value = node.path(name);
        if (!has(name) || (value.isArray() && value.isEmpty())) {
            return null;
        }
        if (!value.isObject()) {
            throw refusal(name, "expected an object, found " + kind(value));
        }
        Fields object = new Fields(value, at(name));
        return object.isEmpty() ? null : object;
    }

    private boolean isEmpty() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            if (has(names.next())) {
                return false;
            }
        }
        return true;
    }

    /** A list of objects; empty if it is not there. */
    List<Fields> list(String name) {
        JsonNode value = node.path(name);
        if (!has(name)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw refusal(name, "expected a list of objects, found " + kind(value));
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : value) {
            String place = at(name) + '[' + objects.size() + ']';
            if (!element.isObject()) {
                throw new OrderRefusal(place, "expected an object, found " + kind(element));
            }
            objects.add(new Fields(element, place));
        }
        return objects;
    }

    /** As {@link #list}, but must be there, be it empty: what was not asked for must not pass for nothing. */
    List<Fields> requiredList(String name, String what) {
        if (!node.path(name).isArray()) {
            throw refusal(
                    name,
                    has(name) ? "expected a list, found " + kind(node.path(name)) : "is missing; expected " + what);
        }
        return list(name);
    }

    /**
     * As {@link #list}, each object once: an object that is there twice under one {@code id} is one, as long as both say
     * the same.
     */
    static List<Fields> once(List<Fields> objects, String id) {
        Map<String, Fields> known = new LinkedHashMap<>();
        for (Fields object : objects) {
            String name = object.optionalCode(id);
            Fields same = known.putIfAbsent(name == null ? object.path : "id " + name, object);
            if (same != null && !same.node.equals(object.node)) {
                throw object.refusal(id, "is that of another object of this list, with other content");
            }
        }
        return List.copyOf(known.values());
    }

    // Texts

    /** A text of at most 255 characters that must be there. */
    String text(String name, String what) {
        String text = optionalText(name);
        if (text == null) {
            throw refusal(name, "is missing; expected " + what);
        }
        return text;
    }

    /** A text of at most 255 characters; null if it is not there. */
    @Nullable
    String optionalText(String name) {
        String text = longText(name, false);
        if (text != null && text.length() > Address.MAX_LENGTH) {
            throw refusal(name, "must be at most " + Address.MAX_LENGTH + " characters long, was " + text.length());
        }
        return text;
    }

    /** A text of at most 255 characters that may be written as a number, as codes and ids are; null if it is not there. */
    @Nullable
    String optionalCode(String name) {
        String text = longText(name, true);
        if (text != null && text.length() > Address.MAX_LENGTH) {
            throw refusal(name, "must be at most " + Address.MAX_LENGTH + " characters long, was " + text.length());
        }
        return text;
    }

    /** As {@link #optionalCode}, but must be there. */
    String code(String name, String what) {
        String code = optionalCode(name);
        if (code == null) {
            throw refusal(name, "is missing; expected " + what);
        }
        return code;
    }

    /** A text for people, cut to 255 characters; null if it is not there. */
    @Nullable
    String title(String name) {
        String text = longText(name, false);
        return text == null ? null : Texts.cut(text, Address.MAX_LENGTH);
    }

    /** The texts of a list, or the lines of a text, without those that are blank; empty if it is not there. */
    List<String> texts(String name) {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            String text = longText(name, false);
            return text == null
                    ? List.of()
                    : text.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual() && !element.isNull()) {
                throw refusal(name, "expected a list of texts, found " + kind(element) + " in it");
            }
            if (!element.asText("").isBlank()) {
                texts.add(element.textValue().strip());
            }
        }
        return texts;
    }

    private @Nullable String longText(String name, boolean orNumber) {
        JsonNode value = node.path(name);
        if (!has(name)) {
            return null;
        }
        if (orNumber && value.isIntegralNumber()) {
            return value.asText();
        }
        if (!value.isTextual()) {
            throw refusal(name, "expected a text, found " + kind(value));
        }
        String text = value.textValue().strip();
        if (!Texts.isWellFormed(text)) {
            throw refusal(name, "must be well-formed Unicode, holds half of a surrogate pair");
        }
        return text;
    }

    // Numbers

    /** How many pieces: a whole number from 0 to 1,000,000, also written {@code "2.0000"}. */
    int pieces(String name) {
        BigDecimal number = optionalNumber(name);
        if (number == null) {
            throw refusal(name, "is missing; expected a whole number of pieces");
        }
        return pieces(name, number);
    }

    /** As {@link #pieces}; {@code otherwise} if it is not there. */
    int pieces(String name, int otherwise) {
        BigDecimal number = optionalNumber(name);
        return number == null ? otherwise : pieces(name, number);
    }

    /** As {@link #pieces}, whether they are written as added or as taken away. */
    int piecesOfEitherSign(String name) {
        BigDecimal number = optionalNumber(name);
        return number == null ? pieces(name) : pieces(name, number.abs());
    }

    private int pieces(String name, BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(Item.MAX_QUANTITY)) > 0) {
            throw refusal(name, "must be a number of pieces from 0 to " + Item.MAX_QUANTITY);
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw refusal(name, "is a fraction of a piece; expected a whole number: only whole pieces can be sent");
        }
        return number.intValueExact();
    }

    /** A number with at most 40 digits on either side of the point; null if it is not there. */
    @Nullable
    BigDecimal optionalNumber(String name) {
        JsonNode value = node.path(name);
        if (!has(name)) {
            return null;
        }
        BigDecimal number = value.isNumber()
                ? Numbers.inRange(value.decimalValue())
                : value.isTextual() ? Numbers.parse(value.textValue().strip()) : null;
        if (number == null) {
            throw refusal(name, "expected a number, found " + (value.isNumber() ? "one out of range" : kind(value)));
        }
        return number;
    }

    /** The price of one piece; null if it is not there. See {@link Amounts#money} for how it is rounded. */
    @Nullable
    Money money(String name, String currency) {
        BigDecimal amount = optionalNumber(name);
        if (amount == null) {
            return null;
        }
        if (amount.signum() < 0) {
            throw refusal(name, "must not be negative");
        }
        return OrderValues.checked(at(name), () -> Amounts.money(amount, currency));
    }

    /** The weight of one piece in a unit; null if it is not there, or zero. See {@link Weights#of}. */
    @Nullable
    Weight weight(String name, String unit) {
        BigDecimal value = optionalNumber(name);
        return value == null ? null : OrderValues.made(at(name), () -> Weights.of(value, unit));
    }

    /** The ISO 3166-1 code in one field or, where that is not there, the code of the country named in the other. */
    String country(String code, String name) {
        String field = has(code) ? code : name;
        String country = Countries.code(text(field, "the country"));
        if (country == null) {
            throw refusal(field, "must be a country's code (ISO 3166-1) or English name");
        }
        return country;
    }

    /** An ISO 4217 code that must be there. */
    String currency(String name) {
        String code = text(name, "the currency's code");
        if (!Amounts.isCurrency(code)) {
            throw refusal(name, "must be the three capital letters of a currency (ISO 4217)");
        }
        return code;
    }

    /** True or false, also written 1 or 0 and as texts; {@code otherwise} if it is not there. */
    boolean flag(String name, boolean otherwise) {
        JsonNode value = node.path(name);
        if (!has(name)) {
            return otherwise;
        }
        String text = value.isValueNode() ? value.asText().strip() : "";
        if (Set.of("true", "1", "yes").contains(text)) {
            return true;
        }
        if (Set.of("false", "0", "no").contains(text)) {
            return false;
        }
        throw refusal(name, "expected true or false, found " + kind(value));
    }

    // Times

    /** A time that says its zone, as ISO 8601 or RFC 2822; null if it is not there. */
    @Nullable
    Instant time(String name) {
        return time(name, null);
    }

    /** A time that is in UTC unless it says otherwise; null if it is not there, or nothing but zeros. */
    @Nullable
    Instant timeInUtc(String name) {
        return time(name, ZoneOffset.UTC);
    }

    private @Nullable Instant time(String name, @Nullable ZoneOffset zone) {
        String text = optionalText(name);
        if (text == null || text.startsWith("0000-00-00")) {
            return null;
        }
        Instant time = Times.parse(text, zone);
        if (time == null) {
            throw refusal(
                    name,
                    "expected a date with a time" + (zone == null ? " and its zone" : "")
                            + " in the years 1970 to 9999, as ISO 8601 or RFC 2822");
        }
        return time;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case MISSING, BINARY, POJO -> "nothing";
        };
    }
}
