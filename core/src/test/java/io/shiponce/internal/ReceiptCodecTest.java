package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.store.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptCodecTest {
    private static final TrackingNumber NUMBER = new TrackingNumber("00340434161094042557");

    private static Label label(int bytes) {
        return new Label("application/pdf", ByteBuffer.allocate(bytes));
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String problem(String json) {
        return assertThrows(IllegalArgumentException.class, () -> ReceiptCodec.decode(payload(json)))
                .getMessage();
    }

    @Test
    void whatWasWrittenIsRead() {
        for (Receipt receipt : List.of(
                Receipt.of(NUMBER),
                new Receipt(NUMBER, List.of(label(0), label(1), label(2), label(3))),
                new Receipt(NUMBER, List.of(label(Label.MAX_BYTES), label(Label.MAX_BYTES))))) {
            assertEquals(0, ReceiptCodec.labelsLeftOut(receipt));
            assertEquals(receipt, ReceiptCodec.decode(ReceiptCodec.encode(receipt)));
        }
    }

    /** Evidence must not get lost because of a label. */
    @Test
    void r5_whatDoesNotFitLeavesTheNumber() {
        Receipt huge = new Receipt(NUMBER, Collections.nCopies(1_000, label(Label.MAX_BYTES)));
        Receipt kept = ReceiptCodec.decode(ReceiptCodec.encode(huge));
        assertEquals(NUMBER, kept.trackingNumber());
        assertEquals(1_000, kept.labels().size() + ReceiptCodec.labelsLeftOut(huge));
        assertTrue(kept.labels().size() >= 2);
        Label escaped = new Label("\u0001".repeat(255), ByteBuffer.allocate(12_000));
        Receipt many = new Receipt(new TrackingNumber("\u0001".repeat(100)), Collections.nCopies(1_000, escaped));
        assertTrue(ReceiptCodec.labelsLeftOut(many) > 0);
        assertTrue(ReceiptCodec.encode(many).size() > Payload.MAX_BYTES * 9L / 10);
    }

    @Test
    void r5_halfASurrogatePairDoesNotLoseTheNumber() {
        Receipt broken = new Receipt(
                new TrackingNumber("JD\uD80014"), List.of(new Label("text/\uDC00", ByteBuffer.allocate(1))));
        Receipt kept = ReceiptCodec.decode(ReceiptCodec.encode(broken));
        assertEquals("JD?14", kept.trackingNumber().value());
        assertEquals("text/?", kept.labels().get(0).mediaType());
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertEquals(
                "the stored receipt cannot be read: v: format 2 is newer than format 1, the newest that this version of ShipOnce"
                        + " reads; use the newer version that wrote it",
                problem("{\"v\":2}"));
        assertEquals(
                "the stored receipt cannot be read: trackingNumber: is missing; expected a text", problem("{\"v\":1}"));
        assertTrue(problem("{\"v\":1,\"weight\":3}").contains("weight: is not a known field of a receipt"));
        assertTrue(problem("{\"v\":1,\"labels\":[{\"mediaType\":\"a\",\"content\":\"%%%\"}]}")
                .contains("content: is not"));
        assertTrue(problem("{\"v\":1,\"labels\":[{\"content\":\"\"}]}").contains("labels[0].mediaType: is missing"));
        assertEquals(
                "the receipt was erased",
                assertThrows(IllegalArgumentException.class, () -> ReceiptCodec.decode(Payload.EMPTY))
                        .getMessage());
    }
}
