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
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchCommandTest {
    @TempDir
    private Path directory;

    private Cli cli;
    private Path ledger;

    @BeforeEach
    void store() {
        cli = new Cli(directory);
        ledger = directory.resolve("ledger.tsv");
    }

    private Cli.Result dispatch(CarrierSettings carrier, String... more) throws Exception {
        try (CarrierServer server = CarrierServer.start(carrier)) {
            List<String> arguments = new ArrayList<>(List.of(
                    "dispatch",
                    "--json",
                    "--carrier-url",
                    server.url().toString(),
                    "--timeout",
                    "500ms",
                    "--claim-ttl",
                    "1s",
                    "--quiet",
                    "1s"));
            arguments.addAll(List.of(more));
            return cli.run(arguments.toArray(String[]::new));
        }
    }

    private static void assertTotals(Cli.Result result, int confirmed, int rejected, int inDoubt, int pending) {
        JsonNode json = result.json();
        assertEquals(List.of("confirmed", "rejected", "inDoubt", "pending", "seconds"), Cli.fields(json));
        assertEquals(confirmed, json.get("confirmed").asInt(), result::toString);
        assertEquals(rejected, json.get("rejected").asInt(), result::toString);
        assertEquals(inDoubt, json.get("inDoubt").asInt(), result::toString);
        assertEquals(pending, json.get("pending").asInt(), result::toString);
        assertTrue(json.get("seconds").asDouble() >= 0, result::toString);
    }

    @Test
    void sendsWhatIsPendingAndTheSecondRunSendsNothing() throws Exception {
        cli.run("import", OrderLines.file(directory, 100).toString()).exits(0);

        assertTotals(dispatch(CarrierSettings.of(ledger)).exits(0), 100, 0, 0, 0);
        assertTotals(dispatch(CarrierSettings.of(ledger)).exits(0), 100, 0, 0, 0);

        assertEquals(100, Ledger.read(ledger).creates());
        JsonNode shipment = cli.run("shipments", "--json").exits(0).lines().get(0);
        assertEquals(
                List.of("id", "order", "reference", "carrier", "state", "attempt", "trackingNumber"),
                Cli.fields(shipment));
        assertEquals("CONFIRMED", shipment.get("state").asText());
        assertEquals(1, shipment.get("attempt").asInt());
    }

    @Test
    void servesTheCarriersOfAFile() throws Exception {
        Path orders = directory.resolve("north.jsonl");
        Files.write(
                orders,
                IntStream.range(0, 10)
                        .mapToObj(i -> OrderLines.order(i, "north", 1))
                        .toList());
        cli.run("import", orders.toString()).exits(0);
        Path carriers = directory.resolve("carriers.properties");
        try (CarrierServer server = CarrierServer.start(CarrierSettings.of(ledger))) {
            Files.writeString(carriers, "north.adapter=reference\nnorth.url=" + server.url() + "\n");

            assertTotals(
                    cli.run("dispatch", "--json", "--carriers", carriers.toString())
                            .exits(0),
                    10,
                    0,
                    0,
                    0);
        }
        assertEquals(10, Ledger.read(ledger).creates());
    }

    @Test
    void aDryRunShowsWhatWouldBeSentAndSendsNothing() throws Exception {
        cli.run("import", OrderLines.file(directory, 3).toString()).exits(0);

        Cli.Result dry = dispatch(CarrierSettings.of(ledger), "--dry-run", "--limit", "2")
                .exits(0);

        assertEquals(3, dry.lines().size());
        assertEquals(
                List.of("id", "order", "reference", "carrier", "country", "verdict", "detail"),
                Cli.fields(dry.lines().get(0)));
        assertEquals(
                Map.of("WOULD_BE_SENT", 2L, "OVER_LIMIT", 1L),
                dry.lines().stream()
                        .collect(Collectors.groupingBy(
                                line -> line.get("verdict").asText(), Collectors.counting())));
        assertFalse(Files.exists(ledger) && Ledger.read(ledger).creates() > 0);
        for (JsonNode shipment : cli.run("shipments", "--json").exits(0).lines()) {
            assertEquals("PENDING", shipment.get("state").asText());
            assertEquals(0, shipment.get("attempt").asInt());
        }
        assertTotals(dispatch(CarrierSettings.of(ledger)).exits(0), 3, 0, 0, 0);
    }

    @Test
    void aDryRunNamesWhatAPersonHasToDo() throws Exception {
        cli.run("import", OrderLines.file(directory, 1).toString()).exits(0);
        cli.run("pause", "reference", "--by", "ada", "--reason", "stocktaking").exits(0);

        Cli.Result dry = cli.run("dispatch", "--dry-run", "--carrier-url", "http://localhost:1")
                .exits(1);

        assertTrue(dry.out().contains("paused (stocktaking)"), dry::toString);
        assertTrue(dry.err().contains("Nothing was claimed or written. 1 paused."), dry::toString);
    }

    @Test
    void onlyTheShipmentsNamedAreSent() throws Exception {
        cli.run("import", OrderLines.file(directory, 3).toString()).exits(0);
        JsonNode chosen = cli.run("shipments", "--json").exits(0).lines().get(1);

        assertTotals(
                dispatch(
                        CarrierSettings.of(ledger),
                        "--shipment",
                        chosen.get("id").asText()),
                1,
                0,
                0,
                2);
        Cli.Result unknown =
                dispatch(CarrierSettings.of(ledger), "--shipment", "nobody").exits(2);

        assertTrue(unknown.err().contains("there is no shipment nobody"), unknown::toString);
        assertEquals(1, Ledger.read(ledger).creates());
    }

    @Test
    void inQuietHoursARunEndsAndSaysUntilWhen() throws Exception {
        cli.run("import", OrderLines.file(directory, 2).toString()).exits(0);
        DayOfWeek today = LocalDate.now(ZoneOffset.UTC).getDayOfWeek();
        String days = name(today) + "," + name(today.plus(1)); // It may become tomorrow meanwhile.

        Cli.Result quiet = dispatch(CarrierSettings.of(ledger), "--quiet-hours", days + " 00:00-24:00", "--zone", "UTC")
                .exits(1);

        assertTotals(quiet, 0, 0, 0, 2);
        assertTrue(quiet.err().contains("2 pending: quiet hours of carrier reference until "), quiet::toString);
        for (String[] wrong :
                List.of(new String[] {"--quiet-hours", "always"}, new String[] {"--zone", "Mars/Olympus"})) {
            Cli.Result refused = dispatch(CarrierSettings.of(ledger), wrong).exits(2);
            assertTrue(refused.err().contains("expected "), refused::toString);
        }
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    @Test
    void namesTheCarriersThatItHasNoAdapterFor() throws Exception {
        cli.run("import", OrderLines.file(directory, 2).toString()).exits(0);
        Path carriers = directory.resolve("carriers.properties");
        Files.writeString(carriers, "north.adapter=reference\nnorth.url=http://localhost:1\n");

        Cli.Result result =
                cli.run("dispatch", "--carriers", carriers.toString()).exits(1);

        assertTrue(result.err().contains("2 pending for carrier reference"), result::toString);
    }

    @Test
    void theLimitHolds() throws Exception {
        cli.run("import", OrderLines.file(directory, 10).toString()).exits(0);

        assertTotals(dispatch(CarrierSettings.of(ledger), "--limit", "3").exits(0), 3, 0, 0, 7);
        assertEquals(3, Ledger.read(ledger).creates());
    }

    @Test
    void rejectedOnesNeedAPersonAndCanBeAmended() throws Exception {
        cli.run("import", OrderLines.file(directory, 2).toString()).exits(0);

        Cli.Result result = dispatch(CarrierSettings.of(ledger).withFaults("reject:1"));
        assertTotals(result.exits(1), 0, 2, 0, 0);
        assertTrue(result.err().contains("amend"), result::toString);

        String id = cli.ids("REJECTED").get(0);
        JsonNode before = find(id);
        JsonNode amended = cli.run("amend", "--json", id, "--city", "Bobingen", "--by", "Ada", "--reason", "typo")
                .exits(0)
                .json();
        assertEquals(List.of("id", "result", "state", "message"), Cli.fields(amended));
        assertEquals("done", amended.get("result").asText());
        assertEquals("PENDING", amended.get("state").asText());
        JsonNode after = find(id);
        assertTrue(!before.get("reference").equals(after.get("reference")), after::toString);

        assertTotals(dispatch(CarrierSettings.of(ledger)).exits(1), 1, 1, 0, 0);
    }

    private JsonNode find(String id) {
        return cli.run("shipments", "--json").lines().stream()
                .filter(line -> line.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void doubtsAtLevel0NeedAPerson() throws Exception {
        cli.run("import", OrderLines.file(directory, 2).toString()).exits(0);

        Cli.Result result = dispatch(CarrierSettings.of(ledger).withLevel(0).withFaults("cut-after:1"), "--level", "0");
        assertTotals(result.exits(1), 0, 0, 2, 0);
        assertTrue(result.err().contains("resolve"), result::toString);
        assertEquals(2, Ledger.read(ledger).creates());

        List<String> ids = cli.ids("IN_DOUBT");
        cli.run("resolve", ids.get(0), "--sent", "T-1", "--by", "Ada", "--reason", "in the portal")
                .exits(0);
        assertTotals(dispatch(CarrierSettings.of(ledger)).exits(1), 1, 0, 1, 0);
        assertEquals("T-1", find(ids.get(0)).get("trackingNumber").asText());
    }

    @Test
    void doubtsAtLevel1AreFound() throws Exception {
        cli.run("import", OrderLines.file(directory, 5).toString()).exits(0);

        assertTotals(
                dispatch(CarrierSettings.of(ledger).withFaults("cut-after:1")).exits(0), 5, 0, 0, 0);
        assertEquals(5, Ledger.read(ledger).creates());
    }

    @Test
    void anotherCarriersShipmentsStayPendingAndAreTold() throws Exception {
        cli.run(
                        "import",
                        OrderLines.file(directory, OrderLines.order(1, "pigeons", 1), OrderLines.order(2))
                                .toString())
                .exits(0);

        Cli.Result result = dispatch(CarrierSettings.of(ledger)).exits(1);

        assertTotals(result, 1, 0, 0, 1);
        assertTrue(result.err().contains("pigeons"), result::toString);
    }

    @Test
    void aPausedCarrierIsLeftAloneAndTold() throws Exception {
        cli.run("import", OrderLines.file(directory, 2).toString()).exits(0);
        cli.run("pause", "reference", "--by", "Ada", "--reason", "strike").exits(0);

        Cli.Result paused = dispatch(CarrierSettings.of(ledger)).exits(1);
        assertTotals(paused, 0, 0, 0, 2);
        assertTrue(paused.err().contains("strike") && paused.err().contains("resume"), paused::toString);

        cli.run("resume", "reference").exits(0);
        assertTotals(dispatch(CarrierSettings.of(ledger)).exits(0), 2, 0, 0, 0);
    }
}
