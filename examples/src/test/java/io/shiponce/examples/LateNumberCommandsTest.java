package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Selection;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of shipments that the carrier took without a number, and may do about them. */
class LateNumberCommandsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final Duration CLAIM = Duration.ofMillis(600);

    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void theCarrierTakesThemAndNeverGivesANumber() throws Exception {
        cli = new Cli(directory);
        cli.run("import", OrderLines.file(directory, 2).toString()).exits(0);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC())
                .otherwise(permit -> Reply.numberFollows())
                .lookupLag(Duration.ofDays(1));
        try (ShipmentStore store = new StoreOptions(cli.store(), "examples").open(CLAIM.dividedBy(3));
                DispatchEngine engine = DispatchEngine.builder(store)
                        .carrier("reference", carrier)
                        .settings(EngineSettings.of(TIMEOUT, CLAIM))
                        .build()) {
            engine.dispatch(Selection.all()).completion().join();
        }
    }

    private Cli.Result resolve(String... arguments) {
        List<String> all = new ArrayList<>(List.of("resolve", "--json", "--by", "Ada", "--reason", "as agreed"));
        all.addAll(List.of(arguments));
        return cli.run(all.toArray(String[]::new));
    }

    @Test
    void theyCountAsInDoubt() {
        assertEquals(
                2, cli.run("status", "--json").exits(0).json().get("inDoubt").asInt());
        String history = cli.run("history", cli.ids("IN_DOUBT").get(0)).exits(0).out();
        assertTrue(history.contains("NUMBER_FOLLOWS"), history);
    }

    @Test
    void r13_notSentIsRefusedAlsoForAllAtOnce() {
        Cli.Result result = resolve("--all-in-doubt", "--wait", "--not-sent").exits(1);

        assertEquals(2, result.lines().size());
        result.lines().forEach(line -> {
            assertEquals("refused", line.get("result").asText(), line::toString);
            assertTrue(line.get("message").asText().contains("the carrier said that it took it"), line::toString);
        });
        assertTrue(result.err().contains("gives its number later"), result::toString);
        assertEquals(2, cli.ids("IN_DOUBT").size());
    }

    @Test
    void refusedLaterItIsRejectedAndCanBeAmended() {
        String id = cli.ids("IN_DOUBT").get(0);

        Cli.Result result = resolve(id, "--wait", "--refused").exits(0);

        assertEquals("REJECTED", result.json().get("state").asText());
        cli.run("amend", id, "--street1", "Lindenweg 2", "--by", "Ada", "--reason", "as agreed")
                .exits(0);
        assertEquals(List.of(id), cli.ids("PENDING"));
    }

    @Test
    void theNumberThatTheCarrierToldByTelephoneConfirms() {
        String id = cli.ids("IN_DOUBT").get(0);

        assertEquals(
                "CONFIRMED",
                resolve(id, "--sent", "T-1").exits(0).json().get("state").asText());
    }
}
