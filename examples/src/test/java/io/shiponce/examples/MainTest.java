package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "status --nonsense",
                "import",
                "dispatch",
                "dispatch --carrier-url http://localhost:1 --level 4",
                "dispatch --carrier-url ftp://localhost",
                "dispatch --carrier-url http://localhost:1 --timeout 5",
                "dispatch --carrier-url http://localhost:1 --timeout 30s --claim-ttl 10s",
                "dispatch --carrier-url http://localhost:1 --claim-ttl 30s --quiet 1s",
                "dispatch --carrier-url http://localhost:1 --slots 0",
                "dispatch --carrier-url http://localhost:1 --limit 0",
                "shipments --state NONSENSE",
                "history",
                "resolve s-1 --by Ada --reason r",
                "resolve s-1 --sent T --not-sent --by Ada --reason r",
                "resolve s-1 s-2 --sent T --by Ada --reason r",
                "resolve --all-in-doubt --sent T --by Ada --reason r",
                "resolve s-1 --all-in-doubt --not-sent --by Ada --reason r",
                "resolve s-1 --carrier c --not-sent --by Ada --reason r",
                "resolve s-1 --not-sent --reason r",
                "resolve s-1 --not-sent --by Ada",
                "resolve --not-sent --by Ada --reason r",
                "cancel --by Ada --reason r",
                "amend s-1 --by Ada --reason r",
                "erase",
                "erase --older-than 90",
                "pause",
                "christmas --orders 0",
                "christmas --kills -1",
                "christmas --latency 5m",
                "carrier"
            })
    void wrongUsageIsExitCode2AndTouchesNothing(String line) {
        Cli.Result result = Cli.plain(line.isEmpty() ? new String[0] : line.split(" "));

        result.exits(2);
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("shiponce: "), result::toString);
    }

    @Test
    void helpIsExitCode0() {
        Cli.Result result = Cli.plain("--help").exits(0);

        assertTrue(result.out().contains("christmas"), result::toString);
        assertTrue(Cli.plain("dispatch", "--help").exits(0).out().contains("--carrier-url"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:nonsense:x",
                "shiponce.db",
                "jdbc:sqlite:/no/such/directory/store.db",
                "jdbc:sqlite::memory:"
            })
    void aStoreThatCannotBeHadIsExitCode3(String url) {
        Cli.Result result = Cli.plain("status", "--json", "--store", url).exits(3);

        assertEquals("", result.out());
        assertTrue(result.err().startsWith("shiponce: "), result::toString);
    }

    @Test
    void anotherInstallationsStoreIsExitCode3() {
        Cli cli = new Cli(directory);
        cli.run("status").exits(0);

        Cli.Result result = cli.run("status", "--installation", "staging").exits(3);
        assertTrue(result.err().contains("staging"), result::toString);
    }

    @Test
    void aFileThatIsNoDatabaseIsExitCode3() throws Exception {
        Files.writeString(
                directory.resolve("store.db"),
                "this is no database, but it is long enough to be taken for one ".repeat(9));

        new Cli(directory).run("status").exits(3);
    }

    @Test
    void verboseShowsWhereItHappened() {
        Cli.Result result = Cli.plain("status", "--verbose", "--store", "jdbc:nonsense:x");

        assertEquals(3, result.exit());
        assertTrue(result.err().contains("\tat "), result::toString);
    }

    @Test
    void anEmptyStoreHasTheSixStates() {
        Cli.Result result = new Cli(directory).run("status", "--json").exits(0);

        assertEquals(
                "{\"pending\":0,\"claimed\":0,\"confirmed\":0,\"rejected\":0,\"inDoubt\":0,\"cancelled\":0}",
                result.json().toString());
    }

    @Test
    void theSchemaCanBePrintedWithoutADatabase() {
        Path file = directory.resolve("never.db");
        Cli.Result result = Cli.plain("migrate", "--print", "--store", "jdbc:sqlite:" + file)
                .exits(0);

        assertTrue(result.out().toUpperCase(Locale.ROOT).contains("CREATE TABLE"), result::toString);
        assertTrue(Files.notExists(file));
        new Cli(directory).run("migrate").exits(0);
        new Cli(directory).run("migrate").exits(0);
    }
}
