package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Some paths of a description, with its references replaced by what they refer to, and each {@code allOf} merged into one schema. It
 * closes a type ({@code additionalProperties: false}) and extends it by {@code allOf}; taken literally, nothing passes that. The
 * fields of all parts together are what is meant. Nothing else is changed but that a word listed twice is listed once.
 */
final class MergedDescription {
    /** What says something about values; the rest is for readers. */
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "format",
            "pattern",
            "enum",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "minItems",
            "nullable",
            "readOnly",
            "writeOnly",
            "additionalProperties");

    private final JsonNode whole;

    private MergedDescription(JsonNode whole) {
        this.whole = whole;
    }

    /** As JSON. */
    static String of(Path file, List<String> paths) throws IOException {
        JsonNode whole = Yaml.mapper().readTree(file.toFile());
        MergedDescription description = new MergedDescription(whole);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("openapi", whole.path("openapi"));
        result.set("info", whole.path("info"));
        ObjectNode chosen = result.putObject("paths");
        for (String path : paths) {
            ObjectNode calls =
                    (ObjectNode) description.resolved(whole.path("paths").required(path));
            chosen.set(path, calls);
            for (String method : List.of("get", "post", "put")) {
                if (calls.has(method)) {
                    // What holds for all calls, said where the validator looks for it.
                    ((ObjectNode) calls.path(method)).set("security", whole.path("security"));
                }
            }
        }
        result.putObject("components").set("securitySchemes", whole.at("/components/securitySchemes"));
        return result.toString();
    }

    /** Everything but schemas, with references replaced. */
    private JsonNode resolved(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(resolved(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        JsonNode target = target(node);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        target.properties()
                .forEach(field -> object.set(
                        field.getKey(),
                        field.getKey().equals("schema") ? merged(field.getValue()) : resolved(field.getValue())));
        return object;
    }

    private JsonNode target(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? target(whole.at(reference.textValue().substring(1))) : node;
    }

    private ObjectNode merged(JsonNode schema) {
        JsonNode own = target(schema);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        Set<JsonNode> required = new LinkedHashSet<>();
        for (JsonNode part : own.path("allOf")) {
            ObjectNode merged = merged(part);
            merged.path("properties").properties().forEach(field -> properties.set(field.getKey(), field.getValue()));
            merged.path("required").forEach(required::add);
            result.setAll(merged);
        }
        own.properties().forEach(field -> {
            if (KEYWORDS.contains(field.getKey())) {
                result.set(field.getKey(), field.getValue());
            }
        });
        if (own.has("enum")) {
            Set<JsonNode> once = new LinkedHashSet<>();
            own.path("enum").forEach(once::add);
            once.forEach(result.putArray("enum")::add);
        }
        if (own.has("items")) {
            result.set("items", merged(own.path("items")));
        }
        own.path("properties").properties().forEach(field -> properties.set(field.getKey(), merged(field.getValue())));
        own.path("required").forEach(required::add);
        result.remove(List.of("properties", "required"));
        if (!properties.isEmpty()) {
            result.set("properties", properties);
        }
        if (!required.isEmpty()) {
            required.forEach(result.putArray("required")::add);
        }
        return result;
    }
}
