package io.shiponce.internal;

import io.shiponce.Acceptance;
import io.shiponce.Changeable;
import io.shiponce.Order;
import io.shiponce.PlanPreview;
import io.shiponce.Planning;
import io.shiponce.Shipment;
import io.shiponce.store.AcceptResult;
import io.shiponce.store.EngineId;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Plans orders and stores the plans. Safe for any thread. */
public final class Acceptor {
    /** More than the shipments of any order. */
    private static final int ALL = 10_000;

    private final ShipmentStore store;
    private final ShipmentPlanner planner;
    private final AcceptWriter writer;

    public Acceptor(ShipmentStore store, String installation, Planning planning, EngineId engine) {
        this.store = store;
        this.planner = new ShipmentPlanner(installation, planning);
        this.writer = new AcceptWriter(store, engine.value());
    }

    /** What would be stored. */
    public OrderPlan plan(Order order) {
        return planner.plan(order);
    }

    /** What would be stored, and why. */
    public PlanPreview preview(Order order) {
        return planner.preview(order);
    }

    /** One order, in a commit shared with others that come at the same time. */
    public Acceptance accept(Order order) {
        return accept(order, this::write);
    }

    /** One order, stored by {@code register}. */
    public Acceptance accept(Order order, Function<OrderPlan, AcceptResult> register) {
        OrderPlan plan;
        try {
            plan = planner.plan(order);
        } catch (IllegalArgumentException e) {
            return acceptedBefore(order).orElseThrow(() -> e);
        }
        return acceptance(plan.key(), register.apply(plan));
    }

    private AcceptResult write(OrderPlan plan) {
        try {
            return writer.accept(plan);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the order was being stored; accept it again", e);
        }
    }

    /** Many orders of one caller. One that cannot be split does not keep the others from being stored. */
    public List<Acceptance> acceptAll(List<Order> orders) {
        Acceptance[] acceptances = new Acceptance[orders.size()];
        List<OrderPlan> plans = new ArrayList<>(orders.size());
        List<Integer> places = new ArrayList<>(orders.size());
        for (int i = 0; i < acceptances.length; i++) {
            try {
                plans.add(planner.plan(orders.get(i)));
                places.add(i);
            } catch (IllegalArgumentException e) {
                OrderKey refused = orders.get(i).key();
                acceptances[i] = acceptedBefore(orders.get(i))
                        .orElseGet(() -> new Acceptance.Refused(refused, String.valueOf(e.getMessage())));
            }
        }
        List<AcceptResult> results = writer.acceptAll(plans);
        for (int i = 0; i < results.size(); i++) {
            acceptances[places.get(i)] = acceptance(plans.get(i).key(), results.get(i));
        }
        return List.of(acceptances);
    }

    /**
     * R12: an order that was accepted is not refused later, whatever the rules or the stock say of it by then. Of an order
     * that it knows, a store compares the fingerprint and keeps the shipments; the plan's, of which there are none, are not
     * looked at.
     */
    private Optional<Acceptance> acceptedBefore(Order order) {
        if (store.page(ShipmentFilter.ofOrder(order.key()), null, 1).isEmpty()) {
            return Optional.empty();
        }
        OrderPlan none = new OrderPlan(order.key(), Fingerprints.ofOrder(order), order.placedAt(), List.of());
        AcceptResult result = writer.acceptAll(List.of(none)).get(0);
        if (result instanceof AcceptResult.Stored) {
            throw new StoreException(
                    "order " + order.key() + " was in the store, and then it was not: was a backup restored"
                            + " beneath this engine? It is remembered now without a shipment, and nothing of it will be sent");
        }
        return Optional.of(acceptance(order.key(), result));
    }

    private Acceptance acceptance(OrderKey order, AcceptResult result) {
        if (result instanceof AcceptResult.Stored stored) {
            return new Acceptance.Accepted(order, shipments(stored.shipments()));
        } else if (result instanceof AcceptResult.AlreadyStored already) {
            return new Acceptance.AlreadyAccepted(order, shipments(already.shipments()));
        } else if (result instanceof AcceptResult.Conflict) {
            return new Acceptance.Conflict(order, standing(order));
        }
        throw new AssertionError(result);
    }

    private List<Acceptance.Conflict.Standing> standing(OrderKey order) {
        return store.page(ShipmentFilter.ofOrder(order), null, ALL).stream()
                .sorted(Comparator.comparingInt(ShipmentRecord::part))
                .map(one -> new Acceptance.Conflict.Standing(Shipment.of(one), Changeable.of(one)))
                .toList();
    }

    private static List<Shipment> shipments(List<ShipmentRecord> records) {
        return records.stream().map(Shipment::of).toList();
    }
}
