package io.shiponce.examples;

import io.shiponce.store.Claim;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known about a doubt, for the person who has to decide. Immutable; for one thread, since it reads the store. */
final class DoubtEvidence {
    private final ShipmentStore store;
    private final Instant now;
    private final Map<EngineId, Control.SignOfLife> engines = new HashMap<>();

    private DoubtEvidence(ShipmentStore store, Control control) {
        this.store = store;
        this.now = control.now();
        control.engines().forEach(sign -> engines.put(sign.engine(), sign));
    }

    static DoubtEvidence of(ShipmentStore store) {
        return new DoubtEvidence(store, store.control());
    }

    /** Nothing for a shipment that is not in doubt. */
    List<String> lines(ShipmentRecord shipment) {
        Doubt doubt = shipment.doubt();
        if (doubt == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Shipment " + shipment.id() + " of order " + shipment.order() + ", reference " + shipment.reference()
                + ", carrier " + shipment.carrier() + ", in doubt since " + doubt.since() + ": "
                + cause(doubt.cause()));
        Claim claim = shipment.claim();
        if (claim == null) {
            lines.add("  no claim is known: whether it was ever sent was forgotten with the backup");
        } else {
            lines.add("  attempt " + claim.attempt() + ", claimed " + claim.claimedAt() + " until " + claim.expiresAt()
                    + " by " + owner(claim.owner()));
            lines.add("  last sign of life: " + lastSeen(claim.owner()) + OwnerProcess.stillRunning(claim.owner()));
        }
        lines.add("  quiet time " + (now.isBefore(doubt.quietEndsAt()) ? "lasts until " : "ended ")
                + doubt.quietEndsAt());
        lastWord(shipment).ifPresent(word -> lines.add("  last: " + word));
        return lines;
    }

    private static String owner(EngineId engine) {
        return OwnerProcess.of(engine)
                .map(process -> "process " + process.pid() + " on " + process.host() + " (" + engine + ")")
                .orElse(engine.value());
    }

    private String lastSeen(EngineId engine) {
        Control.SignOfLife sign = engines.get(engine);
        if (sign == null) {
            return "none recorded";
        }
        return sign.lastSeen() + ", " + Words.of(Duration.between(sign.lastSeen(), now)) + " ago";
    }

    private Optional<String> lastWord(ShipmentRecord shipment) {
        List<HistoryEntry> history = store.history(shipment.id());
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(history.get(history.size() - 1))
                        .map(entry -> entry.at() + " " + entry.kind() + (entry.count() > 1 ? " x " + entry.count() : "")
                                + ": " + entry.detail());
    }

    private static String cause(Doubt.Cause cause) {
        return switch (cause) {
            case CLAIM_EXPIRED -> "its claim expired, the process that held it died, hangs or was paused";
            case UNKNOWN_ANSWER -> "the carrier's answer was lost or could not be understood";
            case REFUSED_WHILE_EXPOSED -> "the carrier refused it, but an earlier attempt may have been executed";
            case RESEND_IMPOSSIBLE -> "an earlier attempt is open, and it may not be sent again by itself";
            case CANCEL_WHILE_EXPOSED -> "it was to be cancelled, but an earlier attempt may have been executed";
            case RESTORED -> "a backup was restored, and may have forgotten that it was sent";
            case NUMBER_FOLLOWS -> "the carrier took it, and gives its number later: it is not sent again";
        };
    }
}
