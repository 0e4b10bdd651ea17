package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    @TempDir
    private Path directory;

    private static String order(int number, String lines) {
        return "{\"shop\":\"augsburg\",\"number\":\"" + (100_000 + number)
                + "\",\"shipTo\":{\"name\":\"Ada Ahorn\",\"street1\":\"Lindenweg 1\",\"postalCode\":\"86150\","
                + "\"city\":\"Augsburg\",\"country\":\"DE\"},\"lines\":[" + lines + "]}";
    }

    private String file(String... orders) throws IOException {
        return Files.write(directory.resolve("orders.jsonl"), List.of(orders)).toString();
    }

    private String rules(String json) throws IOException {
        return Files.writeString(directory.resolve("rules.json"), json).toString();
    }

    @Test
    void showsEachShipmentAndWhy() throws Exception {
        String orders = file(
                order(
                        1,
                        "{\"sku\":\"MUG\",\"quantity\":3,\"weightGrams\":400,\"origin\":\"AUG\","
                                + "\"dimensionsMillimetres\":[100,100,100]},{\"sku\":\"GIFT\",\"quantity\":1,\"requiresShipping\":false}"),
                order(
                        2,
                        "{\"sku\":\"CUP\",\"quantity\":1,\"availableFrom\":\"2027-01-02T00:00:00Z\",\"shippingClass\":\"slow\"}"));
        String rules = rules(
                "{\"limits\":[{\"carrier\":\"reference\",\"weightGrams\":1000}],"
                        + "\"boxes\":[{\"name\":\"S\",\"inner\":[200,150,100],\"outer\":[210,160,110],\"tareGrams\":100,\"maxWeightGrams\":5000}]}");

        Cli.Result text = Cli.plain("plan", "--rules", rules, orders).exits(0);
        Cli.Result json = Cli.plain("plan", "--json", "--rules", rules, orders).exits(0);

        assertEquals("""
                augsburg/100001: 2 shipments
                  1. reference, from AUG: 2 x MUG; 900 g; 210 x 160 x 110 mm
                     - weight limit 1 kg: 1 of 2
                     - in box 'S'
                  2. reference, from AUG: 1 x MUG; 500 g; 210 x 160 x 110 mm
                     - weight limit 1 kg: 2 of 2
                     - in box 'S'
                  GIFT needs no shipping
                augsburg/100002: 1 shipment
                  1. reference, slow, not before 2027-01-02T00:00:00Z: 1 x CUP
                     ! in no box: the size of CUP is unknown
                """, text.out());
        assertEquals("", text.err());
        assertEquals(
                List.of(
                        "{\"order\":\"augsburg/100001\",\"shipments\":["
                                + "{\"part\":1,\"carrier\":\"reference\",\"service\":\"\",\"origin\":\"AUG\",\"notBefore\":null,"
                                + "\"parcels\":[{\"weightGrams\":900,\"dimensionsMillimetres\":[210,160,110]}],"
                                + "\"lines\":[{\"sku\":\"MUG\",\"quantity\":2}],"
                                + "\"reasons\":[\"weight limit 1 kg: 1 of 2\",\"in box 'S'\"],\"flagged\":false},"
                                + "{\"part\":2,\"carrier\":\"reference\",\"service\":\"\",\"origin\":\"AUG\",\"notBefore\":null,"
                                + "\"parcels\":[{\"weightGrams\":500,\"dimensionsMillimetres\":[210,160,110]}],"
                                + "\"lines\":[{\"sku\":\"MUG\",\"quantity\":1}],"
                                + "\"reasons\":[\"weight limit 1 kg: 2 of 2\",\"in box 'S'\"],\"flagged\":false}],"
                                + "\"notes\":[\"GIFT needs no shipping\"]}",
                        "{\"order\":\"augsburg/100002\",\"shipments\":["
                                + "{\"part\":1,\"carrier\":\"reference\",\"service\":\"slow\",\"origin\":\"\","
                                + "\"notBefore\":\"2027-01-02T00:00:00Z\","
                                + "\"parcels\":[{\"weightGrams\":null,\"dimensionsMillimetres\":null}],"
                                + "\"lines\":[{\"sku\":\"CUP\",\"quantity\":1}],"
                                + "\"reasons\":[\"in no box: the size of CUP is unknown\"],\"flagged\":true}],"
                                + "\"notes\":[]}"),
                json.lines().stream().map(JsonNode::toString).toList());
    }

    @Test
    void anOrderThatIsRefusedKeepsNoOtherFromBeingPlanned() throws Exception {
        String orders = file(
                order(1, "{\"sku\":\"MUG\",\"quantity\":9}"),
                "{\"shop\":\"augsburg\"",
                order(3, "{\"sku\":\"MUG\",\"quantity\":1}"));
        String rules = rules("{\"stock\":{\"places\":[\"AUG\"],\"pieces\":{\"AUG\":{\"MUG\":5}}}}");

        Cli.Result json = Cli.plain("plan", "--json", "--rules", rules, orders).exits(1);
        Cli.Result text = Cli.plain("plan", "--rules", rules, orders).exits(1);

        assertEquals(2, json.lines().size());
        assertEquals(
                "{\"order\":\"augsburg/100001\",\"shipments\":[],\"refused\":\"order augsburg/100001: 4 x MUG are in stock"
                        + " nowhere, and no arrival is known\"}",
                json.lines().get(0).toString());
        assertEquals("AUG", json.lines().get(1).at("/shipments/0/origin").asText());
        assertTrue(json.err().contains("orders.jsonl:2: "), json::toString);
        assertTrue(
                text.out().startsWith("augsburg/100001: refused: order augsburg/100001: 4 x MUG are in stock"),
                text::toString);
    }

    @Test
    void otherFormatsAreRead() throws Exception {
        String file =
                Files.writeString(directory.resolve("orders.txt"), "2\n0\n").toString();

        Cli.Result result = Cli.plain("plan", "--format", "counted", "--shop", "lyon", "--carrier", "pigeons", file)
                .exits(0);

        assertEquals("lyon/1: 1 shipment\n  1. pigeons: 2 x MUG-1\n", result.out());
        assertTrue(result.err().contains("nothing to ship"), result::toString);
    }

    @Test
    void wrongUsageIsNamedAndNothingIsPlanned() throws Exception {
        String orders = file(order(1, "{\"sku\":\"MUG\",\"quantity\":9}"));
        for (Cli.Result wrong : List.of(
                Cli.plain("plan", "--rules", rules("{\"splt\":[]}"), orders),
                Cli.plain("plan", "--rules", directory.resolve("none.json").toString(), orders),
                Cli.plain("plan", "--format", "paper", orders),
                Cli.plain("plan", orders, directory.resolve("none.jsonl").toString()),
                Cli.plain("plan"))) {
            wrong.exits(2);
            assertEquals("", wrong.out());
        }
        assertTrue(Cli.plain("plan", "--rules", rules("{\"splt\":[]}"), orders)
                .err()
                .contains("rules.json: splt: is not known; expected one of stock, split"));
    }

    /** Neither the names of goods nor anything else can do more to a terminal than be shown. */
    @Test
    void controlCharactersAreNotShown() throws Exception {
        Cli.Result text = Cli.plain("plan", file(order(1, "{\"sku\":\"M\\u001b[2JUG\",\"quantity\":1}")))
                .exits(0);
        assertFalse(text.out().contains("\u001b"), text::toString);
        assertTrue(text.out().contains("1 x M?[2JUG"), text::toString);
    }

    @Test
    void importFollowsTheSameRules() throws Exception {
        Cli cli = new Cli(directory);
        String orders =
                file(order(1, "{\"sku\":\"MUG\",\"quantity\":5}"), order(2, "{\"sku\":\"CUP\",\"quantity\":1}"));
        String rules = rules(
                "{\"limits\":[{\"pieces\":2}],\"carriers\":{\"rules\":[{\"name\":\"all\",\"carrier\":\"pigeons\"}]}}");

        Cli.Result imported =
                cli.run("import", "--json", "--rules", rules, orders).exits(0);
        Cli.Result again = cli.run("import", "--json", orders).exits(0);

        assertEquals(4, imported.json().get("shipments").asInt());
        assertTrue(imported.err().contains("pigeons"), imported::toString);
        assertEquals(2, again.json().get("alreadyAccepted").asInt());
        assertEquals(4, cli.ids("PENDING").size());
        assertEquals(
                List.of("pigeons"),
                cli.run("shipments", "--json").lines().stream()
                        .map(line -> line.get("carrier").asText())
                        .distinct()
                        .toList());
        Cli.Result wrong = cli.run("import", "--rules", rules("{\"limits\":[{\"pieces\":0}]}"), orders);
        assertTrue(wrong.exits(2).err().contains("rules.json: limits[0].pieces: expected"), wrong::toString);
    }
}
