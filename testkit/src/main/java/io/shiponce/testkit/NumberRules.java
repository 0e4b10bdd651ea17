package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.shiponce.store.Action;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Shipments are found by what customers and carriers ask with: our reference, and the carrier's tracking number. */
abstract class NumberRules extends OrderRules {
    private static final String UNFOUND = "a shipment that is there is not found: somebody would send it by hand";

    @Test
    void aShipmentIsFoundByItsReferenceWhateverItsState() {
        List<ShipmentRecord> all = new ArrayList<>();
        for (ShipmentState state : ShipmentState.values()) {
            all.add(inState(state));
        }
        for (ShipmentRecord one : all) {
            ShipmentFilter filter = byReference(one.reference());
            assertEquals(List.of(one), page(filter), UNFOUND);
            assertEquals(List.of(one), page(filter.withState(one.state()).withCarrier(CARRIER)), UNFOUND);
            assertEquals(List.of(), page(filter.withCarrier("other")));
            for (ShipmentState state : ShipmentState.values()) {
                assertEquals(
                        state == one.state(), !page(filter.withState(state)).isEmpty(), state.name());
            }
            assertEquals(1, store().counts(filter).get(0).in(one.state()));
        }
    }

    @Test
    void anAmendedShipmentIsFoundByItsNewReferenceOnly() {
        ShipmentRecord rejected = inState(ShipmentState.REJECTED);
        Action amend = new Action.Amend("REF-AMENDED", "key-2", "1:amended", payload("amended"), "house number added");
        assertInstanceOf(TransitionResult.Done.class, act(rejected, amend));
        assertEquals(List.of(rejected.id()), ids(page(byReference("REF-AMENDED"))), UNFOUND);
        assertEquals(List.of(), page(byReference(rejected.reference())), "it has another one now");
    }

    @Test
    void numbersAreComparedCharacterByCharacter() {
        ShipmentRecord confirmed = inState(ShipmentState.CONFIRMED);
        String reference = confirmed.reference();
        for (String other : List.of(reference.toLowerCase(Locale.ROOT), reference + " ", " " + reference, "REF")) {
            assertEquals(List.of(), page(byReference(other)), "'" + other + "'");
        }
        String number = "TRACK-" + confirmed.id();
        for (String other : List.of("track-" + confirmed.id(), number + " ", " " + number, "TRACK", reference)) {
            assertEquals(List.of(), page(byTrackingNumber(other)), "'" + other + "'");
        }
        assertEquals(List.of(confirmed), page(byTrackingNumber(number).withReference(reference)), UNFOUND);
        assertEquals(List.of(), page(byTrackingNumber(number).withReference("REF")));
    }

    /** Carriers give one for several parcels, and use old ones again. */
    @Test
    void aTrackingNumberOfSeveralShipmentsIsPaged() {
        List<ShipmentId> alike = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            inState(ShipmentState.CONFIRMED);
            ShipmentId id = acceptOne();
            settle(claimOnly(id), accepted("TRACK-ALIKE"));
            alike.add(id);
        }
        alike.sort(null);
        assertEquals(alike, paged(byTrackingNumber("TRACK-ALIKE"), 2), UNFOUND);
        assertEquals(alike, paged(byTrackingNumber("TRACK-ALIKE").withState(ShipmentState.CONFIRMED), 3), UNFOUND);
        assertEquals(List.of(), page(byTrackingNumber("TRACK-ALIKE").withState(ShipmentState.PENDING)));
        assertEquals(5, store().counts(byTrackingNumber("TRACK-ALIKE")).get(0).in(ShipmentState.CONFIRMED));
        assertEquals(
                List.of(alike.get(3)),
                paged(ShipmentFilter.of(Set.of(alike.get(3))).withTrackingNumber("TRACK-ALIKE"), 2));
    }

    /** A second one stays in the history, and raised an alarm. */
    @Test
    void aShipmentIsFoundByTheNumberOfItsRecord() {
        ShipmentRecord confirmed = claimOnly(acceptOne());
        settle(confirmed, accepted("TRACK-FIRST"));
        settle(confirmed, accepted("TRACK-SECOND"));
        assertEquals(List.of(confirmed.id()), ids(page(byTrackingNumber("TRACK-FIRST"))), UNFOUND);
        assertEquals(List.of(), page(byTrackingNumber("TRACK-SECOND")));
        ShipmentRecord doubtful = inState(ShipmentState.IN_DOUBT);
        act(doubtful, new Action.Found("TRACK-FOUND", RECEIPT, "one match"));
        assertEquals(List.of(doubtful.id()), ids(page(byTrackingNumber("TRACK-FOUND"))), UNFOUND);
    }

    /** A person sends one shipment, by the number on their screen. */
    @Test
    void s7_aClaimChoosesByReference() {
        List<ShipmentId> all = accept(3);
        ShipmentFilter one = byReference(read(all.get(1)).reference());
        assertEquals(
                List.of(all.get(1)),
                claimedIds(new ClaimRequest(CARRIER, one, 10, Integer.MAX_VALUE, terms(LONG))),
                "S7 broken: a run of one shipment sends others");
    }

    /** Years later a customer still asks with it. */
    @Test
    void s16_whatIsErasedIsStillFoundByItsNumbers() {
        ShipmentRecord confirmed = inState(ShipmentState.CONFIRMED);
        ShipmentRecord rejected = inState(ShipmentState.REJECTED);
        pass(Duration.ofMillis(20));
        Instant now = store().control().now();
        assertEquals(2, store().erase(store().erasable(now, 100)), "S16 broken: it is not erased");
        String lost = "S16 broken: erasing took more than payloads and receipts";
        assertEquals(List.of(confirmed), page(byReference(confirmed.reference())), lost);
        assertEquals(List.of(confirmed), page(byTrackingNumber("TRACK-" + confirmed.id())), lost);
        assertEquals(List.of(rejected), page(byReference(rejected.reference())), lost);
    }

    private static ShipmentFilter byReference(String reference) {
        return ShipmentFilter.ALL.withReference(reference);
    }

    private static ShipmentFilter byTrackingNumber(String number) {
        return ShipmentFilter.ALL.withTrackingNumber(number);
    }

    private List<ShipmentRecord> page(ShipmentFilter filter) {
        return store().page(filter, null, 100);
    }

    private List<ShipmentId> paged(ShipmentFilter filter, int limit) {
        List<ShipmentId> paged = new ArrayList<>();
        ShipmentId after = null;
        while (true) {
            List<ShipmentRecord> page = store().page(filter, after, limit);
            if (page.isEmpty()) {
                return paged;
            }
            paged.addAll(ids(page));
            after = page.get(page.size() - 1).id();
        }
    }
}
