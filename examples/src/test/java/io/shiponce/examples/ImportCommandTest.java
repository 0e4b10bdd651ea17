package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

        Cli.Result result = cli.run("import", "--format", "shopify", file).exits(2);

        assertTrue(result.err().contains("shopify") && result.err().contains("canonical"), result::toString);
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
