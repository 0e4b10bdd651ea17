package io.shiponce.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was included in pages of JSON:API, and the orders of Shopware that are made of it: in the shape of its plain
 * JSON. Only what readers ask for is put in its place, so that nothing goes round in circles. One thread.
 */
final class JsonApiResources {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> OF_ADDRESSES = Set.of("country", "countryState");
    private static final Set<String> NONE = Set.of();

    /** By the relationship that led to a resource: those of its own that count. */
    private static final Map<String, Set<String>> RELATIONSHIPS = Map.of(
            "",
                    Set.of(
                            "lineItems",
                            "deliveries",
                            "addresses",
                            "transactions",
                            "stateMachineState",
                            "currency",
                            "orderCustomer"),
            "lineItems", Set.of("product"),
            "deliveries", Set.of("positions", "shippingOrderAddress", "shippingMethod", "stateMachineState"),
            "transactions", Set.of("stateMachineState"),
            "addresses", OF_ADDRESSES,
            "shippingOrderAddress", OF_ADDRESSES);

    private final Map<String, ObjectNode> included = new HashMap<>();

    /** Resources put together before, by the relationship that led there: each is there once, however often it is named. */
    private final Map<String, ObjectNode> made = new HashMap<>();

    static boolean isResource(ObjectNode node) {
        return node.path("attributes").isObject();
    }

    /** As much of an order as says which one it is. */
    static ObjectNode nameOf(ObjectNode order) {
        JsonNode number = (isResource(order) ? order.path("attributes") : order).path("orderNumber");
        ObjectNode name = NODES.objectNode();
        if (!number.isMissingNode()) {
            name.set("orderNumber", number);
        }
        return name;
    }

    void add(ObjectNode resource) {
        included.put(nameIn(resource), resource);
    }

    private static String nameIn(JsonNode resource) {
        return resource.path("type").asText() + '/' + resource.path("id").asText();
    }

    /** The order with all that belongs to it, as far as it was included. */
    ObjectNode whole(ObjectNode order) {
        return made(order, "");
    }

    private ObjectNode made(ObjectNode resource, String by) {
        ObjectNode plain = NODES.objectNode();
        plain.setAll((ObjectNode) (isResource(resource) ? resource.path("attributes") : NODES.objectNode()));
        plain.set("id", resource.path("id"));
        for (String name : RELATIONSHIPS.getOrDefault(by, NONE)) {
            JsonNode linked = linked(resource.path("relationships").path(name).path("data"), name);
            if (linked != null) {
                plain.set(name, linked);
            }
        }
        return plain;
    }

    /** What is linked to; null unless all of it was included: an empty list is what was not asked for as well. */
    private @Nullable JsonNode linked(JsonNode data, String by) {
        if (!data.isArray()) {
            return one(data, by);
        }
        ArrayNode all = NODES.arrayNode();
        for (JsonNode link : data) {
            ObjectNode one = one(link, by);
            if (one == null) {
                return null;
            }
            all.add(one);
        }
        return all.isEmpty() ? null : all;
    }

    private @Nullable ObjectNode one(JsonNode link, String by) {
        String name = nameIn(link);
        ObjectNode resource = included.get(name);
        if (resource == null) {
            return null;
        }
        String key = by + '/' + name;
        ObjectNode known = made.get(key);
        if (known == null) {
            known = made(resource, by);
            made.put(key, known);
        }
        return known;
    }
}
