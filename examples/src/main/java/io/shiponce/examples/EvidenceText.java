package io.shiponce.examples;

import io.shiponce.DoubtEvidence;
import io.shiponce.OwnerProcess;
import io.shiponce.Shipment;
import io.shiponce.store.Claim;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evidence of a doubt, as a terminal shows it. Stateless and safe for any thread. */
final class EvidenceText {
    private EvidenceText() {}

    static List<String> lines(DoubtEvidence evidence) {
        Shipment shipment = evidence.shipment();
        Doubt doubt = evidence.doubt();
        List<String> lines = new ArrayList<>();
        lines.add("Shipment " + shipment.id() + " of order " + shipment.order() + ", reference " + shipment.reference()
                + ", carrier " + shipment.carrier() + ", in doubt since " + doubt.since() + ": "
                + cause(doubt.cause()));
        Claim claim = shipment.claim();
        if (claim == null) {
            lines.add("  no claim is known: whether it was ever sent was forgotten with the backup");
        } else {
            lines.add("  attempt " + claim.attempt() + ", claimed " + claim.claimedAt() + " until " + claim.expiresAt()
                    + " by " + owner(evidence, claim.owner()));
            lines.add("  last sign of life: " + lastSeen(evidence.lastSign(), evidence.now()) + stillRunning(evidence));
        }
        lines.add("  quiet time " + (evidence.isQuiet() ? "lasts until " : "ended ") + doubt.quietEndsAt());
        HistoryEntry word = evidence.lastWord();
        if (word != null) {
            lines.add("  last: " + word.at() + " " + word.kind() + (word.count() > 1 ? " x " + word.count() : "") + ": "
                    + word.detail());
        }
        return lines;
    }

    private static String owner(DoubtEvidence evidence, EngineId engine) {
        return evidence.owner()
                .map(process -> "process " + process.pid() + " on " + process.host() + " (" + engine + ")")
                .orElse(engine.value());
    }

    private static String lastSeen(Control.@Nullable SignOfLife sign, Instant now) {
        return sign == null
                ? "none recorded"
                : sign.lastSeen() + ", " + Words.of(Duration.between(sign.lastSeen(), now)) + " ago";
    }

    private static String stillRunning(DoubtEvidence evidence) {
        return evidence.owner()
                .filter(OwnerProcess::runsHere)
                .map(process -> "; CAREFUL: a process " + process.pid() + " runs on this machine right now")
                .orElse("");
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
