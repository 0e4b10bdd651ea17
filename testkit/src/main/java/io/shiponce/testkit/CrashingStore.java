package io.shiponce.testkit;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.Durability;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store whose calls fail where a test says so: before they take effect, or after, so that their outcome is unknown to the
 * caller (R4).
 *
 * <p>Safe for any thread, if the store within and the faults are. A failed call throws {@link StoreException}; {@code close}
 * never fails.
 */
public final class CrashingStore implements ShipmentStore {
    private final ShipmentStore inner;
    private final AtomicLong calls = new AtomicLong();
    private volatile Faults faults = (call, number) -> Fault.NONE;

    /** The verbs that can fail. */
    public enum Call {
        AUDIT,
        ACCEPT,
        EXCHANGE,
        CLAIMS_OF,
        TRANSITION,
        FIND,
        PAGE,
        HISTORY,
        RECEIPTS,
        EVENTS,
        COUNTS,
        CONTROL,
        CHANGE_CONTROL,
        ERASABLE,
        ERASE
    }

    /** How one call fares. */
    public enum Fault {
        /** It passes. */
        NONE,
        /** It throws and took no effect. */
        BEFORE,
        /** It took effect, durably, and throws: the answer to the commit was lost. */
        AFTER
    }

    /** Decides how each call fares. Called by the callers' threads. */
    @FunctionalInterface
    public interface Faults {
        /** The fault of this call; {@code number} counts all calls of the store, from 1. */
        Fault decide(Call call, long number);
    }

    /** A store without faults, until {@link #faults} sets some. */
    public CrashingStore(ShipmentStore inner) {
        this.inner = inner;
    }

    /** From now on these decide. */
    public CrashingStore faults(Faults newFaults) {
        faults = newFaults;
        return this;
    }

    /** Only the next call of this verb fails. */
    public CrashingStore failNext(Call verb, Fault fault) {
        Faults before = faults;
        AtomicLong left = new AtomicLong(1);
        return faults((call, number) ->
                call == verb && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? fault : before.decide(call, number));
    }

    /** How many calls it had. */
    public long calls() {
        return calls.get();
    }

    private <T> T call(Call call, Supplier<T> work) {
        Fault fault = faults.decide(call, calls.incrementAndGet());
        if (fault == Fault.BEFORE) {
            throw new StoreException("scripted fault before " + call);
        }
        T result = work.get();
        if (fault == Fault.AFTER) {
            throw new StoreException("scripted fault after " + call + ": its outcome is unknown");
        }
        return result;
    }

    @Override
    public Duration callTimeout() {
        return inner.callTimeout();
    }

    @Override
    public Durability audit() {
        return call(Call.AUDIT, inner::audit);
    }

    @Override
    public List<AcceptResult> accept(List<OrderPlan> plans, String actor) {
        return call(Call.ACCEPT, () -> inner.accept(plans, actor));
    }

    @Override
    public ExchangeResult exchange(ExchangeRequest request) {
        return call(Call.EXCHANGE, () -> inner.exchange(request));
    }

    @Override
    public List<ShipmentRecord> claimsOf(ExchangeId exchange) {
        return call(Call.CLAIMS_OF, () -> inner.claimsOf(exchange));
    }

    @Override
    public List<TransitionResult> transition(List<Transition> transitions) {
        return call(Call.TRANSITION, () -> inner.transition(transitions));
    }

    @Override
    public Optional<StoredShipment> find(ShipmentId shipment) {
        return call(Call.FIND, () -> inner.find(shipment));
    }

    @Override
    public List<ShipmentRecord> page(ShipmentFilter filter, @Nullable ShipmentId after, int limit) {
        return call(Call.PAGE, () -> inner.page(filter, after, limit));
    }

    @Override
    public List<HistoryEntry> history(ShipmentId shipment) {
        return call(Call.HISTORY, () -> inner.history(shipment));
    }

    @Override
    public List<Payload> receipts(ShipmentId shipment) {
        return call(Call.RECEIPTS, () -> inner.receipts(shipment));
    }

    @Override
    public List<Event> events(String cursor, int limit) {
        return call(Call.EVENTS, () -> inner.events(cursor, limit));
    }

    @Override
    public List<CarrierCounts> counts(ShipmentFilter filter) {
        return call(Call.COUNTS, () -> inner.counts(filter));
    }

    @Override
    public Control control() {
        return call(Call.CONTROL, inner::control);
    }

    @Override
    public Control control(Control.Change change) {
        return call(Call.CHANGE_CONTROL, () -> inner.control(change));
    }

    @Override
    public List<ShipmentRecord> erasable(Instant finishedBefore, int limit) {
        return call(Call.ERASABLE, () -> inner.erasable(finishedBefore, limit));
    }

    @Override
    public int erase(List<ShipmentRecord> seen) {
        return call(Call.ERASE, () -> inner.erase(seen));
    }

    @Override
    public void close() {
        inner.close();
    }
}
