package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.CanonicalOrders;
import io.shiponce.DispatchEngine;
import io.shiponce.store.ShipmentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code import}: accepts orders from files, as they are read. For one thread. Killed in the middle, it leaves the orders accepted so
 * far; importing the same again accepts the rest.
 */
@Command(
        name = "import",
        description = "Accepts orders from files; importing one again changes nothing.",
        sortOptions = false)
final class ImportCommand extends StoreCommand {
    private static final String STDIN = "-";
    private static final String CANONICAL = "canonical";

    @Option(
            names = "--format",
            defaultValue = CANONICAL,
            description =
                    "What the files hold; supported: canonical (JSON, one order per line). Default: ${DEFAULT-VALUE}")
    private String format = CANONICAL;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files; - for the standard input.")
    private List<String> files = new ArrayList<>();

    /** All files are checked before anything is accepted. */
    @Override
    void check() {
        if (!format.equals(CANONICAL)) {
            throw usage("--format " + format + " is not supported by this program; supported: " + CANONICAL);
        }
        if (files.stream().filter(STDIN::equals).count() > 1) {
            throw usage("the standard input (-) can be read once only");
        }
        files.stream().filter(file -> !file.equals(STDIN)).forEach(this::checkFile);
    }

    private void checkFile(String file) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            throw usage("'" + file + "' cannot be the name of a file");
        }
        if (!Files.exists(path)) {
            throw usage("there is no file " + file + "; nothing was imported");
        }
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw usage(file + " cannot be read: expected a file with orders; nothing was imported");
        }
    }

    @Override
    int run(ShipmentStore store) {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            Intake intake = new Intake(engine, this::note);
            files.forEach(file -> read(file, intake));
            intake.flush();
            report(intake);
            return intake.conflicts() + intake.invalid() > 0 ? Exit.NEEDS_A_PERSON : Exit.DONE;
        }
    }

    private void read(String file, Intake intake) {
        try {
            if (file.equals(STDIN)) {
                CanonicalOrders.read(System.in, "stdin", intake);
                return;
            }
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                CanonicalOrders.read(in, file, intake);
            }
        } catch (IOException e) {
            intake.flush();
            throw usage("reading " + file + " failed after " + Words.count(intake.accepted(), "newly accepted order")
                    + ": " + e.getMessage() + ". Import the same again: nothing is accepted twice");
        }
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
                    "Some orders are for other carriers than this program's dispatch serves, and wait for an engine that does: "
                            + String.join(", ", intake.otherCarriers()));
        }
    }
}
