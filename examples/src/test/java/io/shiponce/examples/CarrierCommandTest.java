package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.simulated.CarrierApi;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

@Timeout(30)
class CarrierCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void saysWhereItListensWhoeverItPlays(CarrierApi api) throws Exception {
        listens("--ledger", ledger(), "--api", api.word());
    }

    @Test
    void saysWhereItListens() throws Exception {
        listens("--ledger", ledger(), "--fault", "cut-after:0.1", "--fault", "429:0.1", "--level", "3");
    }

    private static void listens(String... arguments) throws Exception {
        PipedReader out = new PipedReader();
        PrintWriter in = new PrintWriter(new PipedWriter(out));
        FutureTask<Integer> run = new FutureTask<>(
                () -> new CommandLine(new CarrierCommand()).setOut(in).execute(arguments));
        Thread thread = new Thread(run, "carrier-command");
        thread.start();
        String line = new BufferedReader(out).readLine();
        assertTrue(line.matches("listening [1-9]\\d*"), line);
        thread.interrupt();
        assertEquals(0, run.get(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource
    void speaksEachInterface(CarrierApi api) throws Exception {
        PipedReader out = new PipedReader();
        PrintWriter in = new PrintWriter(new PipedWriter(out));
        FutureTask<Integer> run = new FutureTask<>(() ->
                new CommandLine(new CarrierCommand()).setOut(in).execute("--ledger", ledger(), "--api", api.word()));
        Thread thread = new Thread(run, "carrier-command");
        thread.start();
        String line = new BufferedReader(out).readLine();
        assertTrue(line.matches("listening [1-9]\\d*"), line);
        thread.interrupt();
        assertEquals(0, run.get(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource({
        "--api, pigeon, there are reference",
        "--level, 4, level must be between 0 and 3",
        "--port, 70000, port must be between 0 and 65535",
        "--latency, 50, 50ms",
        "--latency, 2h, latency must be between",
        "--fault, explode:1, is not a kind of fault",
        "--fault, hang:2, between 0 and 1"
    })
    void refusesWrongOptionsWithTwo(String option, String value, String expected) {
        StringWriter err = new StringWriter();
        assertEquals(2, run(err, "--ledger", ledger(), option, value));
        assertTrue(err.toString().contains(expected), err::toString);
    }

    @Test
    void refusesALevelThatTheInterfaceDoesNotHave() {
        StringWriter err = new StringWriter();
        assertEquals(2, run(err, "--ledger", ledger(), "--api", "dhl-parcel-de", "--level", "1"));
        assertTrue(err.toString().contains("level must be 0 with dhl-parcel-de"), err::toString);
    }

    @Test
    void refusesAnUnusableLedgerWithThree() {
        StringWriter err = new StringWriter();
        assertEquals(3, run(err, "--ledger", folder.resolve("none/ledger").toString()));
        assertTrue(err.toString().contains("none"), err::toString);
    }

    @Test
    void refusesTheLedgerOfARunningCarrierWithThree() throws IOException {
        StringWriter err = new StringWriter();
        try (CarrierServer server = CarrierServer.start(CarrierSettings.of(Path.of(ledger())))) {
            assertTrue(server.port() > 0);
            assertEquals(3, run(err, "--ledger", ledger()));
        }
        assertTrue(err.toString().contains("another carrier"), err::toString);
    }

    private static int run(StringWriter err, String... arguments) {
        return new CommandLine(new CarrierCommand())
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String ledger() {
        return folder.resolve("ledger").toString();
    }
}
