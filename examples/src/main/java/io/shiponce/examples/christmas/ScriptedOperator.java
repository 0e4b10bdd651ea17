package io.shiponce.examples.christmas;

import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.OwnerProcess;
import io.shiponce.Shipment;
import io.shiponce.examples.ShipmentPages;
import io.shiponce.store.Claim;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Does what a careful person would do with doubts that look-ups did not settle: declares one not sent only if its quiet time is over,
 * the carrier was asked after that and had nothing, and the process that held the claim is known to be gone. For one thread.
 */
final class ScriptedOperator {
    private static final String NAME = "christmas operator";

    private final ShipmentStore store;
    private final Story story;
    private final Dispatchers dispatchers;
    private final Operator operator;

    ScriptedOperator(ShipmentStore store, Story story, Dispatchers dispatchers) {
        this.store = store;
        this.story = story;
        this.dispatchers = dispatchers;
        this.operator = Operator.of(store, EngineSettings.of(ReplaySettings.TIMEOUT, ReplaySettings.CLAIM_TTL));
    }

    /** Settles what can be settled; returns whether anything was done. */
    boolean settle(ShipmentFilter mine) {
        boolean acted = resume();
        List<ShipmentRecord> doubts = ShipmentPages.all(store, mine.withState(ShipmentState.IN_DOUBT));
        if (!doubts.isEmpty()) {
            story.tell(doubts.size()
                    + " are still in doubt: the carrier was asked and has none of them. A person looks at each.");
        }
        Map<String, List<ShipmentRecord>> byReason = new TreeMap<>();
        for (ShipmentRecord doubt : doubts) {
            byReason.computeIfAbsent(reason(doubt).orElse(""), reason -> new ArrayList<>())
                    .add(doubt);
        }
        for (Map.Entry<String, List<ShipmentRecord>> entry : byReason.entrySet()) {
            acted |= settle(entry.getKey(), entry.getValue());
        }
        return acted;
    }

    /** A slow machine looks like a carrier that swallows requests. */
    private boolean resume() {
        Map<String, Control.Pause> pauses = store.control().pauses();
        pauses.forEach((carrier, pause) -> {
            story.tell("Carrier " + carrier + " was paused (" + pause.reason() + "); the operator resumes it.");
            operator.resume(carrier, NAME);
        });
        return !pauses.isEmpty();
    }

    private boolean settle(String reason, List<ShipmentRecord> doubts) {
        if (reason.isEmpty()) {
            story.aside("There is not enough evidence yet, so these stay in doubt: " + names(doubts));
            return false;
        }
        boolean acted = false;
        for (ShipmentRecord doubt : doubts) {
            TransitionResult result = operator.declareNotSent(Shipment.of(doubt), NAME, reason);
            if (result instanceof TransitionResult.Done) {
                acted = true;
            } else {
                story.aside(doubt.order() + " part " + doubt.part() + " is left in doubt: " + result);
            }
        }
        story.aside("Declared not sent, because " + reason + ": " + names(doubts));
        return acted;
    }

    private static String names(List<ShipmentRecord> doubts) {
        return doubts.stream()
                .map(doubt -> doubt.order().number() + "/" + doubt.part())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Why the person may say that it was not sent; empty if they may not. */
    private Optional<String> reason(ShipmentRecord doubt) {
        Doubt why = doubt.doubt();
        Claim claim = doubt.claim();
        if (why == null || claim == null || store.control().now().isBefore(why.quietEndsAt())) {
            return Optional.empty();
        }
        List<HistoryEntry> history = store.history(doubt.id());
        HistoryEntry last = history.get(history.size() - 1);
        if (last.kind() != HistoryEntry.Kind.LOOKED_UP
                || last.at().isBefore(why.quietEndsAt())
                || !last.detail().startsWith("not found")) {
            return Optional.empty();
        }
        return OwnerProcess.of(claim.owner())
                .flatMap(owner -> dispatchers
                        .endOf(owner.pid())
                        .map(end -> "process " + owner.pid() + ", which held the claim, " + end
                                + ", and the carrier, asked after the quiet time, had nothing"));
    }
}
