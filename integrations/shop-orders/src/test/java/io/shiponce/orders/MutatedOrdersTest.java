package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is wrong with an order: it is one result without personal data, always the same, and costs no other order. */
class MutatedOrdersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int PLACES = 10_000;

    /** A reader, and an order that it reads. */
    private record Shop(OrderReader reader, String resource, String payload) {
        Shop(OrderReader reader, String resource) {
            this(reader, resource, Payload.of(resource).toString());
        }

        @Override
        public String toString() {
            return resource;
        }
    }

    private static final List<Shop> SHOPS = List.of(
            new Shop(new ShopifyReader(), "shopify-rest.json"),
            new Shop(new ShopifyReader(), "shopify-graphql.json"),
            new Shop(new WooCommerceReader(), "woocommerce.json"),
            new Shop(new Magento2Reader(), "magento2.json"),
            new Shop(new Shopware6Reader(), "shopware6.json"),
            new Shop(new Shopware6Reader(), "shopware6-jsonapi.json"),
            new Shop(new BigCommerceReader(), "bigcommerce.json"),
            new Shop(new BigCommerceReader(), "bigcommerce-consignments.json"));

    private static final List<UnaryOperator<JsonNode>> CHANGES = List.of(
            value -> NODES.nullNode(),
            value -> NODES.textNode(""),
            value -> NODES.textNode(" \t"),
            value -> NODES.textNode("Geheim"),
            value -> NODES.textNode("Geheim\nGeheim"),
            value -> NODES.textNode("Geheim".repeat(50)),
            value -> NODES.textNode(value.asText()),
            value -> NODES.numberNode(0),
            value -> NODES.numberNode(1),
            value -> NODES.numberNode(1_000_000),
            value -> NODES.numberNode(-3),
            value -> NODES.numberNode(new BigDecimal("1.5")),
            value -> NODES.numberNode(new BigDecimal("1e90")),
            value -> NODES.numberNode(new BigDecimal("1e-90")),
            value -> NODES.booleanNode(true),
            value -> NODES.booleanNode(false),
            value -> NODES.objectNode(),
            value -> NODES.arrayNode(),
            value -> NODES.arrayNode().add(value),
            value -> NODES.arrayNode().add(value).add(value.deepCopy()),
            value -> NODES.objectNode().set("value", value),
            value -> NODES.objectNode().put("id", "1").put("name", "Geheim").put("technicalName", "open"));

    /** Of one of all places, counted round; without a change the value is taken away. */
    private record Mutation(int place, int change) {
        static final int TAKEN_AWAY = 0;

        JsonNode of(JsonNode value) {
            return CHANGES.get(change - 1).apply(value);
        }
    }

    @Provide
    Arbitrary<Shop> shops() {
        return Arbitraries.of(SHOPS);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PLACES),
                        Arbitraries.integers().between(Mutation.TAKEN_AWAY, CHANGES.size()))
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void aMutatedOrderIsToldWithoutPersonalDataAndCostsNoOther(
            @ForAll("shops") Shop shop, @ForAll("mutations") List<Mutation> mutations) throws JsonProcessingException {
        List<Object> whole = told(Reading.all(shop.reader(), shop.payload()));
        String mutated = mutated(shop.payload(), mutations).toString();
        // One per line, so that a page with its order stays one value.
        String in = shop.payload() + "\n" + mutated + "\n" + shop.payload() + "\n";

        List<ReadResult> results = Reading.all(shop.reader(), in);

        assertEquals(whole, told(results.subList(0, 1)));
        assertEquals(whole, told(results.subList(results.size() - 1, results.size())));
        results.forEach(MutatedOrdersTest::holdsNoPersonalData);
        assertEquals(told(results), told(Reading.all(shop.reader(), in)));
    }

    private static JsonNode mutated(String payload, List<Mutation> mutations) throws JsonProcessingException {
        JsonNode root = JSON.readTree(payload);
        for (Mutation mutation : mutations) {
            List<Runnable> changes = new ArrayList<>();
            collect(root, mutation, changes);
            if (!changes.isEmpty()) {
                changes.get(mutation.place() % changes.size()).run();
            }
        }
        return root;
    }

    private static void collect(JsonNode node, Mutation mutation, List<Runnable> changes) {
        boolean isTakenAway = mutation.change() == Mutation.TAKEN_AWAY;
        if (node instanceof ObjectNode object) {
            object.fieldNames()
                    .forEachRemaining(name -> changes.add(() -> {
                        JsonNode value = object.remove(name);
                        if (!isTakenAway) {
                            object.set(name, mutation.of(value));
                        }
                    }));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(() -> {
                    JsonNode value = array.remove(index);
                    if (!isTakenAway) {
                        array.insert(index, mutation.of(value));
                    }
                });
            }
        }
        node.forEach(child -> collect(child, mutation, changes));
    }

    /** Everything but the place, which counts on. */
    private static List<Object> told(List<ReadResult> results) {
        return results.stream().map(MutatedOrdersTest::told).toList();
    }

    private static Object told(ReadResult result) {
        if (result instanceof ReadResult.Read read) {
            return read.order();
        }
        if (result instanceof ReadResult.Refused refused) {
            return List.of(String.valueOf(refused.orderKey()), refused.field(), refused.problem());
        }
        return ((ReadResult.NothingToShip) result).reason();
    }

    /** But for an order's own name, which is said whatever it is. */
    private static void holdsNoPersonalData(ReadResult result) {
        if (result instanceof ReadResult.Read) {
            return;
        }
        String said = result instanceof ReadResult.Refused refused
                ? refused.field() + refused.problem()
                : ((ReadResult.NothingToShip) result).reason();
        for (String secret : List.of("Geheim", "Ahorn", "Payer", "Maximilian", "86150", "Augsburg", "@", "+49")) {
            assertFalse(said.contains(secret), said);
        }
    }
}
