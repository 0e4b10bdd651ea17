package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.DispatchEngine;
import io.shiponce.DryRun;
import io.shiponce.EngineSettings;
import io.shiponce.Progress;
import io.shiponce.Selection;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code dispatch}: recovers what earlier processes left, looks doubts up, and sends what is pending. For one thread beside the
 * engine's. Several may run at once on one store. Killed at any instant it leaves doubts at worst, which the next one deals with.
 */
@Command(
        name = "dispatch",
        description = {
            "Sends what is pending, and looks doubts up. Ends when nothing is left that it can do.",
            "Prints how many shipments of the whole store are confirmed, rejected, in doubt and pending at the end."
        },
        sortOptions = false)
final class DispatchCommand extends StoreCommand {
    @Mixin
    private CarrierOptions carriers = new CarrierOptions();

    @Mixin
    private SendOptions sending = new SendOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Sends no more than this many.")
    private @Nullable Long limit;

    @Option(
            names = "--shipment",
            paramLabel = "ID",
            description = "Only this one, by id or reference; may be repeated.")
    private List<String> shipments = List.of();

    @Option(
            names = "--dry-run",
            description = {
                "Shows what would be sent, and what keeps the rest; asks carriers that offer a dry run of theirs.",
                "Claims and writes nothing. --json prints one object per shipment."
            })
    private boolean dryRun;

    private @Nullable Plan plan;

    /** Everything that was asked for, checked. */
    private record Plan(ServedCarriers carriers, EngineSettings settings, Selection selection) {}

    @Override
    void check() {
        plan = checked(() -> {
            Long most = limit;
            EngineSettings settings = sending.settings();
            Selection selection =
                    most == null ? Selection.all() : Selection.all().atMost(most);
            return new Plan(sending.open(carriers), settings, selection);
        });
    }

    @Override
    Duration callTimeout() {
        return sending.callTimeout();
    }

    @Override
    int run(ShipmentStore store) {
        Plan checkedPlan = plan;
        if (checkedPlan == null) {
            throw new AssertionError("not checked");
        }
        Selection selection = selection(store, checkedPlan.selection());
        if (dryRun) {
            return rehearse(store, checkedPlan, selection);
        }
        long startedAtNanos = System.nanoTime();
        try (Interruption interruption = new Interruption(checkedPlan.settings())) {
            DispatchWatch watch = new DispatchWatch(err(), !json() && Terminal.watchesErrors());
            Progress progress;
            try (ServedCarriers served = checkedPlan.carriers();
                    DispatchEngine engine = served.on(DispatchEngine.builder(store))
                            .settings(checkedPlan.settings())
                            .listener(watch)
                            .build()) {
                note("Dispatching to " + carriers.description() + ", with " + sending.slots() + " slots.");
                progress = watch.follow(engine, interruption.of(engine.dispatch(selection)));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - startedAtNanos);
            return report(store, checkedPlan, progress, watch, took, interruption.happened());
        }
    }

    /** Throws {@link IllegalArgumentException} that names the shipments that are not there. */
    private Selection selection(ShipmentStore store, Selection limited) {
        if (shipments.isEmpty()) {
            return limited;
        }
        Set<ShipmentId> ids = new HashSet<>();
        Choice.byName(store, shipments).forEach(one -> ids.add(one.id()));
        return Selection.of(ids).atMost(limited.limit());
    }

    private int rehearse(ShipmentStore store, Plan checkedPlan, Selection selection) {
        Rehearsal rehearsal = new Rehearsal(out(), json());
        try (ServedCarriers served = checkedPlan.carriers()) {
            served.on(DryRun.on(store)).run(selection, rehearsal::show);
        }
        note(rehearsal.summary());
        return rehearsal.exitCode();
    }

    private int report(
            ShipmentStore store,
            Plan checkedPlan,
            Progress progress,
            DispatchWatch watch,
            Duration took,
            boolean interrupted) {
        List<CarrierCounts> counts = store.counts(ShipmentFilter.ALL);
        Totals totals = Totals.of(counts);
        ObjectNode json = object();
        json.put("confirmed", totals.confirmed());
        json.put("rejected", totals.rejected());
        json.put("inDoubt", totals.inDoubt());
        json.put("pending", totals.pending());
        json.put("seconds", Words.seconds(took));
        result(
                json,
                (interrupted ? "Interrupted" : "Done") + " after " + Words.of(took) + ": this run sent "
                        + Words.of(progress.sent()) + " and found " + Words.of(progress.reconciled())
                        + " at the carrier. In the store: " + Words.of(totals.confirmed()) + " confirmed, "
                        + Words.of(totals.rejected()) + " rejected, " + Words.of(totals.inDoubt()) + " in doubt, "
                        + Words.of(totals.pending()) + " pending.");
        boolean limited = limit != null && progress.sent() + progress.rejected() + progress.inDoubt() >= limit;
        List<String> toDo = ToDo.of(
                store,
                counts,
                checkedPlan.carriers().names(),
                checkedPlan.carriers().quietUntil(store.control().now()),
                watch.alarms(),
                limited || interrupted);
        if (toDo.isEmpty()) {
            return Exit.DONE;
        }
        note("This needs a person:");
        toDo.forEach(line -> note("  " + line));
        return Exit.NEEDS_A_PERSON;
    }
}
