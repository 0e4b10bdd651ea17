package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.CarrierLimits;
import io.shiponce.Carriers;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Order;
import io.shiponce.Progress;
import io.shiponce.Selection;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
    @Option(
            names = "--carrier-url",
            required = true,
            paramLabel = "URL",
            description = "The reference carrier's base URL.")
    private String carrierUrl = "";

    @Option(
            names = "--level",
            defaultValue = "1",
            description = "What the carrier offers: 0 nothing, 1 look-up, 2 unique references, 3 idempotency keys."
                    + " Default: ${DEFAULT-VALUE}")
    private String level = "1";

    @Option(names = "--slots", defaultValue = "64", description = "Sends at once. Default: ${DEFAULT-VALUE}")
    private int slots;

    @Option(
            names = "--timeout",
            defaultValue = "5s",
            converter = Durations.class,
            description = "The longest one send may take. Default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--claim-ttl",
            defaultValue = "30s",
            converter = Durations.class,
            description = "How long a claim holds. Default: ${DEFAULT-VALUE}")
    private Duration claimTtl = Duration.ZERO;

    @Option(
            names = "--quiet",
            paramLabel = "TIME",
            converter = Durations.class,
            description =
                    "From a claim on, until nothing of it can be under way any more. Default: claim-ttl + 2 x timeout")
    private @Nullable Duration quiet;

    @Option(names = "--limit", paramLabel = "N", description = "Sends no more than this many.")
    private @Nullable Long limit;

    private @Nullable Plan plan;

    /** Everything that was asked for, checked. */
    private record Plan(CarrierAdapter adapter, CarrierLimits limits, EngineSettings settings, Selection selection) {}

    @Override
    void check() {
        plan = checked(() -> {
            Long most = limit;
            EngineSettings settings = EngineSettings.of(timeout, claimTtl);
            return new Plan(
                    Carriers.discover()
                            .create(
                                    Order.DEFAULT_CARRIER,
                                    Map.of("url", carrierUrl, "level", level, "timeout", timeout.toString())),
                    CarrierLimits.ofSlots(slots),
                    quiet == null ? settings : settings.withQuiet(quiet),
                    most == null ? Selection.all() : Selection.all().atMost(most));
        });
    }

    @Override
    Duration callTimeout() {
        Duration third = claimTtl.dividedBy(3);
        return third.compareTo(CALL_TIMEOUT) < 0 ? third : CALL_TIMEOUT;
    }

    @Override
    int run(ShipmentStore store) {
        Plan checkedPlan = plan;
        if (checkedPlan == null) {
            throw new AssertionError("not checked");
        }
        long startedAtNanos = System.nanoTime();
        try (Interruption interruption = new Interruption(checkedPlan.settings())) {
            DispatchWatch watch = new DispatchWatch(err(), !json() && Terminal.watchesErrors());
            Progress progress;
            try (CarrierAdapter adapter = checkedPlan.adapter();
                    DispatchEngine engine = DispatchEngine.builder(store)
                            .carrier(Order.DEFAULT_CARRIER, adapter, checkedPlan.limits())
                            .settings(checkedPlan.settings())
                            .listener(watch)
                            .build()) {
                note("Dispatching to " + URI.create(carrierUrl).getHost() + " with " + slots + " slots, at level "
                        + level + ".");
                progress = watch.follow(engine, interruption.of(engine.dispatch(checkedPlan.selection())));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - startedAtNanos);
            return report(store, progress, watch, took, interruption.happened());
        }
    }

    private int report(
            ShipmentStore store, Progress progress, DispatchWatch watch, Duration took, boolean interrupted) {
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
        List<String> toDo = ToDo.of(store, counts, watch.alarms(), limited || interrupted);
        if (toDo.isEmpty()) {
            return Exit.DONE;
        }
        note("This needs a person:");
        toDo.forEach(line -> note("  " + line));
        return Exit.NEEDS_A_PERSON;
    }
}
