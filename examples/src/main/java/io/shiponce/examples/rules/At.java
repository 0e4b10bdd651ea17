package io.shiponce.examples.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON file, and where it stands. What is not as expected throws {@link IllegalArgumentException} that names
 * the file, the place, what was expected and what was found. One thread.
 */
final class At {
    private final String file;
    private final String path;
    private final JsonNode node;

    private At(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    static At root(String file, JsonNode node) {
        return new At(file, "", node);
    }

    /** Expected was something else. */
    IllegalArgumentException expected(String what) {
        return refusal("expected " + what + ", found " + found());
    }

    IllegalArgumentException refusal(String problem) {
        return new IllegalArgumentException(file + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
    }

    private String found() {
        return switch (node.getNodeType()) {
            case STRING -> "the text \"" + node.textValue() + "\"";
            case NUMBER -> "the number " + node.asText();
            case BOOLEAN -> node.asText();
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case NULL, MISSING, BINARY, POJO -> "nothing";
        };
    }

    /** An object with no other fields than these. */
    At object(String... known) {
        if (!node.isObject()) {
            throw expected("an object");
        }
        List<String> names = Arrays.asList(known);
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw child(name, node.path(name)).refusal("is not known; expected one of " + String.join(", ", names));
            }
        });
        return this;
    }

    private At child(String name, JsonNode value) {
        return new At(file, path.isEmpty() ? name : path + "." + name, value);
    }

    /** The value of a field; null if there is none. */
    @Nullable
    At field(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : child(name, value);
    }

    At required(String name, String what) {
        At value = field(name);
        if (value == null) {
            throw child(name, node).refusal("is missing; expected " + what);
        }
        return value;
    }

    /** What is read from a field; null if there is none. */
    <T> @Nullable T optional(String name, Function<At, T> read) {
        At value = field(name);
        return value == null ? null : read.apply(value);
    }

    /** Each value of a list; empty if the field is missing. */
    <T> List<T> list(String name, Function<At, T> read) {
        At value = field(name);
        return value == null ? List.of() : value.list(read);
    }

    <T> List<T> list(Function<At, T> read) {
        if (!node.isArray()) {
            throw expected("a list");
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(read.apply(new At(file, path + "[" + i + "]", node.get(i))));
        }
        return values;
    }

    /** Each field of an object whose names mean something. */
    Map<String, At> fields() {
        if (!node.isObject()) {
            throw expected("an object");
        }
        Map<String, At> fields = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> fields.put(name, child(name, node.get(name))));
        return fields;
    }

    boolean isText() {
        return node.isTextual();
    }

    String text() {
        if (!node.isTextual()) {
            throw expected("a text");
        }
        return node.textValue();
    }

    long number(long least, long most) {
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            throw expected("a whole number from " + least + " to " + most);
        }
        return node.longValue();
    }

    int integer(int least, int most) {
        return (int) number(least, most);
    }

    BigDecimal amount() {
        if (!node.isTextual() || !node.textValue().matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            throw expected("an amount as a text, like \"12.50\"");
        }
        return new BigDecimal(node.textValue());
    }

    /** What a value makes, or the reason why it cannot, with its place. */
    <T> T make(Function<At, T> maker) {
        try {
            return maker.apply(this);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(file + ": ") ? e : refusal(message);
        }
    }
}
