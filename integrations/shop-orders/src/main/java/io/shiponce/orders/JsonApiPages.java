package io.shiponce.orders;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the orders of JSON:API together. There an order comes without what belongs to it; that stands at the page's end.
 * So from the first such order on, everything is held until the value of the stream has ended; a page that is too large
 * for that is refused, order by order. Other orders pass at once. One thread, one stream.
 */
final class JsonApiPages implements JsonOrders.Found {
    /** The most that is held of a page, in bytes, roughly. */
    static final long MAX_HELD = 64L * 1024 * 1024;

    private static final long OF_EACH_VALUE = 16;

    private record Held(
            ObjectNode order, long place, @Nullable String problem) {}

    private final JsonOrders.Found found;
    private final List<Held> held = new ArrayList<>();
    private JsonApiResources included = new JsonApiResources();
    private final long maxHeld;
    private long size;

    JsonApiPages(JsonOrders.Found found, long maxHeld) {
        this.found = found;
        this.maxHeld = maxHeld;
    }

    @Override
    public void order(ObjectNode order, long place) {
        if (isTooLarge() && JsonApiResources.isResource(order)) {
            refuse(order, place, tooLarge());
        } else if (held.isEmpty() && !JsonApiResources.isResource(order)) {
            found.order(order, place);
        } else {
            held.add(new Held(order, place, null));
            count(order);
        }
    }

    @Override
    public void refused(ObjectNode order, long place, String problem) {
        if (held.isEmpty()) {
            found.refused(order, place, problem);
        } else {
            held.add(new Held(order, place, problem));
            count(order);
        }
    }

    @Override
    public void beside(String name, JsonParser parser) throws IOException {
        if (held.isEmpty() || !name.equals("included") || !parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (isTooLarge() || !parser.hasToken(JsonToken.START_OBJECT)) {
                parser.skipChildren();
            } else {
                include(parser);
            }
        }
    }

    private void include(JsonParser parser) throws IOException {
        OrderTree resource = new OrderTree(parser);
        try {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                resource.take(name);
            }
            included.add(resource.order());
            count(resource.order());
        } catch (OrderRefusal e) {
            // Without it, the orders that it belongs to are refused: what they lack is named.
            resource.skip();
        }
    }

    /** What is too large is let go at once; what follows in the same value of the stream is not held any more. */
    private void count(ObjectNode kept) {
        size += sizeOf(kept);
        if (isTooLarge()) {
            tellAll(tooLarge());
        }
    }

    private boolean isTooLarge() {
        return size > maxHeld;
    }

    private String tooLarge() {
        return "is in a page of more than " + maxHeld
                + " bytes in JSON:API; ask for fewer orders at once, or for application/json";
    }

    private static long sizeOf(JsonNode node) {
        long size = OF_EACH_VALUE + (node.isTextual() ? node.textValue().length() : 0);
        for (JsonNode child : node) {
            size += sizeOf(child);
        }
        return size;
    }

    @Override
    public void ended(boolean whole) {
        tellAll(whole ? null : "is in a page that breaks off before all that belongs to the order was read");
        size = 0;
        found.ended(whole);
    }

    private void tellAll(@Nullable String problemOfAll) {
        for (Held each : held) {
            if (each.problem() != null) {
                found.refused(each.order(), each.place(), each.problem());
            } else if (!JsonApiResources.isResource(each.order())) {
                found.order(each.order(), each.place());
            } else if (problemOfAll != null) {
                refuse(each.order(), each.place(), problemOfAll);
            } else {
                found.order(included.whole(each.order()), each.place());
            }
        }
        held.clear();
        included = new JsonApiResources();
    }

    private void refuse(ObjectNode order, long place, String problem) {
        found.refused(JsonApiResources.nameOf(order), place, problem);
    }
}
