package io.shiponce;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierValidation;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.ValidationOutcome;
import io.shiponce.internal.ConsignmentCodec;
import io.shiponce.internal.UnreadableException;
import io.shiponce.store.Control;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run would send if it began now, to whom, and what keeps the rest. It claims and writes nothing: it reads the store, and asks
 * the carriers whose adapters offer a {@link CarrierValidation}, one shipment after the other, on the caller's thread.
 *
 * <p>For one thread. It is a picture of a moment: engines at work are not stopped by it, and it binds none. Doubts are left out, since
 * a run only looks them up. A crash leaves nothing.
 */
public final class DryRun {
    private static final int PAGE = 500;

    private static final Comparator<ShipmentRecord> CLAIM_ORDER = Comparator.comparing(
                    (ShipmentRecord one) -> -(long) one.priority())
            .thenComparing(ShipmentRecord::dueAt)
            .thenComparing(one -> one.id().value());

    private final ShipmentStore store;
    private final Map<String, Served> carriers = new LinkedHashMap<>();

    private record Served(CarrierAdapter adapter, CarrierLimits limits) {}

    /** What would become of a pending shipment. */
    public enum Verdict {
        /** It would be claimed and sent. */
        WOULD_BE_SENT,
        /** It would be sent, and its carrier says that it would refuse it: amend it first. */
        WOULD_BE_REFUSED,
        /** What is stored cannot be read, or is not what was planned: it would be held. */
        UNREADABLE,
        /** The limit of the selection is used up by others. */
        OVER_LIMIT,
        /** Its carrier is paused. */
        PAUSED,
        /** Its carrier's quiet hours. */
        QUIET_HOURS,
        /** There is no adapter for its carrier. */
        NO_ADAPTER,
        /** A person has to release it. */
        HELD,
        /** Dated later by its order. */
        DATED,
        /** It backs off after an attempt. */
        BACKING_OFF
    }

    /**
     * One pending shipment.
     *
     * @param detail why, or when it will be otherwise; empty if there is nothing to say. It has no personal data
     * @param consignment what would be sent, with the receiver's address; null unless it was looked at
     */
    public record Line(
            Shipment shipment,
            Verdict verdict,
            String detail,
            @Nullable Consignment consignment) {}

    private DryRun(ShipmentStore store) {
        this.store = store;
    }

    /** Of a run on this store; name the carriers that it would serve. */
    public static DryRun on(ShipmentStore store) {
        return new DryRun(store);
    }

    /** With this carrier, served as {@link DispatchEngine.Builder} would have it. */
    public DryRun carrier(String name, CarrierAdapter adapter, CarrierLimits limits) {
        carriers.put(name, new Served(adapter, limits));
        return this;
    }

    /**
     * Tells of each pending shipment of the selection, once: those that would be sent in the order of their claims, if the selection
     * has a limit. With a limit and several carriers, a run may choose others among those of equal priority.
     */
    public void run(Selection selection, Consumer<Line> lines) {
        Control control = store.control();
        Chosen chosen = new Chosen(selection.limit(), lines);
        ShipmentFilter pending = selection.filter().withState(ShipmentState.PENDING);
        ShipmentId after = null;
        for (List<ShipmentRecord> page = store.page(pending, after, PAGE);
                !page.isEmpty();
                page = store.page(pending, after, PAGE)) {
            for (ShipmentRecord shipment : page) {
                Line kept = keptBack(shipment, control);
                if (kept == null) {
                    chosen.add(shipment);
                } else {
                    lines.accept(kept);
                }
            }
            after = page.get(page.size() - 1).id();
        }
        chosen.checkAll();
    }

    /** Those within the limit. Without one, nothing has to be remembered. */
    private final class Chosen {
        private final long limit;
        private final Consumer<Line> lines;
        private final PriorityQueue<ShipmentRecord> first = new PriorityQueue<>(CLAIM_ORDER.reversed());

        Chosen(long limit, Consumer<Line> lines) {
            this.limit = limit;
            this.lines = lines;
        }

        void add(ShipmentRecord shipment) {
            if (limit == Long.MAX_VALUE) {
                lines.accept(checked(shipment));
                return;
            }
            first.add(shipment);
            if (first.size() > limit) {
                lines.accept(line(first.remove(), Verdict.OVER_LIMIT, "of " + limit));
            }
        }

        void checkAll() {
            first.stream().sorted(CLAIM_ORDER).forEach(shipment -> lines.accept(checked(shipment)));
        }
    }

    /** Null if nothing keeps it back. */
    private @Nullable Line keptBack(ShipmentRecord shipment, Control control) {
        Served served = carriers.get(shipment.carrier());
        Instant now = control.now();
        String held = shipment.held();
        if (served == null) {
            return line(shipment, Verdict.NO_ADAPTER, "");
        } else if (control.isPaused(shipment.carrier())) {
            return line(shipment, Verdict.PAUSED, reason(control, shipment.carrier()));
        } else if (held != null) {
            return line(shipment, Verdict.HELD, held);
        } else if (shipment.notBefore().isAfter(now)) {
            return line(shipment, Verdict.DATED, "until " + shipment.notBefore());
        } else if (shipment.dueAt().isAfter(now)) {
            return line(shipment, Verdict.BACKING_OFF, "until " + shipment.dueAt());
        } else if (served.limits().quietHours().isQuiet(now)) {
            return line(
                    shipment,
                    Verdict.QUIET_HOURS,
                    "until " + served.limits().quietHours().opens(now));
        }
        return null;
    }

    private static String reason(Control control, String carrier) {
        Control.Pause own = control.pauses().get(carrier);
        Control.Pause pause = own == null ? control.pauses().get(Control.EVERYTHING) : own;
        return pause == null ? "" : pause.reason();
    }

    private Line checked(ShipmentRecord shipment) {
        Payload payload =
                store.find(shipment.id()).map(stored -> stored.payload()).orElse(Payload.EMPTY);
        Consignment consignment;
        try {
            consignment = ConsignmentCodec.decode(shipment, payload);
        } catch (UnreadableException e) {
            return line(shipment, Verdict.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return line(
                    shipment,
                    Verdict.UNREADABLE,
                    "it cannot be read: " + e.getClass().getSimpleName());
        }
        return validated(shipment, consignment);
    }

    private Line validated(ShipmentRecord shipment, Consignment consignment) {
        Verdict verdict = Verdict.WOULD_BE_SENT;
        String detail = "";
        Served served = carriers.get(shipment.carrier());
        if (served != null && served.adapter() instanceof CarrierValidation validation) {
            ValidationOutcome outcome = ask(validation, consignment, shipment.reference());
            if (outcome instanceof ValidationOutcome.Valid) {
                detail = "its carrier would take it";
            } else if (outcome instanceof ValidationOutcome.Invalid invalid) {
                verdict = Verdict.WOULD_BE_REFUSED;
                detail = invalid.detail();
            } else if (outcome instanceof ValidationOutcome.Failed failed) {
                detail = "its carrier could not be asked: " + failed.detail();
            } else {
                throw new AssertionError(outcome);
            }
        }
        return new Line(Shipment.of(shipment), verdict, detail, consignment);
    }

    private static ValidationOutcome ask(CarrierValidation validation, Consignment consignment, String reference) {
        try {
            ValidationOutcome outcome = validation.validate(consignment, reference);
            return outcome == null ? new ValidationOutcome.Failed("the adapter returned null") : outcome;
        } catch (RuntimeException e) {
            return new ValidationOutcome.Failed(
                    "the adapter threw " + e.getClass().getSimpleName());
        }
    }

    private static Line line(ShipmentRecord shipment, Verdict verdict, String detail) {
        return new Line(Shipment.of(shipment), verdict, detail, null);
    }
}
