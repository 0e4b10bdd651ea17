package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What carriers gave is kept with the confirmation, and can be read. */
@Timeout(60)
class ReceiptsTest {
    private static final Label PDF = new Label("application/pdf", ByteBuffer.wrap(new byte[] {'%', 'P', 'D', 'F'}));
    private static final Label ZPL = new Label("application/zpl", ByteBuffer.wrap(new byte[] {'^', 'X', 'A'}));

    private final InMemoryShipmentStore store = new InMemoryShipmentStore(Clock.systemUTC());
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
    private final DispatchEngine engine = DispatchEngine.builder(store)
            .carrier("reference", carrier)
            .settings(EngineSettings.of(Duration.ofSeconds(1), Duration.ofSeconds(16))
                    .withPollInterval(Duration.ofMillis(10)))
            .build();

    @AfterEach
    void close() {
        engine.close();
    }

    private static Reply accepted(String number, List<Label> labels) {
        return Reply.told(true, new SendOutcome.Accepted(new Receipt(new TrackingNumber(number), labels)));
    }

    private ShipmentId sent(Reply reply) throws Exception {
        engine.accept(TestOrders.numbered(1, OrderLine.of("MUG-1", 1)));
        carrier.otherwise(permit -> reply);
        engine.dispatch(Selection.all()).completion().get(50, TimeUnit.SECONDS);
        return store.page(ShipmentFilter.ALL, null, 10).get(0).id();
    }

    @Test
    void labelsAreReadAsTheCarrierGaveThem() throws Exception {
        ShipmentId id = sent(accepted("T-1", List.of(PDF, ZPL)));

        Receipts receipts = engine.operator().receipts(id);

        assertEquals(List.of(PDF, ZPL), receipts.labels());
        assertEquals("T-1", receipts.kept().get(0).trackingNumber().value());
        assertEquals(0, receipts.erased());
        assertFalse(receipts.toString().contains("PDF"), "no content");
    }

    @Test
    void whatWasErasedIsCountedAndNothingIsThereOfWhatNobodyKnows() throws Exception {
        ShipmentId id = sent(accepted("T-1", List.of(PDF)));
        engine.operator().erase(Duration.ZERO);

        assertEquals(new Receipts(List.of(), 1), engine.operator().receipts(id));
        assertEquals(new Receipts(List.of(), 0), engine.operator().receipts(new ShipmentId("nobody-knows")));
        assertThrows(IllegalArgumentException.class, () -> new Receipts(List.of(), -1));
    }

    /** R5: an acceptance is evidence whatever its labels weigh; what of them is missing, the history says. */
    @Test
    void r5_labelsThatAreTooLargeAreLeftOutAndTheHistorySaysSo() throws Exception {
        Label large = new Label("application/pdf", ByteBuffer.allocate(Label.MAX_BYTES));
        ShipmentId id = sent(accepted("T-1", Collections.nCopies(5, large)));

        List<HistoryEntry> acceptances = engine.operator().history(id).stream()
                .filter(entry -> entry.kind() == HistoryEntry.Kind.ACCEPTED)
                .toList();
        assertEquals(2, engine.operator().receipts(id).labels().size(), "12 MB as Base64 are 16");
        assertEquals(
                List.of("labels left out, since they are too large to be stored: the last 3 of 5"),
                acceptances.stream().map(HistoryEntry::detail).toList());
        assertEquals("T-1", acceptances.get(0).trackingNumber());
    }

    /** Each part of an order is a shipment of its own: an answer that lacks something is a doubt about its own part only. */
    @Test
    void r1_anAnswerWithoutANumberIsADoubtAboutThatPartOnly() throws Exception {
        engine.accept(TestOrders.numbered(
                1,
                new OrderLine("MUG-1", null, 1, null, null, true, "AUG", "", null),
                new OrderLine("MUG-2", null, 1, null, null, true, "LYS", "", null),
                new OrderLine("MUG-3", null, 1, null, null, true, "ULM", "", null)));
        List<ShipmentRecord> planned = store.page(ShipmentFilter.ALL, null, 10);
        assertEquals(3, planned.size());
        String second = planned.stream()
                .filter(one -> one.part() == 2)
                .findFirst()
                .orElseThrow()
                .reference();
        carrier.lookupFails(true)
                .script(second, Reply.told(true, new SendOutcome.Unknown("HTTP 200 without a tracking number")));
        engine.start();

        Map<Integer, ShipmentState> states = new TreeMap<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        do {
            assertTrue(System.nanoTime() < end, states::toString);
            store.page(ShipmentFilter.ALL, null, 10).forEach(one -> states.put(one.part(), one.state()));
            Thread.onSpinWait();
        } while (states.containsValue(ShipmentState.PENDING) || states.containsValue(ShipmentState.CLAIMED));

        assertEquals(Map.of(1, ShipmentState.CONFIRMED, 2, ShipmentState.IN_DOUBT, 3, ShipmentState.CONFIRMED), states);
        assertEquals(3, carrier.sends());
        assertTrue(Objects.requireNonNull(carrier.ledger().of(second)).size() == 1);
    }
}
