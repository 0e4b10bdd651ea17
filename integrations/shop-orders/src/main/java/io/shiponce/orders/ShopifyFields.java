package io.shiponce.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Shopify's two interfaces write in two ways. Stateless; safe for any thread. */
final class ShopifyFields {
    private ShopifyFields() {}

    /** The name of a field in this object: {@code createdAt} as GraphQL has it, else {@code created_at}. */
    static String name(Fields object, String camel) {
        if (object.node().has(camel)) {
            return camel;
        }
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }

    /** Whether there is such a field with a value in it, in either way of writing. */
    static boolean has(Fields object, String camel) {
        return object.has(name(object, camel));
    }

    /** The objects of a list or of a connection: all of them, or it is refused. */
    static List<Fields> all(Fields object, String name, String what) {
        JsonNode value = object.node().path(name);
        if (!value.isObject()) {
            return object.requiredList(name, what);
        }
        Fields connection = object.object(name, what);
        Fields page = connection.optionalObject("pageInfo");
        if (page != null && page.flag("hasNextPage", false)) {
            throw object.refusal(name, "goes on after the page that is here; expected all of it");
        }
        if (connection.has("nodes")) {
            return connection.requiredList("nodes", what);
        }
        List<Fields> nodes = new ArrayList<>();
        for (Fields edge : connection.requiredList("edges", what)) {
            nodes.add(edge.object("node", "an object"));
        }
        return nodes;
    }

    /** An id in digits, also of a global one: {@code 5} of {@code gid://shopify/Location/5}; null if it is not there. */
    static @Nullable String id(Fields object, String name) {
        String id = object.optionalCode(name);
        if (id == null || !id.startsWith("gid://")) {
            return id;
        }
        String path = id.contains("?") ? id.substring(0, id.indexOf('?')) : id;
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The id of an object that is there by its id alone ({@code variant_id}), or whole ({@code variant}). */
    static @Nullable String idOf(Fields object, String camel) {
        String id = id(object, name(object, camel + "Id"));
        Fields whole = id == null ? object.optionalObject(name(object, camel)) : null;
        return whole == null ? id : id(whole, "id");
    }
}
