package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.examples.christmas.Replay;
import io.shiponce.examples.christmas.ReplayException;
import io.shiponce.examples.christmas.ReplaySettings;
import io.shiponce.examples.christmas.Story;
import io.shiponce.examples.christmas.Verdict;
import io.shiponce.store.ShipmentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code christmas}: replays the incident that this library exists for, and judges the outcome by the carrier's ledger. For one
 * thread. Processes that it started end with it, unless it is killed outright.
 */
@Command(
        name = "christmas",
        description = {
            "Replays the incident: thousands of orders, a carrier that ships whatever it is told, and a dispatcher that is killed"
                    + " in mid-run again and again. The carrier's own ledger tells whether anything left twice.",
            "With --store, the store must hold nothing that is still to be sent: it would go to the simulated carrier."
        },
        sortOptions = false)
final class ChristmasCommand extends ProgramCommand {
    @Option(names = "--orders", defaultValue = "3500", description = "How many orders. Default: ${DEFAULT-VALUE}")
    private int orders;

    @Option(
            names = "--kills",
            defaultValue = "3",
            description = "How often the dispatcher is killed. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--store", paramLabel = "URL", description = "The store's JDBC URL. Default: a fresh SQLite file")
    private @Nullable String storeUrl;

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "examples",
            description = "Whose store it is. Default: ${DEFAULT-VALUE}")
    private String installation = "";

    @Option(
            names = "--latency",
            defaultValue = "50ms",
            converter = Durations.class,
            description = "How long each answer of the carrier takes. Default: ${DEFAULT-VALUE}")
    private Duration latency = Duration.ZERO;

    @Option(
            names = "--seed",
            defaultValue = "20261224",
            description = "Of all chance but the machine's own. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keeps orders, ledger, store and logs in this directory, which must be empty or new.")
    private @Nullable Path keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (WorkDirectory directory = WorkDirectory.of(keep, this::usage)) {
            ReplaySettings settings = checked(() -> new ReplaySettings(
                    orders, kills, latency, seed, storeUrl, installation, directory.path(), program(directory.path())));
            Story story = new Story(json() ? err() : out());
            try (ShipmentStore store =
                    new StoreOptions(settings.store(), installation).open(StoreCommand.CALL_TIMEOUT)) {
                return report(new Replay(settings, store, story).run(), story);
            } catch (ReplayException e) {
                directory.keep();
                throw new RefusedException(e.getMessage() + " (kept in " + directory.path() + ")", e);
            }
        }
    }

    private int report(Verdict verdict, Story story) {
        verdict.tell(story);
        if (json()) {
            ObjectNode line = object();
            line.put("orders", verdict.orders());
            line.put("shipments", verdict.shipments());
            line.put("sent", verdict.sent());
            line.put("duplicates", verdict.duplicates());
            line.put("lost", verdict.lost());
            line.put("inDoubt", verdict.inDoubt());
            line.put("resolvedByLookup", verdict.resolvedByLookup());
            line.put("resolvedByOperator", verdict.resolvedByOperator());
            line.put("kills", verdict.kills());
            line.put("seconds", verdict.seconds());
            out().println(line);
        }
        return verdict.isGood() ? Exit.DONE : Exit.NEEDS_A_PERSON;
    }

    /** Starts this very program again: from its jar, or from the class path that it runs on. */
    private static List<String> program(Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-XX:+UseSerialGC");
        // Children live for seconds: what they compile well would hardly be used.
        command.add("-XX:TieredStopAtLevel=1");
        // A process that is killed cannot remove what its database driver unpacked.
        command.add("-Dorg.sqlite.tmpdir=" + directory);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        return command;
    }
}
