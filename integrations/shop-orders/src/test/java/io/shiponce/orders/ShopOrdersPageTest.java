package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the page about shop orders shows is true. */
class ShopOrdersPageTest {
    private static final Path PROJECT = Path.of(System.getProperty("project.root", "../.."));

    private static String text(String file) throws IOException {
        return Files.readString(PROJECT.resolve(file));
    }

    /** The page's block of a language that holds a text. */
    private static String block(String language, String holding) throws IOException {
        return Arrays.stream(text("docs/shop-orders.md").split("```"))
                .filter(block -> block.startsWith(language + "\n") && block.contains(holding))
                .map(block -> block.substring(language.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void theReaderOfOnesOwnCompilesAndReads() throws IOException {
        String source = text("integrations/shop-orders/src/test/java/io/shiponce/orders/TableReader.java");
        assertTrue(squeezed(source).endsWith(squeezed(block("java", "class TableReader"))));
        String rows = """
                1001|Ada Ahorn|Maximilianstr. 1|86150|Augsburg|DE|MUG|2
                1002|Ada Ahorn|Maximilianstr. 1|86150|Augsburg|DE|MUG|two
                1003|Ada Ahorn|Maximilianstr. 1|86150|Augsburg|DE
                1004|Ada Ahorn||86150|Augsburg|DE|MUG|2
                """;
        assertEquals(
                List.of(
                        "1: 1001",
                        "2: expected eight cells, the last a number",
                        "3: expected eight cells, the last a number",
                        "4: street1 must not be blank"),
                Reading.told(new TableReader(), rows));
    }

    @Test
    void theTableIsRead() throws IOException {
        assertEquals(List.of("2: 1001", "4: 1002"), Reading.told(new CsvReader(), block("csv", "number")));
    }

    @Test
    void allColumnsAreOnThePage() throws IOException {
        String page = text("docs/shop-orders.md");
        for (String column : CsvColumns.known()) {
            assertTrue(page.contains("`" + column + "`"), column);
        }
    }

    /** What the tests' payload has, and so what the reader was seen to need, is asked for. */
    @Test
    void theQueryAsksForAllThatTheReaderReads() throws IOException {
        List<String> asked = List.of(block("graphql", "lineItems").split("[^A-Za-z0-9]+"));
        Set<String> names = new HashSet<>();
        collect(new ObjectMapper().readTree(Payload.of("shopify-graphql.json").toString()), names);
        names.removeAll(List.of("presentmentMoney", "edges", "node"));
        names.removeAll(asked);
        assertEquals(Set.of(), names);
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> collect(child, names));
    }
}
