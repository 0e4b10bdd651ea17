package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.DispatchEngine;
import io.shiponce.Planning;
import io.shiponce.store.ShipmentStore;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code import}: accepts orders from files, as they are read. For one thread. Killed in the middle, it leaves the orders accepted so
 * far; importing the same again accepts the rest.
 */
@Command(
        name = "import",
        description = "Accepts orders from files; importing one again changes nothing.",
        sortOptions = false)
final class ImportCommand extends StoreCommand {
    @Mixin
    private OrderFiles files = new OrderFiles();

    @Mixin
    private RulesOption rules = new RulesOption();

    private @Nullable Planning planning;

    /** Rules and all files are checked before anything is accepted. */
    @Override
    void check() {
        planning = checked(rules::planning);
        checked(() -> {
            files.check();
            return files;
        });
    }

    @Override
    int run(ShipmentStore store) {
        try (DispatchEngine engine = DispatchEngine.builder(store)
                .planning(Objects.requireNonNull(planning))
                .build()) {
            Intake intake = new Intake(engine, this::note);
            files.read(intake, (file, failure) -> failed(file, failure, intake));
            intake.flush();
            report(intake);
            return intake.conflicts() + intake.invalid() > 0 ? Exit.NEEDS_A_PERSON : Exit.DONE;
        }
    }

    private void failed(String file, IOException failure, Intake intake) {
        intake.flush();
        throw usage("reading " + file + " failed after " + Words.count(intake.accepted(), "newly accepted order") + ": "
                + failure.getMessage() + ". Import the same again: nothing is accepted twice");
    }

    private void report(Intake intake) {
        ObjectNode json = object();
        json.put("orders", intake.orders());
        json.put("accepted", intake.accepted());
        json.put("alreadyAccepted", intake.alreadyAccepted());
        json.put("conflicts", intake.conflicts());
        json.put("invalid", intake.invalid());
        json.put("shipments", intake.shipments());
        result(
                json,
                Words.count(intake.orders(), "order") + ": " + Words.of(intake.accepted()) + " accepted ("
                        + Words.count(intake.shipments(), "shipment") + "), " + Words.of(intake.alreadyAccepted())
                        + " accepted before, " + Words.of(intake.conflicts()) + " in conflict, "
                        + Words.of(intake.invalid()) + " invalid.");
        if (!intake.otherCarriers().isEmpty()) {
            note(
                    "Some shipments are for other carriers than the reference carrier; 'dispatch --carriers FILE' serves them: "
                            + String.join(", ", intake.otherCarriers()));
        }
    }
}
