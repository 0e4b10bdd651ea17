package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorCommandsTest {
    @TempDir
    private Path directory;

    private Cli cli;
    private Path ledger;
    private CarrierServer carrier;

    @BeforeEach
    void store() throws Exception {
        cli = new Cli(directory);
        ledger = directory.resolve("ledger.tsv");
        carrier = CarrierServer.start(CarrierSettings.of(ledger));
    }

    @AfterEach
    void close() throws Exception {
        carrier.close();
    }

    private void imported(int count) throws Exception {
        cli.run("import", OrderLines.file(directory, count).toString()).exits(0);
    }

    private Cli.Result dispatch(String timeout, String claimTtl, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "dispatch",
                "--json",
                "--carrier-url",
                carrier.url().toString(),
                "--timeout",
                timeout,
                "--claim-ttl",
                claimTtl));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    /** Leaves shipments in doubt that the carrier does not have. */
    private List<String> doubts(int count, String claimTtl) throws Exception {
        imported(count);
        carrier.close();
        carrier = CarrierServer.start(CarrierSettings.of(ledger).withLevel(0).withFaults("cut-before:1"));
        dispatch("200ms", claimTtl, "--level", "0").exits(1);
        carrier.close();
        carrier = CarrierServer.start(CarrierSettings.of(ledger));
        List<String> doubts = cli.ids("IN_DOUBT");
        assertEquals(count, doubts.size());
        return doubts;
    }

    private Cli.Result signed(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--by", "Ada", "--reason", "as agreed"));
        return cli.run(all.toArray(String[]::new));
    }

    private static void assertLine(JsonNode line, String result, String state) {
        assertEquals(List.of("id", "result", "state", "message"), Cli.fields(line));
        assertEquals(result, line.get("result").asText(), line::toString);
        assertEquals(state, line.get("state").asText(), line::toString);
    }

    @Test
    void r13_notSentOnlyAfterTheQuietTime() throws Exception {
        String id = doubts(1, "30s").get(0);

        Cli.Result result = signed("resolve", id, "--not-sent").exits(1);

        assertLine(result.json(), "refused", "IN_DOUBT");
        assertTrue(result.json().get("message").asText().contains("quiet time"), result::toString);
        assertTrue(result.err().contains("process " + ProcessHandle.current().pid()), result::toString);
        assertTrue(result.err().contains("last sign of life"), result::toString);
    }

    @Test
    void notSentAfterTheQuietTimeIsSentByTheNextDispatch() throws Exception {
        doubts(3, "500ms");

        Cli.Result result = signed("resolve", "--all-in-doubt", "--carrier", "reference", "--wait", "--not-sent")
                .exits(0);

        assertEquals(3, result.lines().size());
        result.lines().forEach(line -> assertLine(line, "done", "PENDING"));
        dispatch("2s", "5s").exits(0);
        assertEquals(3, Ledger.read(ledger).creates());
        assertEquals(0, Ledger.read(ledger).duplicates().size());
    }

    @Test
    void sentIsConfirmedAndCannotBeSettledAgain() throws Exception {
        String id = doubts(1, "500ms").get(0);

        assertLine(signed("resolve", id, "--sent", "T-1").exits(0).json(), "done", "CONFIRMED");
        assertLine(signed("resolve", id, "--not-sent").exits(1).json(), "refused", "CONFIRMED");
    }

    @Test
    void aSelectionChooses() throws Exception {
        doubts(3, "500ms");

        assertEquals(
                0,
                signed("resolve", "--all-in-doubt", "--shop", "elsewhere", "--not-sent")
                        .exits(0)
                        .lines()
                        .size());
        assertEquals(
                1,
                signed("resolve", "--all-in-doubt", "--order", "100002", "--wait", "--not-sent")
                        .exits(0)
                        .lines()
                        .size());
        signed("resolve", "--all-in-doubt", "--carrier", "pigeons", "--not-sent")
                .exits(2);
        assertEquals(2, cli.ids("IN_DOUBT").size());
    }

    @Test
    void anUnknownIdIsWrongInputAndNothingIsDone() throws Exception {
        imported(1);
        String id = cli.ids("PENDING").get(0);

        Cli.Result result = signed("hold", id, "s-unknown").exits(2);

        assertTrue(result.err().contains("s-unknown"), result::toString);
        assertEquals("", result.out());
        assertLine(signed("hold", id).exits(0).json(), "done", "PENDING");
        cli.run("history", "s-unknown").exits(2);
        cli.run("history", "SO-00000-00000-00000-00000").exits(2);
    }

    @Test
    void aReferenceNamesAShipmentToo() throws Exception {
        imported(2);
        JsonNode shipment = cli.run("shipments", "--json").lines().get(1);

        Cli.Result result = signed("cancel", shipment.get("reference").asText()).exits(0);

        assertLine(result.json(), "done", "CANCELLED");
        assertEquals(shipment.get("id"), result.json().get("id"));
        List<JsonNode> history = cli.run(
                        "history", "--json", shipment.get("reference").asText())
                .exits(0)
                .lines();
        assertEquals(
                List.of("time", "from", "to", "actor", "attempt", "detail", "kind", "trackingNumber", "count"),
                Cli.fields(history.get(0)));
        assertTrue(history.get(0).get("from").isNull());
        assertEquals("PENDING", history.get(0).get("to").asText());
        assertEquals("CANCELLED", history.get(1).get("to").asText());
        assertEquals("Ada", history.get(1).get("actor").asText());
        assertEquals("as agreed", history.get(1).get("detail").asText());
    }

    @Test
    void shipmentsAreFoundByWhateverNumberIsKnown() throws Exception {
        imported(3);
        dispatch("2s", "5s", "--limit", "1").exits(0);
        JsonNode sent = cli.run("shipments", "--json", "--state", "CONFIRMED").json();
        for (String known : List.of("trackingNumber", "reference")) {
            assertEquals(
                    List.of(sent),
                    cli.run("shipments", "--json", "--number", sent.get(known).asText())
                            .exits(0)
                            .lines(),
                    known);
        }
        String order = sent.get("order").asText();
        String number = order.substring(order.indexOf('/') + 1);
        assertEquals(
                List.of(sent),
                cli.run("shipments", "--json", "--number", number).lines());
        assertEquals(
                List.of(),
                cli.run("shipments", "--json", "--number", number, "--state", "PENDING")
                        .exits(0)
                        .lines());
        assertTrue(cli.run("shipments", "--number", number)
                .out()
                .contains(sent.get("id").asText()));
        String typed = sent.get("reference").asText().toLowerCase(Locale.ROOT);
        assertEquals(
                sent.get("id"),
                cli.run("shipments", "--json", "--number", typed).json().get("id"));
        cli.run("history", typed).exits(0);
    }

    @Test
    void heldShipmentsAreNotSentUntilTheyAreRetried() throws Exception {
        imported(2);
        String id = cli.ids("PENDING").get(0);
        signed("hold", id).exits(0);

        Cli.Result result = dispatch("2s", "5s").exits(1);
        assertEquals(1, result.json().get("pending").asInt());
        assertTrue(result.err().contains("as agreed") && result.err().contains("retry"), result::toString);

        assertEquals(1, signed("retry", "--all-held").exits(0).lines().size());
        dispatch("2s", "5s").exits(0);
    }

    @Test
    void whatIsConfirmedIsCancelledAtTheCarrierIfItIsAsked() throws Exception {
        imported(2);
        dispatch("2s", "5s").exits(0);
        List<String> ids = cli.ids("CONFIRMED");

        Cli.Result notAsked = signed("cancel", ids.get(0)).exits(1);
        assertTrue(notAsked.json().get("message").asText().contains("--carrier-url"), notAsked::toString);
        Cli.Result asked = signed(
                        "cancel", ids.get(1), "--carrier-url", carrier.url().toString())
                .exits(0);
        assertLine(asked.json(), "done", "CONFIRMED");
    }

    @Test
    void r9_whatAnotherCarrierHasUnderThatNumberIsNotCancelled() throws Exception {
        imported(1);
        dispatch("2s", "5s").exits(0);
        Path theirs = directory.resolve("theirs.tsv");
        Files.writeString(theirs, Files.readString(ledger).replace("SO-", "SOMEBODY-ELSES-"));
        try (CarrierServer other = CarrierServer.start(CarrierSettings.of(theirs))) {

            Cli.Result result = signed(
                            "cancel",
                            cli.ids("CONFIRMED").get(0),
                            "--carrier-url",
                            other.url().toString())
                    .exits(1);

            assertTrue(result.json().get("message").asText().contains("did not cancel it"), result::toString);
            assertTrue(Ledger.read(theirs).cancelled().isEmpty());
        }
    }

    @Test
    void reshipMakesANewShipment() throws Exception {
        imported(1);
        dispatch("2s", "5s").exits(0);

        Cli.Result result = signed("reship", cli.ids("CONFIRMED").get(0)).exits(0);

        String spawned = cli.ids("PENDING").get(0);
        assertTrue(result.json().get("message").asText().contains(spawned), result::toString);
        dispatch("2s", "5s").exits(0);
        assertEquals(2, Ledger.read(ledger).creates());
        assertEquals(0, Ledger.read(ledger).duplicates().size());
    }

    @Test
    void unknownCarriersAreNotPaused() {
        Cli.Result result = cli.run("pause", "pigeons").exits(2);

        assertTrue(result.err().contains("pigeons") && result.err().contains("reference"), result::toString);
        cli.run("resume", "pigeons").exits(2);
        assertTrue(cli.run("pause", "*", "--json").exits(0).json().get("paused").asBoolean());
        cli.run("resume", "reference", "--json").exits(1);
        assertFalse(
                cli.run("resume", "*", "--json").exits(0).json().get("paused").asBoolean());
    }

    @Test
    void r14_afterARestoreWhatWasOpenIsInDoubtUntilItIsFound() throws Exception {
        imported(2);
        assertEquals(
                2,
                cli.run("after-restore", "--json", "--quiet", "30s")
                        .exits(1)
                        .json()
                        .get("inDoubt")
                        .asInt());
        assertEquals(2, cli.ids("IN_DOUBT").size());

        Cli.Result lifted = cli.run("after-restore", "--lift", "--json").exits(0);
        assertFalse(lifted.json().get("quarantine").asBoolean());
    }

    @Test
    void s16_erasingLeavesTheTombstone() throws Exception {
        imported(1);
        dispatch("2s", "5s").exits(0);
        String id = cli.ids("CONFIRMED").get(0);

        assertEquals(
                0,
                cli.run("erase", "--older-than", "90d", "--json")
                        .exits(0)
                        .json()
                        .get("erased")
                        .asInt());
        assertEquals(
                1,
                cli.run("erase", "--older-than", "0", "--json")
                        .exits(0)
                        .json()
                        .get("erased")
                        .asInt());

        assertEquals(List.of(id), cli.ids("CONFIRMED"));
        Cli.Result reship = signed("reship", id).exits(1);
        assertLine(reship.json(), "refused", "CONFIRMED");
        assertTrue(reship.json().get("message").asText().contains("erased"), reship::toString);
    }

    @Test
    void s16_whatIsArchivedIsErased() throws Exception {
        imported(1);
        dispatch("2s", "5s").exits(0);
        String id = cli.ids("CONFIRMED").get(0);
        Path archive = directory.resolve("archive.jsonl");
        String[] erase = {"erase", "--older-than", "0", "--archive", archive.toString(), "--json"};

        Cli.Result nowhere = cli.run("erase", "--older-than", "0", "--archive", directory + "/none/file")
                .exits(3);
        assertTrue(nowhere.err().contains("cannot be made"), nowhere::toString);
        assertEquals(1, cli.run(erase).exits(0).json().get("erased").asInt());

        List<String> lines = Files.readAllLines(archive);
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains(id), lines::toString);
        Cli.Result again = cli.run(erase).exits(2);
        assertTrue(again.err().contains("expected the name of a new file"), again::toString);
        assertEquals(lines, Files.readAllLines(archive));
    }

    @Test
    void statusTellsWhatIsPausedAndHeldBesideItsJson() throws Exception {
        imported(2);
        signed("hold", cli.ids("PENDING").get(0)).exits(0);
        cli.run("pause", "reference", "--reason", "strike").exits(0);

        Cli.Result status = cli.run("status", "--json").exits(0);

        assertEquals(2, status.json().get("pending").asInt());
        assertTrue(status.err().contains("strike") && status.err().contains("1 held"), status::toString);
    }
}
