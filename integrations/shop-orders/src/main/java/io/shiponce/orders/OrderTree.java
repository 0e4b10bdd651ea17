package io.shiponce.orders;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * One order as a tree, built from the parser's tokens within limits, so that memory is bounded whatever is in the
 * stream. A limit that is broken is an {@link OrderRefusal}; {@link #skip} then goes to the order's end. One thread, one
 * order.
 */
final class OrderTree {
    /** The longest order, in bytes. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    /** The most values of one order: what bounds the tree of one that is made of very short ones. */
    static final int MAX_VALUES = 500_000;

    /** How deeply objects and lists may be nested in an order. */
    static final int MAX_DEPTH = 64;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final JsonStreamContext outside;
    private final long begin;
    private final ObjectNode order = NODES.objectNode();
    private int values;

    /** {@code parser} has just begun the order's object. */
    OrderTree(JsonParser parser) {
        this.parser = parser;
        this.outside = parser.getParsingContext().getParent();
        this.begin = parser.currentTokenLocation().getByteOffset();
    }

    /** As much of the order as was read so far. */
    ObjectNode order() {
        return order;
    }

    /** Takes the field at hand, whose value the parser has just begun. */
    void take(String name) throws IOException {
        put(order, name, value(1));
    }

    /** Goes to the end of the order, keeping nothing of it. */
    void skip() throws IOException {
        while (parser.getParsingContext() != outside && parser.nextToken() != null) {
            // What is passed over may be of any size.
        }
    }

    private JsonNode value(int depth) throws IOException {
        check(depth);
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(NODES.objectNode(), depth + 1);
            case START_ARRAY -> values(NODES.arrayNode(), depth + 1);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new AssertionError(parser.currentToken());
        };
    }

    /** Whole numbers of any length are numbers too; what fits nowhere is refused where it is used. */
    private JsonNode number() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return NODES.numberNode(parser.getLongValue());
        }
        try {
            return DecimalNode.valueOf(new BigDecimal(parser.getText()));
        } catch (NumberFormatException e) {
            throw refusal("has a number whose exponent is out of range");
        }
    }

    private ObjectNode fields(ObjectNode object, int depth) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            put(object, name, value(depth));
        }
        return object;
    }

    private ArrayNode values(ArrayNode array, int depth) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(depth));
        }
        return array;
    }

    private static void put(ObjectNode object, String name, JsonNode value) {
        if (object.putIfAbsent(name, value) != null) {
            throw refusal("has a field twice in one object; expected it once");
        }
    }

    private void check(int depth) {
        values++;
        if (values > MAX_VALUES) {
            throw refusal("has more than " + MAX_VALUES + " values");
        }
        if (depth > MAX_DEPTH) {
            throw refusal("is nested more than " + MAX_DEPTH + " deep");
        }
        if (parser.currentLocation().getByteOffset() - begin > MAX_BYTES) {
            throw refusal("is longer than " + MAX_BYTES + " bytes");
        }
    }

    /** The names of fields are the sender's, and may be personal data too: none is shown. */
    private static OrderRefusal refusal(String problem) {
        return new OrderRefusal("", problem);
    }
}
