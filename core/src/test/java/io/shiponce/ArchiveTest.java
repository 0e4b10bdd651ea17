package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.internal.ReceiptCodec;
import io.shiponce.internal.ShipmentPlanner;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.CrashingStore;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S16: nothing leaves the store that the archive does not have. */
class ArchiveTest {
    private static final EngineSettings SETTINGS = EngineSettings.defaults();
    private static final Duration AGE = Duration.ofDays(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MutableClock clock = new MutableClock();
    private final CrashingStore store = new CrashingStore(new InMemoryShipmentStore(clock));
    private final Operator operator = Operator.of(store, SETTINGS);
    private final EngineByHand engine = new EngineByHand(store);

    @TempDir
    private Path directory;

    /** Finished when this returns. */
    private List<ShipmentRecord> finished(int count, Outcome outcome) {
        store.accept(IntStream.range(0, count).mapToObj(ArchiveTest::plan).toList(), "test");
        List<ShipmentRecord> claimed = engine.claim(count);
        engine.settle(claimed, outcome);
        return claimed.stream()
                .map(one -> store.find(one.id()).orElseThrow().shipment())
                .toList();
    }

    private static OrderPlan plan(int number) {
        return new ShipmentPlanner("test", Splitter.standard())
                .plan(TestOrders.numbered(number, OrderLine.of("MUG-1", 1)));
    }

    private static Outcome accepted(String number) {
        TrackingNumber tracking = new TrackingNumber(number);
        Label label = new Label("application/pdf", ByteBuffer.wrap(new byte[] {1, 2, 3}));
        return new Outcome.Accepted(number, ReceiptCodec.encode(new Receipt(tracking, List.of(label))));
    }

    private List<JsonNode> archived(String name) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve(name))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private long erase(String name) {
        try (ArchiveFile file = ArchiveFile.create(directory.resolve(name))) {
            return operator.erase(AGE, file);
        }
    }

    private boolean isErased(ShipmentRecord shipment) {
        return store.find(shipment.id()).orElseThrow().payload().size() == 0
                && store.receipts(shipment.id()).stream().allMatch(receipt -> receipt.size() == 0);
    }

    @Test
    void s16_theArchiveHasAllThatTheStoreHad() throws Exception {
        ShipmentRecord shipment = finished(1, accepted("T-1")).get(0);
        clock.advance(AGE.plusSeconds(1));

        assertEquals(1, erase("archive"));

        assertTrue(isErased(shipment));
        JsonNode line = archived("archive").get(0);
        assertEquals(shipment.id().value(), line.get("id").asText());
        assertEquals("augsburg", line.get("shop").asText());
        assertEquals("0", line.get("order").asText());
        assertEquals("CONFIRMED", line.get("state").asText());
        assertEquals(shipment.reference(), line.get("reference").asText());
        assertEquals("T-1", line.get("trackingNumber").asText());
        assertEquals("Ada Ahorn", line.at("/consignment/shipTo/name").asText());
        assertEquals("MUG-1", line.at("/consignment/parcels/0/items/0/sku").asText());
        assertEquals("AQID", line.at("/receipts/0/labels/0/content").asText());
        assertEquals(
                store.history(shipment.id()).stream()
                        .map(entry -> entry.at() + " " + entry.kind() + " " + entry.from() + " " + entry.to() + " "
                                + entry.actor() + " " + entry.detail())
                        .toList(),
                IntStream.range(0, line.get("history").size())
                        .mapToObj(i -> line.get("history").get(i))
                        .map(entry -> entry.get("time").asText() + " "
                                + entry.get("kind").asText() + " "
                                + entry.get("from").asText() + " "
                                + entry.get("to").asText() + " "
                                + entry.get("actor").asText() + " "
                                + entry.get("detail").asText())
                        .toList());
    }

    @Test
    void s16_allThatIsOldEnoughAndNothingElse() throws Exception {
        finished(250, accepted("T"));
        clock.advance(AGE.plusSeconds(1));
        store.accept(List.of(plan(1_000)), "test");

        assertEquals(250, erase("archive"));

        assertEquals(
                250,
                archived("archive").stream()
                        .map(line -> line.get("id").asText())
                        .distinct()
                        .count());
        assertEquals(0, operator.erase(Duration.ZERO));
    }

    @Test
    void s16_whatTheArchiveDoesNotTakeStays() {
        ShipmentRecord shipment = finished(1, accepted("T")).get(0);
        clock.advance(AGE.plusSeconds(1));
        ArchiveFile closed = ArchiveFile.create(directory.resolve("closed"));
        closed.close();

        UncheckedIOException failed = assertThrows(UncheckedIOException.class, () -> operator.erase(AGE, closed));

        assertTrue(failed.getMessage().contains("closed cannot be written"), failed::getMessage);
        assertFalse(isErased(shipment));
    }

    @Test
    void s16_whatOnlyANewerVersionCanReadIsNotErasedAndIsNamed() {
        Receipt receipt = Receipt.of(new TrackingNumber("T"));
        String newer = new String(ReceiptCodec.encode(receipt).toByteArray(), StandardCharsets.UTF_8).replace("1", "7");
        ShipmentRecord shipment = finished(
                        1, new Outcome.Accepted("T", Payload.of(newer.getBytes(StandardCharsets.UTF_8))))
                .get(0);
        clock.advance(AGE.plusSeconds(1));

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> erase("newer"));

        assertEquals(
                "shipment " + shipment.id()
                        + " cannot be archived, and is not erased: the stored receipt cannot be read: v: format 7"
                        + " is newer than format 1, the newest that this version of ShipOnce reads; use the newer version that"
                        + " wrote it",
                refused.getMessage());
        assertFalse(isErased(shipment));
        assertEquals(1, operator.erase(AGE), "without an archive nothing has to be read");
    }

    @Test
    void s16_whatIsAmendedMeanwhileStaysAndComesAgain() throws Exception {
        ShipmentRecord rejected =
                finished(1, new Outcome.Rejected("no such street")).get(0);
        clock.advance(AGE.plusSeconds(1));
        List<ArchivedShipment> taken = new ArrayList<>();
        Archive slow = shipments -> {
            taken.addAll(shipments);
            Shipment seen = operator.find(rejected.id()).orElseThrow();
            assertInstanceOf(
                    TransitionResult.Done.class, operator.amend(seen, same -> same, "ann", "the street exists"));
        };

        assertEquals(0, operator.erase(AGE, slow));

        assertEquals(ShipmentState.REJECTED, taken.get(0).shipment().state());
        assertFalse(isErased(rejected));
        engine.settle(engine.claim(1), accepted("T-2"));
        clock.advance(AGE.plusSeconds(1));
        assertEquals(1, erase("later"));
        assertEquals("T-2", archived("later").get(0).get("trackingNumber").asText());
    }

    @Test
    void aCrashBetweenArchiveAndStoreRepeats() throws Exception {
        ShipmentRecord shipment = finished(1, accepted("T")).get(0);
        clock.advance(AGE.plusSeconds(1));
        store.faults((call, number) ->
                call == CrashingStore.Call.ERASE ? CrashingStore.Fault.BEFORE : CrashingStore.Fault.NONE);
        assertThrows(StoreException.class, () -> erase("first"));
        assertFalse(isErased(shipment));
        store.faults((call, number) -> CrashingStore.Fault.NONE);

        assertEquals(1, erase("second"));

        assertEquals(archived("first"), archived("second"));
    }

    @Test
    void whatComesAfterErasingIsArchivedByItself() throws Exception {
        ShipmentRecord shipment = finished(1, accepted("T-1")).get(0);
        clock.advance(AGE.plusSeconds(1));
        assertEquals(1, erase("first"));
        engine.settle(List.of(shipment), accepted("T-2"));
        clock.advance(AGE.plusSeconds(1));

        assertEquals(1, erase("second"));

        JsonNode line = archived("second").get(0);
        assertTrue(line.get("consignment").isNull());
        assertEquals(1, line.get("receipts").size());
        assertEquals("T-2", line.at("/receipts/0/trackingNumber").asText());
    }

    @Test
    void anArchiveIsNeverWrittenOver() throws Exception {
        Path file = directory.resolve("archive");
        Files.writeString(file, "precious");

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> ArchiveFile.create(file));

        assertEquals(file + " exists already: expected the name of a new file", refused.getMessage());
        assertEquals("precious", Files.readString(file));
        assertThrows(
                UncheckedIOException.class,
                () -> ArchiveFile.create(directory.resolve("none").resolve("archive")));
    }
}
