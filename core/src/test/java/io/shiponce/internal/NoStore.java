package io.shiponce.internal;

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
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that can do nothing. Tests override what they need; a small one, so that a model checker has little to look at. */
class NoStore implements ShipmentStore {
    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException();
    }

    @Override
    public Duration callTimeout() {
        throw unsupported();
    }

    @Override
    public Durability audit() {
        throw unsupported();
    }

    @Override
    public List<AcceptResult> accept(List<OrderPlan> plans, String actor) {
        throw unsupported();
    }

    @Override
    public ExchangeResult exchange(ExchangeRequest request) {
        throw unsupported();
    }

    @Override
    public List<ShipmentRecord> claimsOf(ExchangeId exchange) {
        throw unsupported();
    }

    @Override
    public List<TransitionResult> transition(List<Transition> transitions) {
        throw unsupported();
    }

    @Override
    public Optional<StoredShipment> find(ShipmentId shipment) {
        throw unsupported();
    }

    @Override
    public List<ShipmentRecord> page(ShipmentFilter filter, ShipmentId after, int limit) {
        throw unsupported();
    }

    @Override
    public List<HistoryEntry> history(ShipmentId shipment) {
        throw unsupported();
    }

    @Override
    public List<Payload> receipts(ShipmentId shipment) {
        throw unsupported();
    }

    @Override
    public List<Event> events(String cursor, int limit) {
        throw unsupported();
    }

    @Override
    public List<CarrierCounts> counts(ShipmentFilter filter) {
        throw unsupported();
    }

    @Override
    public Control control() {
        throw unsupported();
    }

    @Override
    public Control control(Control.Change change) {
        throw unsupported();
    }

    @Override
    public List<ShipmentRecord> erasable(Instant before, int limit) {
        throw unsupported();
    }

    @Override
    public int erase(List<ShipmentRecord> seen) {
        throw unsupported();
    }

    @Override
    public void close() {}
}
