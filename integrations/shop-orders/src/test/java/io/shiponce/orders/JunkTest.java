package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.Order;
import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a stream holds: each reader says what became of it, in words without anything of it. */
class JunkTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Stands in every text that may be personal data, and in all that is made up. */
    private static final String SECRET = "Geh3im-";

    private static final List<OrderReader> READERS = ServiceLoader.load(OrderReader.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    /** Of the tests' own payloads: the reader and an order that it reads. */
    private static final List<String[]> PAYLOADS = Stream.of(
                    new String[] {"shopify", "shopify-rest.json"},
                    new String[] {"shopify", "shopify-graphql.json"},
                    new String[] {"woocommerce", "woocommerce.json"},
                    new String[] {"magento2", "magento2.json"},
                    new String[] {"shopware6", "shopware6.json"},
                    new String[] {"shopware6", "shopware6-jsonapi.json"},
                    new String[] {"bigcommerce", "bigcommerce.json"},
                    new String[] {"bigcommerce", "bigcommerce-consignments.json"})
            .toList();

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "7",
            "99999999999999999999999999",
            "1e400",
            "1e-400",
            "20826.300000000003",
            "\"\"",
            "\" \"",
            "\"" + SECRET + "\"",
            "\"" + SECRET + "\\u0000\\n\\ud83d\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"gid://shopify/" + SECRET + "/1\"",
            "\"" + SECRET.repeat(60) + "\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[\"" + SECRET + "\"]",
            "[{\"" + SECRET + "\":\"" + SECRET + "\"}]",
            "{\"" + SECRET + "\":1,\"edges\":[{}],\"nodes\":[{\"id\":\"" + SECRET + "\"}]}");

    private static OrderReader reader(String format) {
        return READERS.stream()
                .filter(reader -> reader.format().equals(format))
                .findFirst()
                .orElseThrow();
    }

    private static List<ReadResult> read(OrderReader reader, byte[] in) {
        List<ReadResult> results = Reading.all(reader, in);
        for (ReadResult result : results) {
            assertTrue(result.line() > 0, result::toString);
            if (result instanceof ReadResult.Refused refused) {
                assertSaysNothing(refused.field() + refused.problem());
            } else if (result instanceof ReadResult.NothingToShip nothing) {
                assertSaysNothing(nothing.reason());
            }
        }
        return results;
    }

    private static void assertSaysNothing(String message) {
        assertFalse(message.contains(SECRET), message);
        assertTrue(message.chars().allMatch(c -> c >= ' ' && c <= '~'), message);
        assertTrue(message.length() < 700, message);
    }

    @Property(tries = 200)
    void bytesOfAnyKind(@ForAll byte[] junk) {
        READERS.forEach(reader -> read(reader, junk));
    }

    @Property(tries = 200)
    void jsonOfAnyKind(@ForAll("json") String junk) {
        READERS.forEach(reader -> read(reader, junk.getBytes(StandardCharsets.UTF_8)));
    }

    /** Objects and lists of the words of all systems, with values of all kinds. */
    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> words = Arbitraries.of(words());
        Arbitrary<String> leaves = Arbitraries.of(VALUES);
        Arbitrary<String> tree = Arbitraries.recursive(() -> leaves, inner -> nested(words, inner), 0, 4);
        return tree.list().ofMaxSize(4).map(values -> String.join("\n", values));
    }

    private static Arbitrary<String> nested(Arbitrary<String> words, Arbitrary<String> inner) {
        Arbitrary<String> list = inner.list().ofMaxSize(3).map(values -> "[" + String.join(",", values) + "]");
        Arbitrary<String> object = words.list()
                .ofMaxSize(5)
                .uniqueElements()
                .flatMap(names -> inner.list().ofSize(names.size()).map(values -> {
                    StringBuilder fields = new StringBuilder();
                    for (int i = 0; i < names.size(); i++) {
                        fields.append(i == 0 ? "" : ",")
                                .append('"')
                                .append(names.get(i))
                                .append("\":")
                                .append(values.get(i));
                    }
                    return "{" + fields + "}";
                }));
        return Arbitraries.oneOf(object, object, list);
    }

    private static List<String> words() {
        return PAYLOADS.stream()
                .map(payload -> parse(Payload.of(payload[1]).toString()))
                .flatMap(node -> fields(node).stream().map(Place::name))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** What is done to one place of a payload. Plain data, so that what fails is made smaller. */
    record Change(int place, int value) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Integer> any = Arbitraries.integers().between(0, 9_999);
        return any.flatMap(place -> any.map(value -> new Change(place, value)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 400)
    void payloadsChangedInAnyPlace(@ForAll("changes") List<Change> changes) {
        for (String[] payload : PAYLOADS) {
            JsonNode order = marked(parse(Payload.of(payload[1]).toString()));
            changes.forEach(change -> change(order, change));
            List<ReadResult> results = read(reader(payload[0]), order.toString().getBytes(StandardCharsets.UTF_8));
            assertTrue(results.size() <= 6, results::toString);
        }
    }

    /** And what was read of others, before and after it, is the same again and again. */
    @Property(tries = 200)
    void aPayloadChangedInAnyPlaceCostsNoOther(@ForAll("changes") List<Change> changes) {
        for (String[] payload : PAYLOADS) {
            String good = Payload.of(payload[1]).toString();
            Order order = Reading.order(reader(payload[0]), good);
            JsonNode changed = parse(good);
            changes.forEach(change -> change(changed, change));
            // One per line: a page of JSON:API is one value.
            byte[] lines = (good + "\n" + changed + "\n" + good).getBytes(StandardCharsets.UTF_8);
            List<ReadResult> results = read(reader(payload[0]), lines);
            assertEquals(results, read(reader(payload[0]), lines));
            for (ReadResult other : List.of(results.get(0), results.get(results.size() - 1))) {
                assertEquals(
                        order, assertInstanceOf(ReadResult.Read.class, other).order());
            }
        }
    }

    /** Nothing is half-accepted: of an order that is cut off anywhere, nothing is. */
    @Property(tries = 100)
    void aPayloadThatIsCutAnywhereIsNoOrder(@ForAll("places") int place) {
        for (String[] payload : PAYLOADS) {
            byte[] whole = Payload.of(payload[1]).toString().getBytes(StandardCharsets.UTF_8);
            byte[] cut = Arrays.copyOf(whole, place % whole.length);
            List<ReadResult> results = read(reader(payload[0]), cut);
            // Of a page of JSON:API its order is told, and its end.
            int most = payload[1].contains("jsonapi") ? 2 : 1;
            assertTrue(cut.length == 0 ? results.isEmpty() : !results.isEmpty() && results.size() <= most);
            assertTrue(results.stream().allMatch(ReadResult.Refused.class::isInstance), results::toString);
        }
    }

    /** A byte that is another one may make another order, but no failure, and no message that shows it. */
    @Property(tries = 150)
    void aPayloadWithAnotherByteAnywhere(@ForAll("places") int place, @ForAll byte other) {
        for (String[] payload : PAYLOADS) {
            byte[] bytes =
                    marked(parse(Payload.of(payload[1]).toString())).toString().getBytes(StandardCharsets.UTF_8);
            bytes[place % bytes.length] = other;
            read(reader(payload[0]), bytes);
        }
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 9_999);
    }

    private static void change(JsonNode order, Change change) {
        List<Place> places = fields(order);
        Place place = places.get(change.place() % places.size());
        int kind = change.value() % (VALUES.size() + 2);
        if (kind == VALUES.size()) {
            place.remove();
        } else if (kind > VALUES.size()) {
            place.set(order.deepCopy());
        } else {
            place.set(parse(VALUES.get(kind)));
        }
    }

    /** The order with the mark in the texts that are personal data. */
    private static JsonNode marked(JsonNode order) {
        for (Place place : fields(order)) {
            String text = place.value().asText();
            if (place.value().isTextual()
                    && Stream.of("Ahorn", "Ada", "Payer", "Buche", "Maximil", "+4", "@", "weg")
                            .anyMatch(text::contains)) {
                place.set(JSON.getNodeFactory().textNode(SECRET + text));
            }
        }
        return order;
    }

    /** A field of an object, or an element of a list. */
    private record Place(JsonNode parent, String name, int index) {
        JsonNode value() {
            return parent.isObject() ? parent.path(name) : parent.path(index);
        }

        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else if (parent.has(index)) {
                ((ArrayNode) parent).set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(index);
            }
        }
    }

    private static List<Place> fields(JsonNode node) {
        List<Place> places = new ArrayList<>();
        collect(node, places);
        return places;
    }

    private static void collect(JsonNode node, List<Place> places) {
        node.fieldNames().forEachRemaining(name -> {
            places.add(new Place(node, name, -1));
            collect(node.path(name), places);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(new Place(node, "", i));
            collect(node.path(i), places);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
