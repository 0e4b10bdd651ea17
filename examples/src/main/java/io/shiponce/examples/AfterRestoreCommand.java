package io.shiponce.examples;

import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code after-restore}: a restored backup has forgotten sends; everything open comes in doubt (R14). For one thread. */
@Command(
        name = "after-restore",
        description = {
            "To be run after a backup of the store was restored, before anything else: everything that is not confirmed comes"
                    + " in doubt, older processes are refused, and new orders placed before now come in doubt as well.",
            "If it is interrupted, everything stays paused: run it again."
        },
        sortOptions = false)
final class AfterRestoreCommand extends StoreCommand {
    private static final String BACKUP = "a backup was restored";

    @Option(names = "--lift", description = "Ends the quarantine instead: new orders come in as pending again.")
    private boolean lift;

    @Option(
            names = "--nothing-lost",
            description =
                    "Says instead that the database goes on from a copy which has every commit that was acknowledged:"
                            + " a synchronous standby was promoted. Nothing comes in doubt.")
    private boolean nothingLost;

    @Option(
            names = "--quiet",
            paramLabel = "TIME",
            defaultValue = "40s",
            converter = Durations.class,
            description = "How long a forgotten sender may still be sending. Default: ${DEFAULT-VALUE}")
    private Duration quiet = Duration.ZERO;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does this; kept as the reason is. Default: ${DEFAULT-VALUE}")
    private String by = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description =
                    "Why; kept in the history. Required with --nothing-lost, which keeps it beside the line of data,"
                            + " where the database has one (not SQLite and H2). Default: " + BACKUP)
    private String reason = BACKUP;

    private EngineSettings settings = EngineSettings.defaults();

    @Override
    void check() {
        if (lift && nothingLost) {
            throw usage("--lift and --nothing-lost: one of them");
        }
        if (nothingLost && reason.equals(BACKUP)) {
            throw usage("--nothing-lost needs --reason: how is it known that nothing was lost?");
        }
        settings = checked(() -> EngineSettings.defaults().withQuiet(quiet));
        if (by.isBlank() || by.length() > HistoryEntry.MAX_ACTOR) {
            throw usage("--by must have from 1 to " + HistoryEntry.MAX_ACTOR + " characters");
        }
        if (reason.isBlank() || reason.length() > HistoryEntry.MAX_DETAIL) {
            throw usage("--reason must have from 1 to " + HistoryEntry.MAX_DETAIL + " characters");
        }
    }

    @Override
    int run(ShipmentStore store) {
        Operator operator = Operator.of(store, settings);
        if (lift) {
            operator.liftQuarantine();
            result(
                    object().put("quarantine", false),
                    "New orders come in as pending again, whenever they were placed.");
            return Exit.DONE;
        }
        if (nothingLost) {
            operator.nothingLost(by, reason);
            result(object().put("nothingLost", true), "Engines go on, as if nothing had happened.");
            return Exit.DONE;
        }
        long moved = operator.afterRestore(by, reason);
        result(
                object().put("quarantine", true).put("inDoubt", moved),
                Words.count(moved, "shipment") + " came in doubt: 'dispatch' looks them up, 'resolve' settles the rest."
                        + " New orders placed before now come in doubt as well, until 'after-restore --lift'.");
        return moved > 0 ? Exit.NEEDS_A_PERSON : Exit.DONE;
    }
}
