package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Opens the store of one contract test, and says shortly what the tests say often. Its helpers may be used by many threads. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class StoreBench {
    static final String CARRIER = "reference";
    static final String ACTOR = "ada";
    static final EngineId ENGINE = new EngineId("contract/1/a");
    static final EngineId OTHER_ENGINE = new EngineId("contract/2/b");
    static final RecoveryTerms RECOVERY =
            new RecoveryTerms(RecoveryTerms.IDEMPOTENCY_KEY, "account", "1", Duration.ofHours(12));
    static final Duration LONG = Duration.ofHours(1);
    static final Payload RECEIPT = payload("receipt");
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final List<ShipmentStore> handles = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger exchanges = new AtomicInteger();
    private ShipmentStore store;

    abstract ShipmentStore fresh() throws Exception;

    abstract ShipmentStore again() throws Exception;

    abstract boolean moveClock(Duration time);

    @BeforeEach
    void openStore() throws Exception {
        store = fresh();
        handles.add(store);
    }

    @AfterEach
    void closeStores() {
        handles.forEach(ShipmentStore::close);
    }

    ShipmentStore store() {
        return store;
    }

    /** The same store as another process sees it. */
    ShipmentStore anotherHandle() throws Exception {
        ShipmentStore other = again();
        handles.add(other);
        return other;
    }

    /** The process died: nothing was closed, and from now on another one works. */
    void crashAndReopen() throws Exception {
        store = anotherHandle();
    }

    /** A time that a test can wait for. */
    Duration brief() {
        return moveClock(Duration.ZERO) ? Duration.ofSeconds(30) : Duration.ofMillis(200);
    }

    /** Lets that much time pass by the store's clock. */
    void pass(Duration time) {
        Instant end = store.control().now().plus(time);
        if (moveClock(time)) {
            return;
        }
        long deadline = System.nanoTime() + time.plus(BOUND).toNanos();
        while (store.control().now().isBefore(end)) {
            assertTrue(
                    System.nanoTime() < deadline,
                    "S8 broken: the store's clock stands still: no claim would ever expire");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    static Payload payload(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }

    String newId() {
        return String.format(Locale.ROOT, "S-%06d", ids.incrementAndGet());
    }

    NewShipment planned(String id, int part, String carrier, int priority, Instant notBefore) {
        return new NewShipment(
                new ShipmentId(id),
                part,
                carrier,
                "REF-" + id,
                "00000000-0000-8000-8000-"
                        + "%12s".formatted(id.length() > 12 ? "x" : id).replace(' ', '0'),
                "1:" + id,
                priority,
                notBefore,
                payload("payload of " + id),
                null);
    }

    NewShipment planned(String id) {
        return planned(id, 1, CARRIER, 0, Instant.EPOCH);
    }

    static OrderPlan order(String number, NewShipment... shipments) {
        return new OrderPlan(new OrderKey("augsburg", number), "1:content of " + number, null, List.of(shipments));
    }

    ShipmentId accept(NewShipment planned) {
        store.accept(List.of(order("order-" + planned.id(), planned)), ACTOR);
        return planned.id();
    }

    ShipmentId acceptOne() {
        return accept(planned(newId()));
    }

    List<ShipmentId> accept(int count) {
        List<OrderPlan> plans = new ArrayList<>();
        List<ShipmentId> accepted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = newId();
            plans.add(order("order-" + id, planned(id)));
            accepted.add(new ShipmentId(id));
        }
        store.accept(plans, ACTOR);
        return accepted;
    }

    ClaimTerms terms(Duration timeToLive) {
        return new ClaimTerms(timeToLive, timeToLive, RECOVERY);
    }

    ClaimRequest wanted(int limit) {
        return new ClaimRequest(CARRIER, ShipmentFilter.ALL, limit, Integer.MAX_VALUE, terms(LONG));
    }

    ExchangeId newExchangeId() {
        return new ExchangeId("exchange-" + exchanges.incrementAndGet());
    }

    ExchangeRequest request(EngineId engine, List<Settlement> settlements, List<ClaimRequest> claims, int expireUpTo) {
        return new ExchangeRequest(
                newExchangeId(), engine, store.control().incarnation(), settlements, claims, expireUpTo);
    }

    ExchangeResult claim(ClaimRequest... claims) {
        return store.exchange(request(ENGINE, List.of(), List.of(claims), 0));
    }

    List<ShipmentId> claimedIds(ClaimRequest... claims) {
        return claim(claims).claimed().stream()
                .map(claimed -> claimed.shipment().id())
                .toList();
    }

    /** Claims exactly this one. */
    ShipmentRecord claimOnly(ShipmentId id, Duration timeToLive) {
        ShipmentFilter filter = ShipmentFilter.of(Set.of(id));
        List<StoredShipment> claimed = claim(new ClaimRequest(CARRIER, filter, 1, Integer.MAX_VALUE, terms(timeToLive)))
                .claimed();
        assertEquals(1, claimed.size(), "S7 broken: a due, pending shipment is not claimed: it would never be sent");
        return claimed.get(0).shipment();
    }

    ShipmentRecord claimOnly(ShipmentId id) {
        return claimOnly(id, LONG);
    }

    Settlement settlement(ShipmentRecord claimed, Outcome outcome) {
        return new Settlement(
                claimed.id(),
                Objects.requireNonNull(claimed.claim()).id(),
                claimed.revision(),
                claimed.attempt(),
                ENGINE,
                store.control().incarnation(),
                outcome);
    }

    ExchangeResult.Settled settle(ShipmentRecord claimed, Outcome outcome) {
        return settle(settlement(claimed, outcome));
    }

    ExchangeResult.Settled settle(Settlement settlement) {
        List<ExchangeResult.Settled> settled = store.exchange(request(ENGINE, List.of(settlement), List.of(), 0))
                .settled();
        assertEquals(
                1, settled.size(), "S6 broken: a settlement is not taken: what is known of a parcel would be lost");
        return settled.get(0);
    }

    static Outcome accepted(String number) {
        return new Outcome.Accepted(number, RECEIPT);
    }

    static Outcome notSent() {
        return new Outcome.NotSent("connection refused", Duration.ZERO, false);
    }

    static Outcome unknown() {
        return new Outcome.Unknown("timeout", Doubt.Cause.UNKNOWN_ANSWER);
    }

    static Outcome numberFollows() {
        return new Outcome.Unknown("taken, the number follows", Doubt.Cause.NUMBER_FOLLOWS);
    }

    ShipmentRecord read(ShipmentId id) {
        return store.find(id).orElseThrow().shipment();
    }

    TransitionResult act(ShipmentRecord seen, Action action) {
        return store.transition(List.of(new Transition(seen.id(), seen.version(), ACTOR, action)))
                .get(0);
    }

    List<HistoryEntry.Kind> kinds(ShipmentId id) {
        return store.history(id).stream().map(HistoryEntry::kind).toList();
    }

    /** A new shipment, led into that state by the store. */
    ShipmentRecord inState(ShipmentState state) {
        ShipmentId id = acceptOne();
        switch (state) {
            case PENDING -> {
                // It is.
            }
            case CLAIMED -> claimOnly(id);
            case CONFIRMED -> settle(claimOnly(id), accepted("TRACK-" + id));
            case REJECTED -> settle(claimOnly(id), new Outcome.Rejected("address unknown"));
            case IN_DOUBT -> settle(claimOnly(id), unknown());
            case CANCELLED -> act(read(id), new Action.Cancel("changed their mind"));
        }
        ShipmentRecord record = read(id);
        assertEquals(state, record.state(), "the store did not write what the law ordered");
        return record;
    }
}
