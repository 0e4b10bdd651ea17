package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** An order as a shop system writes it, changed for one test. Each method gives a changed copy. */
final class Payload {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode order;

    private Payload(JsonNode order) {
        this.order = order;
    }

    /** One of the tests' own, from beside the tests. */
    static Payload of(String resource) {
        try (InputStream in = Objects.requireNonNull(Payload.class.getResourceAsStream(resource), resource)) {
            return new Payload(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code value} is JSON, with single quotes for double ones. */
    Payload with(String pointer, String value) {
        JsonNode changed = order.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = changed.at(at.head());
        assertFalse(parent.isMissingNode(), pointer);
        JsonNode json = parse(value);
        if (parent instanceof ArrayNode array) {
            int index = at.last().getMatchingIndex();
            if (index < array.size()) {
                array.set(index, json);
            } else {
                array.add(json);
            }
        } else {
            ((ObjectNode) parent).set(at.last().getMatchingProperty(), json);
        }
        return new Payload(changed);
    }

    Payload without(String pointer) {
        JsonNode changed = order.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = changed.at(at.head());
        assertFalse(parent.at(at.last()).isMissingNode(), pointer);
        if (parent instanceof ArrayNode array) {
            array.remove(at.last().getMatchingIndex());
        } else {
            ((ObjectNode) parent).remove(at.last().getMatchingProperty());
        }
        return new Payload(changed);
    }

    /** What is there. */
    Payload at(String pointer) {
        assertFalse(order.at(pointer).isMissingNode(), pointer);
        return new Payload(order.at(pointer));
    }

    /** How many values are in what is there. */
    int size(String pointer) {
        return order.at(pointer).size();
    }

    /** The JSON in one line. */
    @Override
    public String toString() {
        return order.toString();
    }

    private static JsonNode parse(String quoted) {
        try {
            return JSON.readTree(quoted.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
