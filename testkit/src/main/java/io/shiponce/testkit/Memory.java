package io.shiponce.testkit;

import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.HistoryEntry.Kind;
import io.shiponce.store.OrderKey;
import io.shiponce.store.Payload;
import io.shiponce.store.Quarantine;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that an {@link InMemoryShipmentStore} keeps. Not for threads: the store's lock guards it. */
final class Memory {
    final Map<OrderKey, String> orders = new HashMap<>();
    final Map<ShipmentId, ShipmentRecord> shipments = new TreeMap<>();
    final Map<ShipmentId, Payload> payloads = new HashMap<>();
    final Map<ShipmentId, List<Payload>> receipts = new HashMap<>();

    /** Of every shipment, the places of its entries in {@link #events}. */
    final Map<ShipmentId, List<Integer>> histories = new HashMap<>();

    /** In the order of their writing; null where an entry was folded into a later one. */
    final List<@Nullable Logged> events = new ArrayList<>();

    /** S5: all evidence ever taken. */
    final Set<Evidence> evidence = new HashSet<>();

    final Map<String, Control.Pause> pauses = new HashMap<>();
    final Map<EngineId, Control.SignOfLife> engines = new HashMap<>();

    /** R17: the doubts that a resume has forgiven. */
    final Map<ShipmentId, Doubt> forgiven = new HashMap<>();

    long incarnation = 1;

    @Nullable
    Quarantine quarantine;

    /** An entry, and the incarnation in which it was written: a restored backup may use its place once more. */
    record Logged(long incarnation, HistoryEntry entry) {}

    /** What makes two pieces of evidence the same. */
    record Evidence(
            ShipmentId shipment,
            @Nullable ExchangeId claim,
            HistoryEntry.Kind kind,
            @Nullable String number) {
        static Evidence of(HistoryEntry entry) {
            return new Evidence(entry.shipment(), entry.claim(), entry.kind(), entry.trackingNumber());
        }
    }

    Memory() {}

    /** A copy that shares nothing that changes. */
    Memory(Memory other) {
        orders.putAll(other.orders);
        shipments.putAll(other.shipments);
        payloads.putAll(other.payloads);
        other.receipts.forEach((id, list) -> receipts.put(id, new ArrayList<>(list)));
        other.histories.forEach((id, list) -> histories.put(id, new ArrayList<>(list)));
        events.addAll(other.events);
        evidence.addAll(other.evidence);
        pauses.putAll(other.pauses);
        engines.putAll(other.engines);
        forgiven.putAll(other.forgiven);
        incarnation = other.incarnation;
        quarantine = other.quarantine;
    }

    /** S4: everything that the verdict orders. */
    void write(Verdict verdict) {
        ShipmentId id = verdict.after().id();
        shipments.put(id, verdict.after());
        Payload payload = verdict.payload();
        if (payload != null) {
            payloads.put(id, payload);
        }
        keep(id, verdict.entries(), verdict.receipt());
        Verdict spawned = verdict.spawned();
        if (spawned != null) {
            write(spawned);
        }
    }

    /** S6: evidence, whether its shipment is known or not. */
    void keep(ShipmentId id, List<HistoryEntry> entries, @Nullable Payload receipt) {
        entries.forEach(entry -> append(id, entry));
        if (receipt != null) {
            receipts.computeIfAbsent(id, key -> new ArrayList<>()).add(receipt);
        }
    }

    /** S14: a look-up joins the one before it; "claimed, not sent" after a "not sent" takes the place of both. */
    private void append(ShipmentId id, HistoryEntry entry) {
        evidence.add(Evidence.of(entry));
        List<Integer> places = histories.computeIfAbsent(id, key -> new ArrayList<>());
        HistoryEntry last = lastOf(places, 1);
        HistoryEntry before = lastOf(places, 2);
        HistoryEntry appended = entry;
        if (last != null && repeatsLookUp(last, entry)) {
            events.set(places.get(places.size() - 1), new Logged(incarnation, folded(last, entry)));
            return;
        } else if (last != null && before != null && repeatsNotSent(before, last, entry)) {
            appended = folded(before, entry);
            removeLast(places);
            removeLast(places);
        }
        places.add(events.size());
        events.add(new Logged(incarnation, appended));
    }

    private @Nullable HistoryEntry lastOf(List<Integer> places, int fromTheEnd) {
        return places.size() < fromTheEnd ? null : entryAt(places.get(places.size() - fromTheEnd));
    }

    private HistoryEntry entryAt(int place) {
        return Objects.requireNonNull(events.get(place)).entry();
    }

    private void removeLast(List<Integer> places) {
        int place = places.remove(places.size() - 1);
        events.set(place, null);
    }

    private static boolean repeatsLookUp(HistoryEntry last, HistoryEntry entry) {
        return entry.kind() == Kind.LOOKED_UP
                && last.kind() == Kind.LOOKED_UP
                && last.revision() == entry.revision()
                && last.attempt() == entry.attempt();
    }

    private static boolean repeatsNotSent(HistoryEntry before, HistoryEntry last, HistoryEntry entry) {
        return entry.kind() == Kind.NOT_SENT
                && entry.from() == ShipmentState.CLAIMED
                && entry.to() == ShipmentState.PENDING
                && last.kind() == Kind.CLAIMED
                && Objects.equals(last.claim(), entry.claim())
                && before.kind() == Kind.NOT_SENT
                && before.revision() == entry.revision();
    }

    private static HistoryEntry folded(HistoryEntry last, HistoryEntry entry) {
        return new HistoryEntry(
                entry.shipment(),
                entry.at(),
                entry.kind(),
                entry.from(),
                entry.to(),
                entry.actor(),
                entry.revision(),
                entry.attempt(),
                entry.claim(),
                entry.trackingNumber(),
                entry.detail(),
                last.count() + entry.count());
    }

    List<HistoryEntry> history(ShipmentId id) {
        return histories.getOrDefault(id, List.of()).stream().map(this::entryAt).toList();
    }
}
