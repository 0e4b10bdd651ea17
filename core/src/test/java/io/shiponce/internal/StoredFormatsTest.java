package io.shiponce.internal;

import static io.shiponce.TestOrders.eur;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.ArchivedShipment;
import io.shiponce.Shipment;
import io.shiponce.TestOrders;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.Weight;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderKey;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What was ever written into a store is read for ever, as what it was. {@code src/test/resources/formats} has files of each format,
 * {@code WHAT-FORMAT-NAME.json}, byte for byte as they stand in stores somewhere: they are added to, and never changed.
 *
 * <p>Whoever changes what a codec writes raises its format, keeps reading the older ones, and adds files of the new one here.
 */
class StoredFormatsTest {
    private static final Path FILES = Path.of("src/test/resources/formats");

    private static final Parcel LEAST = new Parcel(List.of(new Item("A", null, 1, null, null)), null, null);
    private static final Item MUG =
            new Item("A", "Mug \u00DF\uD83D\uDE00\"\n", 2, eur("12.50"), new Weight(350), "6912002390", "CN");
    private static final Item GIVEN =
            new Item("B", "", 1_000_000, new Money(new BigDecimal("0.000000"), "CHF"), Weight.ZERO);

    private static final Map<String, Consignment> CONSIGNMENTS = Map.of(
            "consignment-1-least.json",
            new Consignment("", "", TestOrders.ADA, List.of(LEAST)),
            "consignment-1-all.json",
            new Consignment(
                    "AUG",
                    "standard",
                    new Address("n", "c", "s", "t", "1", "a", "r", "DE", "e", "p"),
                    List.of(new Parcel(List.of(MUG, GIVEN), new Weight(700), new Dimensions(1, 2, 3)), LEAST)));

    private static final TrackingNumber NUMBER = new TrackingNumber("00340434161094042557");
    private static final Receipt WITH_LABELS = new Receipt(
            NUMBER,
            List.of(
                    new Label("application/pdf", ByteBuffer.wrap(new byte[] {'%', 'P', 'D', 'F', -1, 0})),
                    new Label("text/plain", ByteBuffer.allocate(0))));
    private static final Map<String, Receipt> RECEIPTS =
            Map.of("receipt-1-number.json", Receipt.of(NUMBER), "receipt-1-labels.json", WITH_LABELS);

    @Test
    void r7_everyConsignmentEverWrittenIsRead() throws IOException {
        read("consignment", CONSIGNMENTS, ConsignmentCodec::decode, ConsignmentCodec.FORMAT);
    }

    @Test
    void r5_everyReceiptEverWrittenIsRead() throws IOException {
        read("receipt", RECEIPTS, ReceiptCodec::decode, ReceiptCodec.FORMAT);
    }

    /** A resend must be the same bytes; and other bytes under the old number are what an older version would misread. */
    @Test
    void r7_consignmentsAreNotWrittenOtherwiseWithoutANewFormat() throws IOException {
        written("consignment", CONSIGNMENTS, ConsignmentCodec::encode, ConsignmentCodec.FORMAT);
    }

    @Test
    void receiptsAreNotWrittenOtherwiseWithoutANewFormat() throws IOException {
        written("receipt", RECEIPTS, ReceiptCodec::encode, ReceiptCodec.FORMAT);
    }

    /** Archives are read by others; what they hold of consignments and receipts has its own format. */
    @Test
    void archivesAreNotWrittenOtherwiseWithoutANewFormat() throws IOException {
        assertEquals(
                Files.readString(FILES.resolve("archive-" + ArchiveJson.FORMAT + "-all.json")),
                new String(ArchiveJson.line(archived()), UTF_8));
    }

    private static <T> void read(String what, Map<String, T> expected, Function<Payload, T> decoder, int newest)
            throws IOException {
        assertEquals(expected.keySet(), files(what), "each file is read, and none is gone");
        Set<Integer> formats = new HashSet<>();
        for (String file : expected.keySet()) {
            byte[] bytes = Files.readAllBytes(FILES.resolve(file));
            int format = format(file);
            assertTrue(new String(bytes, UTF_8).startsWith("{\"v\":" + format + ","), file);
            assertEquals(expected.get(file), decoder.apply(Payload.of(bytes)), file);
            formats.add(format);
        }
        for (int format = 1; format <= newest; format++) {
            assertTrue(formats.contains(format), what + " has no file of format " + format);
        }
    }

    private static <T> void written(String what, Map<String, T> values, Function<T, Payload> encoder, int newest)
            throws IOException {
        int compared = 0;
        for (String file : values.keySet()) {
            if (format(file) == newest) {
                assertEquals(
                        Files.readString(FILES.resolve(file)),
                        new String(encoder.apply(values.get(file)).toByteArray(), UTF_8),
                        what + "s are written otherwise than format " + newest + " says: raise it, see the class");
                compared++;
            }
        }
        assertTrue(compared >= 2, "the least and the most of the newest format");
    }

    private static int format(String file) {
        return Integer.parseInt(file.split("-")[1]);
    }

    private static Set<String> files(String what) throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(what + "-"))
                    .collect(Collectors.toSet());
        }
    }

    private static ArchivedShipment archived() {
        ShipmentId id = new ShipmentId("id-1");
        Shipment shipment = new Shipment(
                id,
                new OrderKey("augsburg", "100001"),
                2,
                "reference",
                ShipmentState.CONFIRMED,
                3,
                1,
                "SO-1",
                1,
                null,
                "T-1",
                null,
                null,
                false,
                new ShipmentId("id-0"));
        HistoryEntry accepted = new HistoryEntry(
                id,
                Instant.parse("2026-12-20T10:00:00Z"),
                HistoryEntry.Kind.PLANNED,
                null,
                ShipmentState.PENDING,
                "shop",
                1,
                0,
                null,
                null,
                "",
                1);
        HistoryEntry confirmed = new HistoryEntry(
                id,
                Instant.parse("2026-12-20T10:00:01.5Z"),
                HistoryEntry.Kind.ACCEPTED,
                ShipmentState.CLAIMED,
                ShipmentState.CONFIRMED,
                "host:1:a",
                1,
                1,
                new ExchangeId("exchange-1"),
                "T-1",
                "a word",
                1);
        return new ArchivedShipment(
                shipment,
                CONSIGNMENTS.get("consignment-1-least.json"),
                List.of(WITH_LABELS),
                List.of(accepted, confirmed));
    }
}
