package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.OrderReader;
import io.shiponce.OrderReaders;
import io.shiponce.store.ShipmentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
            description = "What the files hold: canonical (JSON, one order per line), or the format of a shop system."
                    + " Default: ${DEFAULT-VALUE}")
    private String format = CANONICAL;

    @Option(
            names = "--shop",
            paramLabel = "NAME",
            description = "Which shop the orders come from, where they do not say it. Default: the format's name")
    private @Nullable String shop;

    @Option(
            names = "--carrier",
            paramLabel = "NAME",
            defaultValue = Order.DEFAULT_CARRIER,
            description = "Who carries them, where they do not say it. Default: ${DEFAULT-VALUE}")
    private String carrier = Order.DEFAULT_CARRIER;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The files, also compressed with gzip; - for the standard input.")
    private List<String> files = new ArrayList<>();

    private @Nullable OrderReader reader;

    /** All files are checked before anything is accepted. */
    @Override
    void check() {
        reader = checked(() -> OrderReaders.discover().forFormat(format));
        checked(() -> source(STDIN));
        if (files.stream().filter(STDIN::equals).count() > 1) {
            throw usage("the standard input (-) can be read once only");
        }
        files.stream().filter(file -> !file.equals(STDIN)).forEach(this::checkFile);
    }

    private OrderReader.Source source(String name) {
        return new OrderReader.Source(name, shop == null ? format : shop, carrier);
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
                read(System.in, "stdin", intake);
                return;
            }
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                read(in, file, intake);
            }
        } catch (IOException e) {
            intake.flush();
            throw usage("reading " + file + " failed after " + Words.count(intake.accepted(), "newly accepted order")
                    + ": " + e.getMessage() + ". Import the same again: nothing is accepted twice");
        }
    }

    private void read(InputStream in, String name, Intake intake) throws IOException {
        Objects.requireNonNull(reader).read(Unpacked.of(in), source(name), intake);
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
