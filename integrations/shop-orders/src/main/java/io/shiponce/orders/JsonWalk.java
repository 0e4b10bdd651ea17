package io.shiponce.orders;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the wrapping of the values of one parser and hands on each order in it. Remembers where it is, for who
 * has to say what is broken. One thread, one parser.
 */
final class JsonWalk {
    /** Where an answer of an interface says what it could not give. */
    private static final String ERRORS = "errors";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final OrderShape shape;
    private final JsonOrders.Found found;
    private final long firstLine;
    private long listed;
    private int lists;
    private int wrappings;
    private int valueBegins = 1;
    private @Nullable OrderTree tree;
    private long treeBegins;

    /** The parser begins on {@code firstLine}; {@code listed} orders were in lists before. */
    JsonWalk(OrderShape shape, JsonOrders.Found found, long firstLine, long listed) {
        this.shape = shape;
        this.found = found;
        this.firstLine = firstLine;
        this.listed = listed;
    }

    /** All orders in the next value; false if there is none. */
    boolean value(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return false;
        }
        valueBegins = parser.currentTokenLocation().getLineNr();
        wrapped(parser);
        found.ended(true);
        return true;
    }

    long listed() {
        return listed;
    }

    /** Whether the value just read ended on the line on which it began. */
    boolean isOneLine(JsonParser parser) {
        return parser.currentLocation().getLineNr() == valueBegins;
    }

    /** The line on which the value at hand begins, counted from the parser's first. */
    int valueBegins() {
        return valueBegins;
    }

    /** Whether the value at hand is an order, without any wrapping or list around it. */
    boolean isInOrderAlone() {
        return tree != null && lists == 0 && wrappings == 0;
    }

    /** Refuses the order at hand, or what is in an order's place. */
    void broken(String problem) {
        refused(tree, tree == null ? line(valueBegins) : treeBegins, problem);
    }

    private void wrapped(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            default -> refused(null, line(parser), "expected an order as a JSON object, found another value");
        }
    }

    private void list(JsonParser parser) throws IOException {
        lists++;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            wrapped(parser);
        }
        lists--;
    }

    /** An order, or what wraps orders: which of them, its fields tell. */
    private void object(JsonParser parser) throws IOException {
        OrderTree order = new OrderTree(parser);
        long line = line(parser);
        tree = order;
        treeBegins = line;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (wraps(parser, name) && !shape.isOrder(order.order())) {
                wrapping(parser, line, order.order().has(ERRORS));
                return;
            }
            if (!isTaken(order, line, name)) {
                return;
            }
        }
        tree = null;
        found.order(order.order(), place(line));
    }

    private boolean wraps(JsonParser parser, String name) {
        return shape.wrappers().contains(name)
                && (parser.currentToken().isStructStart() || parser.hasToken(JsonToken.VALUE_NULL));
    }

    private boolean isTaken(OrderTree order, long line, String name) throws IOException {
        try {
            order.take(name);
            return true;
        } catch (OrderRefusal e) {
            refused(order, line, e.problem());
            order.skip();
            return false;
        }
    }

    /** An object that wraps orders, from the value of the first field that does so on. */
    private void wrapping(JsonParser parser, long line, boolean errorsBefore) throws IOException {
        tree = null;
        wrappings++;
        boolean errors = errorsBefore;
        boolean order = false;
        wrapped(parser);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (wraps(parser, name)) {
                wrapped(parser);
            } else {
                errors |= name.equals(ERRORS);
                order |= shape.marks().contains(name);
                found.beside(name, parser);
            }
        }
        wrappings--;
        if (errors) {
            refused(null, line, "the shop reports errors beside its orders; some may be missing");
        }
        if (order) {
            refused(null, line, "has fields of an order after those that hold orders; expected one or the other");
        }
    }

    private void refused(@Nullable OrderTree order, long line, String problem) {
        tree = null;
        found.refused(order == null ? NODES.objectNode() : order.order(), place(line), problem);
    }

    private long place(long line) {
        return lists > 0 ? ++listed : line;
    }

    private long line(JsonParser parser) {
        return line(parser.currentTokenLocation());
    }

    /** The line in the stream. */
    long line(JsonLocation at) {
        return line(at.getLineNr());
    }

    private long line(int inParser) {
        return firstLine + inParser - 1;
    }
}
