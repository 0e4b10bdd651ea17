package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProgramIT {
    private static final String STORE = "jdbc:sqlite:store.db";

    @TempDir
    private Path directory;

    private Jar jar;

    @BeforeEach
    void start() {
        jar = new Jar(directory);
    }

    @AfterEach
    void end() throws Exception {
        jar.close();
    }

    private Cli.Result imported(String... files) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("import", "--json", "--store", STORE));
        arguments.addAll(List.of(files));
        return jar.run(arguments.toArray(String[]::new));
    }

    private static String[] dispatch(CarrierServer carrier, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "dispatch",
                "--json",
                "--store",
                STORE,
                "--carrier-url",
                carrier.url().toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private CarrierSettings carrier() {
        return CarrierSettings.of(directory.resolve("ledger.tsv"));
    }

    private Ledger ledger() {
        return Ledger.read(directory.resolve("ledger.tsv"));
    }

    @Test
    void christmasSendsEachShipmentOnce() throws Exception {
        Cli.Result result = jar.run("christmas", "--orders", "200", "--kills", "2", "--json")
                .exits(0);

        JsonNode verdict = result.json();
        assertEquals(
                List.of(
                        "orders",
                        "shipments",
                        "sent",
                        "duplicates",
                        "lost",
                        "inDoubt",
                        "resolvedByLookup",
                        "resolvedByOperator",
                        "kills",
                        "seconds"),
                Cli.fields(verdict));
        assertEquals(200, verdict.get("orders").asInt());
        assertTrue(verdict.get("shipments").asInt() > 200, result::toString);
        assertEquals(verdict.get("shipments"), verdict.get("sent"), result::toString);
        assertEquals(0, verdict.get("duplicates").asInt(), result::toString);
        assertEquals(0, verdict.get("lost").asInt(), result::toString);
        assertEquals(0, verdict.get("inDoubt").asInt(), result::toString);
        assertEquals(2, verdict.get("kills").asInt(), result::toString);
        assertTrue(
                verdict.get("resolvedByLookup").asInt()
                                + verdict.get("resolvedByOperator").asInt()
                        > 0,
                result::toString);
        assertTrue(result.err().contains("KILL 2"), result::toString);
    }

    @Test
    void christmasRefusesAStoreWithShipmentsThatAreStillToBeSent() throws Exception {
        imported(OrderLines.file(directory, 1).toString()).exits(0);

        Cli.Result result =
                jar.run("christmas", "--orders", "5", "--store", STORE).exits(3);

        assertTrue(result.err().contains("simulated"), result::toString);
    }

    @Test
    void itsLicenceIsInTheJar() throws Exception {
        try (URLClassLoader only = new URLClassLoader(new URL[] {Jar.JAR.toUri().toURL()}, null)) {
            LicenceTest.checkIn(only);
        }
    }

    @Test
    void badInputIsNamedAndTheRestIsAccepted() throws Exception {
        String huge = "x".repeat(10 << 20);
        Path file = OrderLines.file(
                directory,
                OrderLines.order(1),
                OrderLines.order(2).replace("Ada Ahorn", huge),
                OrderLines.order(3).replace("\"quantity\":1", "\"quantity\":-5"),
                OrderLines.order(4).replace("\"sku\"", "\"colour\":1,\"sku\""),
                "{\"shop\":",
                OrderLines.order(5, "pigeons", 1),
                OrderLines.order(6));

        Cli.Result first = imported(file.toString()).exits(1);

        assertEquals(
                "{\"orders\":7,\"accepted\":3,\"alreadyAccepted\":0,\"conflicts\":0,\"invalid\":4,\"shipments\":3}",
                first.json().toString());
        assertFalse(first.err().contains("xxxx"), "the value was printed");
        assertTrue(first.err().length() < 10_000);
        Cli.Result second = imported(file.toString()).exits(1);
        assertEquals(3, second.json().get("alreadyAccepted").asInt());
    }

    @Test
    void ordersCanComeFromTheStandardInput() throws Exception {
        Path file = OrderLines.file(directory, 3);
        ProcessBuilder.Redirect in = ProcessBuilder.Redirect.from(file.toFile());

        Cli.Result result = jar.start(Map.of(), in, "import", "--json", "--store", STORE, "-")
                .result(60)
                .exits(0);

        assertEquals(3, result.json().get("accepted").asInt(), result::toString);
    }

    @Test
    void exitCodesTellWhoseFaultItIs() throws Exception {
        jar.run("status", "--store", STORE).exits(0);
        jar.run("status", "--nonsense").exits(2);
        imported("no-such-file").exits(2);
        jar.run("status", "--store", "jdbc:postgresql://localhost:1/none").exits(3);
        jar.run("status", "--store", STORE, "--installation", "another").exits(3);
        jar.run("history", "--store", STORE, "s-none").exits(2);
    }

    @Test
    void aStoreThatCannotBeWrittenIsRefused() throws Exception {
        jar.run("status", "--store", STORE).exits(0);
        // Whoever runs this may be root, to whom permissions mean nothing: an immutable address is the same for all.
        Cli.Result result = jar.run("status", "--store", "jdbc:sqlite:file:store.db?mode=ro")
                .exits(3);

        assertTrue(result.err().startsWith("shiponce: the store"), result::toString);
    }

    @Test
    void twoProcessesMakeTheSchemaAtOnce() throws Exception {
        List<Jar.Running> both = List.of(jar.start("status", "--store", STORE), jar.start("status", "--store", STORE));

        for (Jar.Running one : both) {
            one.result(60).exits(0);
        }
    }

    @Test
    void r2_twoDispatchersAtOnceSendEachShipmentOnce() throws Exception {
        imported(OrderLines.file(directory, 600).toString()).exits(0);
        try (CarrierServer carrier = CarrierServer.start(carrier().withLatency(Duration.ofMillis(30)))) {
            List<Jar.Running> both = List.of(
                    jar.start(dispatch(carrier, "--slots", "16")), jar.start(dispatch(carrier, "--slots", "16")));
            for (Jar.Running one : both) {
                assertEquals(
                        600, one.result(120).exits(0).json().get("confirmed").asInt());
            }
        }
        assertEquals(600, ledger().creates());
        assertEquals(0, ledger().duplicates().size());
    }

    @Test
    void sigtermFinishesWhatIsInFlightAndTheNextRunDoesTheRest() throws Exception {
        imported(OrderLines.file(directory, 400).toString()).exits(0);
        try (CarrierServer carrier = CarrierServer.start(carrier().withLatency(Duration.ofMillis(200)))) {
            Jar.Running first = jar.start(dispatch(carrier, "--slots", "8"));
            while (ledger().creates() < 10) {
                assertTrue(first.process().isAlive(), first::text);
                Thread.onSpinWait();
            }
            first.process().destroy();
            Cli.Result ended = first.result(60);
            assertEquals(143, ended.exit(), ended::toString);
            JsonNode totals = ended.json();
            assertEquals(ledger().creates(), totals.get("confirmed").asInt(), ended::toString);
            assertEquals(0, totals.get("inDoubt").asInt(), ended::toString);
            assertEquals(400 - ledger().creates(), totals.get("pending").asInt(), ended::toString);
            Cli.Result status = jar.run("status", "--store", STORE, "--json").exits(0);
            assertEquals(0, status.json().get("claimed").asInt(), status::toString);
        }
        try (CarrierServer carrier = CarrierServer.start(carrier())) {
            jar.run(dispatch(carrier)).exits(0);
        }
        assertEquals(400, ledger().creates());
        assertEquals(0, ledger().duplicates().size());
    }

    @Test
    void theStoreCanBeNamedByTheEnvironment() throws Exception {
        Jar.Running status = jar.start(Map.of("SHIPONCE_STORE", "jdbc:sqlite:elsewhere.db"), "status", "--json");

        status.result(60).exits(0);
        assertTrue(Files.exists(directory.resolve("elsewhere.db")));
    }

    @Test
    void logsDoNotClutterTheOutput() throws Exception {
        imported(OrderLines.file(directory, 20).toString()).exits(0);
        try (CarrierServer carrier = CarrierServer.start(carrier())) {
            Cli.Result result = jar.run(dispatch(carrier)).exits(0);

            assertEquals(1, result.err().lines().count(), result::toString);
        }
    }
}
