package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.Shipment;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What a person does to chosen shipments, one after the other, each judged on the version that was read just before (R13). All
 * names are looked up first: if one is unknown, nothing is done. For one thread; killed in the middle, what was reported is done.
 */
abstract class ShipmentCommand extends StoreCommand {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of shipments, or their references.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who does this; kept in the history.")
    private String by = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; kept in the history for ever, so without personal data.")
    private String reason = "";

    /** What became of an action that was written: for the person, and whether it is over with that. */
    record Answer(String message, boolean over) {}

    @Override
    void check() {
        text("--by", by, HistoryEntry.MAX_ACTOR);
        text("--reason", reason, HistoryEntry.MAX_DETAIL);
        if (ids.isEmpty() == !bySelection()) {
            throw usage(
                    bySelection()
                            ? "either ids or a selection, not both"
                            : "name at least one shipment by its id or reference");
        }
    }

    private void text(String option, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw usage(option + " must have from 1 to " + most + " characters");
        }
    }

    @Override
    final int run(ShipmentStore store) {
        List<ShipmentRecord> chosen = ids.isEmpty() ? selected(store) : checked(() -> Choice.byName(store, ids));
        prepare(store, chosen);
        boolean over = true;
        for (ShipmentRecord one : chosen) {
            over &= report(one, attempt(store, one));
        }
        if (chosen.isEmpty()) {
            note("Nothing matches.");
        }
        return over ? Exit.DONE : Exit.NEEDS_A_PERSON;
    }

    /** Whether shipments are chosen by a selection instead of by name. */
    boolean bySelection() {
        return false;
    }

    /** What the selection chooses. */
    List<ShipmentRecord> selected(ShipmentStore store) {
        throw new AssertionError("this command has no selection");
    }

    /** Shows what the person should know before anything is done. */
    void prepare(ShipmentStore store, List<ShipmentRecord> chosen) {}

    final List<String> ids() {
        return ids;
    }

    /** Who does it, and why. */
    record Signature(String by, String reason) {}

    abstract TransitionResult act(ShipmentStore store, Shipment seen, Signature signature);

    abstract Answer answer(ShipmentRecord after);

    /** An operator who asks no carrier. */
    static Operator operator(ShipmentStore store) {
        return Operator.of(store, EngineSettings.defaults());
    }

    private TransitionResult attempt(ShipmentStore store, ShipmentRecord one) {
        // What was chosen may have waited: its version is read again, right before the action.
        ShipmentRecord seen = store.find(one.id()).orElseThrow().shipment();
        try {
            return act(store, Shipment.of(seen), new Signature(by, reason));
        } catch (IllegalArgumentException e) {
            return new TransitionResult.Refused(seen, String.valueOf(e.getMessage()));
        }
    }

    private boolean report(ShipmentRecord one, TransitionResult result) {
        if (result instanceof TransitionResult.Done done) {
            Answer answer = answer(done.after());
            tell(one, "done", done.after().state(), answer.message());
            return answer.over();
        } else if (result instanceof TransitionResult.Stale stale) {
            tell(one, "stale", stale.current().state(), "somebody else was faster; look again");
        } else if (result instanceof TransitionResult.Refused refused) {
            tell(one, "refused", refused.current().state(), refused.reason());
        } else if (result instanceof TransitionResult.Missing) {
            tell(one, "missing", null, "there is no such shipment any more");
        } else {
            throw new AssertionError(result);
        }
        return false;
    }

    private void tell(ShipmentRecord one, String result, @Nullable ShipmentState state, String message) {
        ObjectNode line = object();
        line.put("id", one.id().value());
        line.put("result", result);
        line.put("state", state == null ? null : state.name());
        line.put("message", message);
        result(line, one.id() + ": " + result + ", " + (state == null ? "" : "it is " + state + ": ") + message);
    }
}
