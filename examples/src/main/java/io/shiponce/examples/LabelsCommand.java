package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.Receipts;
import io.shiponce.carrier.Label;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code labels}: writes the labels that carriers gave into files. For one thread; changes nothing in the store. Killed in the middle,
 * it leaves whole files; the next one finds them there.
 */
@Command(
        name = "labels",
        description = {
            "Writes the labels that carriers gave for shipments into files: SHIPMENT-partP-N.pdf, .zpl, .png, ….",
            "A file that is there already with the same content is left; one with other content, too, and it is told."
        },
        sortOptions = false)
final class LabelsCommand extends StoreCommand {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of shipments, or their references.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "The directory for the files; made if it is not there.")
    private Path directory = Path.of("");

    /** What a person has to know of one shipment, and where its labels are. */
    private record Outcome(List<Path> files, List<String> problems) {}

    @Override
    void check() {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw usage(directory + " is a file: expected a directory, or the name of a new one");
        }
    }

    @Override
    int run(ShipmentStore store) {
        List<ShipmentRecord> chosen = checked(() -> Choice.byName(store, ids));
        Operator operator = Operator.of(store, EngineSettings.defaults());
        try {
            Files.createDirectories(directory);
            boolean complete = true;
            for (ShipmentRecord shipment : chosen) {
                Outcome outcome = write(operator, shipment);
                tell(shipment, outcome);
                complete &= outcome.problems.isEmpty();
            }
            return complete ? Exit.DONE : Exit.NEEDS_A_PERSON;
        } catch (IOException e) {
            throw new RefusedException(
                    "the labels cannot be written to " + directory + ": " + e.getMessage()
                            + "; what was told before is there, the rest is still in the store",
                    e);
        }
    }

    private Outcome write(Operator operator, ShipmentRecord shipment) throws IOException {
        String id = shipment.id().value();
        if (!LabelFiles.canName(id)) {
            return new Outcome(List.of(), List.of("its id cannot be the name of a file"));
        }
        Receipts receipts = operator.receipts(shipment.id());
        LabelFiles files = new LabelFiles(directory);
        List<Path> written = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Label> labels = receipts.labels();
        for (int i = 0; i < labels.size(); i++) {
            try {
                written.add(files.write(id + "-part" + shipment.part() + "-" + (i + 1), labels.get(i)));
            } catch (LabelFiles.OtherContentException e) {
                problems.add(e.getMessage());
            }
        }
        missing(operator, shipment, receipts, problems);
        return new Outcome(written, problems);
    }

    /** Why there are fewer labels than one might expect. */
    private static void missing(Operator operator, ShipmentRecord shipment, Receipts receipts, List<String> problems) {
        if (receipts.erased() > 0) {
            problems.add("its labels were erased with its personal data");
        } else if (shipment.state() != ShipmentState.CONFIRMED
                && receipts.kept().isEmpty()) {
            problems.add("it is " + shipment.state() + ": no carrier has given a label for it");
        } else if (receipts.labels().isEmpty()) {
            problems.add("its carrier gave no label with its answer, or the answer was lost and found by a look-up");
        }
        operator.history(shipment.id()).stream()
                .filter(entry -> entry.kind() == HistoryEntry.Kind.ACCEPTED
                        && !entry.detail().isEmpty())
                .forEach(entry -> problems.add(entry.detail()));
    }

    private void tell(ShipmentRecord shipment, Outcome outcome) {
        ObjectNode line = object();
        line.put("id", shipment.id().value());
        line.put("trackingNumber", shipment.trackingNumber());
        ArrayNode files = line.putArray("files");
        outcome.files.forEach(file -> files.add(file.toString()));
        ArrayNode problems = line.putArray("problems");
        outcome.problems.forEach(problems::add);
        String words = outcome.files.isEmpty()
                ? "no label"
                : String.join(", ", outcome.files.stream().map(Path::toString).toList());
        result(
                line,
                shipment.id() + ": " + words
                        + (outcome.problems.isEmpty() ? "" : "; " + String.join("; ", outcome.problems)));
    }
}
