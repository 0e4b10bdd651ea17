package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void store() {
        cli = new Cli(directory);
    }

    private static void assertCounts(
            Cli.Result result, int accepted, int already, int conflicts, int invalid, int shipments) {
        assertEquals(
                "{\"orders\":" + (accepted + already + conflicts + invalid) + ",\"accepted\":" + accepted
                        + ",\"alreadyAccepted\":" + already + ",\"conflicts\":" + conflicts + ",\"invalid\":" + invalid
                        + ",\"shipments\":" + shipments + "}",
                result.json().toString(),
                result::toString);
    }

    @Test
    void twiceIsOnce() throws Exception {
        String file = OrderLines.file(directory, 450).toString();

        assertCounts(cli.run("import", "--json", file).exits(0), 450, 0, 0, 0, 450);
        assertCounts(cli.run("import", "--json", file).exits(0), 0, 450, 0, 0, 0);
        assertEquals(450, cli.ids("PENDING").size());
    }

    @Test
    void anotherContentUnderTheSameNumberIsAConflict() throws Exception {
        cli.run("import", OrderLines.file(directory, 1).toString()).exits(0);
        Path file = OrderLines.file(directory, OrderLines.order(1, "reference", 2), OrderLines.order(2));

        Cli.Result result = cli.run("import", "--json", file.toString()).exits(1);

        assertCounts(result, 1, 0, 1, 0, 1);
        assertTrue(result.err().contains("orders.jsonl:1: order augsburg/100001: conflict"), result::toString);
    }

    @Test
    void aConflictSaysWhichShipmentsMayStillBeChangedAndHow() throws Exception {
        cli.run("import", OrderLines.file(directory, 1).toString()).exits(0);
        String id = cli.ids("PENDING").get(0);
        Path changed = OrderLines.file(directory, OrderLines.order(1, "reference", 2));

        String pending = cli.run("import", changed.toString()).exits(1).err();
        assertTrue(
                pending.contains(
                        "shipment " + id + ", part 1, is PENDING: it may still be changed: 'cancel " + id + "'"),
                pending);

        cli.run("cancel", id, "--by", "Ada", "--reason", "changed in the shop").exits(0);
        String cancelled = cli.run("import", changed.toString()).exits(1).err();
        assertTrue(cancelled.contains(id + ", part 1, is CANCELLED: nothing of it leaves"), cancelled);
    }

    @Test
    void numbersRepeatedInOneFileAreJudgedOneAfterTheOther() throws Exception {
        Path file = OrderLines.file(
                directory,
                OrderLines.order(1),
                OrderLines.order(1),
                OrderLines.order(1, "reference", 2),
                OrderLines.order(2));

        assertCounts(cli.run("import", "--json", file.toString()).exits(1), 2, 1, 1, 0, 2);
    }

    @Test
    void aBrokenLineIsNamedAndTheOthersGoOn() throws Exception {
        Path file = OrderLines.file(
                directory,
                OrderLines.order(1),
                "{\"shop\":\"augsburg\",",
                OrderLines.order(2).replace("\"quantity\":1", "\"quantity\":-1"),
                OrderLines.order(3).replace("\"quantity\":1", "\"quantity\":1,\"colour\":\"red\""),
                "",
                OrderLines.order(4));

        Cli.Result result = cli.run("import", "--json", file.toString()).exits(1);

        assertCounts(result, 2, 0, 0, 3, 2);
        assertTrue(result.err().contains("orders.jsonl:2: "), result::toString);
        assertTrue(
                result.err().contains("orders.jsonl:3: order augsburg/100002: lines[0].quantity: "), result::toString);
        assertTrue(result.err().contains("orders.jsonl:4: order augsburg/100003: "), result::toString);
        assertTrue(result.err().contains("colour"), result::toString);
    }

    @Test
    void anotherEncodingIsRefused() throws Exception {
        Path file = directory.resolve("latin.jsonl");
        Files.writeString(file, OrderLines.order(1).replace("Ada", "Zoë"), StandardCharsets.ISO_8859_1);

        Cli.Result result = cli.run("import", "--json", file.toString()).exits(1);

        assertCounts(result, 0, 0, 0, 1, 0);
        assertTrue(result.err().contains("UTF-8"), result::toString);
    }

    @Test
    void everyFileIsCheckedBeforeAnythingIsAccepted() throws Exception {
        String good = OrderLines.file(directory, 1).toString();

        Cli.Result missing = cli.run(
                "import", "--json", good, directory.resolve("missing.jsonl").toString());
        Cli.Result folder = cli.run("import", "--json", good, directory.toString());

        assertTrue(missing.exits(2).err().contains("missing.jsonl"), missing::toString);
        folder.exits(2);
        assertEquals("", missing.out());
        assertEquals(0, cli.ids("PENDING").size());
    }

    @Test
    void formatsThatAreNotSupportedAreNamed() throws Exception {
        String file = OrderLines.file(directory, 1).toString();

        Cli.Result result = cli.run("import", "--format", "paper", file).exits(2);

        assertTrue(
                result.err().contains("there is no format paper; there are: [")
                        && result.err().contains("canonical"),
                result::toString);
        assertEquals("", result.out());
        assertEquals(0, cli.ids("PENDING").size());
    }

    @Test
    void theCanonicalFormatMayBeNamed() throws Exception {
        String file = OrderLines.file(directory, 2).toString();

        assertCounts(cli.run("import", "--json", "--format", "canonical", file).exits(0), 2, 0, 0, 0, 2);
    }

    /** What is imported twice, packed or not, is accepted once. */
    @Test
    void compressedFilesAreTheSameAsOthers() throws Exception {
        Path file = OrderLines.file(directory, 3);
        Path packed = Files.write(directory.resolve("orders.jsonl.gz"), UnpackedTest.packed(Files.readAllBytes(file)));

        assertCounts(cli.run("import", "--json", packed.toString()).exits(0), 3, 0, 0, 0, 3);
        assertCounts(cli.run("import", "--json", file.toString()).exits(0), 0, 3, 0, 0, 0);
    }

    /** What came before stays accepted, and the rest is not lost from sight. */
    @Test
    void aCompressedFileThatIsCutOffSaysWhatWasAccepted() throws Exception {
        byte[] whole = UnpackedTest.packed(Files.readAllBytes(OrderLines.file(directory, 450)));
        Path cut = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 9));

        Cli.Result result = cli.run("import", "--json", cut.toString()).exits(2);

        assertTrue(result.err().contains("cut.gz failed after "), result::toString);
        assertTrue(result.err().contains("Import the same again"), result::toString);
        assertTrue(cli.ids("PENDING").size() >= 200, () -> cli.ids("PENDING").size() + " accepted");
    }

    @Test
    void shopAndCarrierAreThoseOfTheOptionsWhereOrdersDoNotSayThem() throws Exception {
        String file =
                Files.writeString(directory.resolve("orders.txt"), "1\n2\n").toString();

        cli.run("import", "--format", "counted", "--shop", "lyon", "--carrier", "pigeons", file)
                .exits(0);
        cli.run("import", "--format", "counted", file).exits(0);

        List<String> shipments = cli.run("shipments", "--json").exits(0).lines().stream()
                .map(line ->
                        line.get("order").asText() + " " + line.get("carrier").asText())
                .sorted()
                .toList();
        assertEquals(
                List.of("counted/1 reference", "counted/2 reference", "lyon/1 pigeons", "lyon/2 pigeons"), shipments);
    }

    @Test
    void namesThatNoOrderMayHaveAreWrongUsage() throws Exception {
        String file = OrderLines.file(directory, 1).toString();

        Cli.Result shop = cli.run("import", "--shop", " lyon", file).exits(2);
        Cli.Result carrier =
                cli.run("import", "--carrier", "x".repeat(51), file).exits(2);

        assertTrue(shop.err().contains("shop must not begin or end with a space"), shop::toString);
        assertTrue(carrier.err().contains("carrier must be at most 50 characters long"), carrier::toString);
        assertEquals(0, cli.ids("PENDING").size());
    }

    /** Said, counted among the orders, and neither stored nor a reason to call somebody. */
    @Test
    void ordersWithNothingToShipAreToldOf() throws Exception {
        String file =
                Files.writeString(directory.resolve("orders.txt"), "1\n0\n").toString();

        Cli.Result result = cli.run("import", "--json", "--format", "counted", "--shop", "lyon", file)
                .exits(0);

        assertEquals(2, result.json().get("orders").asInt());
        assertEquals(1, result.json().get("accepted").asInt());
        assertEquals(0, result.json().get("invalid").asInt());
        assertTrue(
                result.err().contains("orders.txt:2: order lyon/2: nothing to ship: all of it is refunded"),
                result::toString);
        assertEquals(1, cli.ids("PENDING").size());
    }

    @Test
    void anOrderOfACarrierThatNobodyServesIsAcceptedAndToldOf() throws Exception {
        Path file = OrderLines.file(directory, OrderLines.order(1, "pigeons", 1));

        Cli.Result result = cli.run("import", "--json", file.toString()).exits(0);

        assertCounts(result, 1, 0, 0, 0, 1);
        assertTrue(result.err().contains("pigeons"), result::toString);
    }

    @Test
    void anEmptyFileHoldsNoOrders() throws Exception {
        assertCounts(
                cli.run("import", "--json", OrderLines.file(directory, 0).toString())
                        .exits(0),
                0,
                0,
                0,
                0,
                0);
    }
}
