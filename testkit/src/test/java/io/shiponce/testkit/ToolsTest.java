package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Control;
import io.shiponce.store.Event;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreException;
import io.shiponce.testkit.CrashingStore.Call;
import io.shiponce.testkit.CrashingStore.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tools that other tests stand on. */
final class ToolsTest {
    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore memory = new InMemoryShipmentStore(clock);

    private static OrderPlan order(String id) {
        NewShipment planned = new NewShipment(
                new ShipmentId(id),
                1,
                "reference",
                "REF-" + id,
                "key-" + id,
                "1:" + id,
                0,
                Instant.EPOCH,
                Payload.EMPTY,
                null);
        return new OrderPlan(new OrderKey("augsburg", id), "1:" + id, null, List.of(planned));
    }

    private static int sizeOf(ShipmentStore store) {
        return store.page(ShipmentFilter.ALL, null, 100).size();
    }

    @Test
    void aFaultBeforeTakesNoEffectAndOneAfterDoes() {
        CrashingStore store = new CrashingStore(memory);
        store.failNext(Call.ACCEPT, Fault.BEFORE);
        assertThrows(StoreException.class, () -> store.accept(List.of(order("A")), "ada"));
        assertEquals(0, sizeOf(memory));
        store.failNext(Call.ACCEPT, Fault.AFTER);
        assertThrows(StoreException.class, () -> store.accept(List.of(order("A")), "ada"));
        assertEquals(1, sizeOf(memory));
        store.accept(List.of(order("B")), "ada");
        assertEquals(2, sizeOf(store));
        assertEquals(4, store.calls());
    }

    @Test
    void faultsCanBeDecidedCallByCall() {
        CrashingStore store =
                new CrashingStore(memory).faults((call, number) -> number == 2 ? Fault.BEFORE : Fault.NONE);
        store.control();
        assertThrows(StoreException.class, () -> store.find(new ShipmentId("A")));
        store.find(new ShipmentId("A"));
    }

    @Test
    void r14_aRestoredBackupHasForgottenWhatCameAfterIt() {
        memory.accept(List.of(order("A")), "ada");
        InMemoryShipmentStore.Snapshot backup = memory.snapshot();
        memory.accept(List.of(order("B")), "ada");
        memory.control(new Control.Change.PauseCarrier("reference", "ada", "holiday"));
        memory.restore(backup);
        assertEquals(1, sizeOf(memory));
        assertTrue(memory.control().pauses().isEmpty());
        memory.accept(List.of(order("C")), "ada");
        memory.restore(backup);
        assertEquals(1, sizeOf(memory), "a backup can be restored more than once");
    }

    @Test
    void s11_aCursorOfBeforeTheRestoreFindsWhatCameAfterIt() {
        memory.accept(List.of(order("A")), "ada");
        InMemoryShipmentStore.Snapshot backup = memory.snapshot();
        memory.accept(List.of(order("B"), order("C")), "ada");
        List<Event> read = memory.events(Event.START, 10);
        memory.restore(backup);
        memory.control(new Control.Change.Restored(Duration.ofMinutes(1)));
        memory.accept(List.of(order("D")), "ada");
        List<Event> after = memory.events(read.get(2).cursor(), 10);
        assertEquals(
                List.of(new ShipmentId("D")),
                after.stream().map(event -> event.entry().shipment()).toList());
        assertThrows(IllegalArgumentException.class, () -> memory.events("no cursor", 10));
    }

    @Test
    void theAuditSaysWhatTheTestWants() {
        assertTrue(memory.audit().holds());
        assertFalse(new InMemoryShipmentStore(clock, "test", false).audit().holds());
        assertFalse(new InMemoryShipmentStore(clock, "test", false)
                .audit()
                .complaints()
                .isBlank());
        assertEquals("test", memory.control().installation());
    }

    @Test
    void aClosedStoreAnswersNothingAndItsMemoryOutlivesIt() {
        memory.accept(List.of(order("A")), "ada");
        memory.close();
        assertThrows(StoreException.class, memory::control);
        InMemoryShipmentStore next = new InMemoryShipmentStore(clock);
        next.restore(memory.snapshot());
        assertEquals(1, sizeOf(next));
    }

    @Test
    void theClockStandsStillUntilItIsMoved() {
        assertEquals(MutableClock.START, clock.instant());
        assertEquals(MutableClock.START.plusSeconds(5), clock.advance(Duration.ofSeconds(5)));
        assertEquals(
                MutableClock.START.plusSeconds(5),
                clock.withZone(clock.getZone()).instant());
        clock.set(Instant.EPOCH);
        assertEquals(Instant.EPOCH, clock.instant());
    }
}
