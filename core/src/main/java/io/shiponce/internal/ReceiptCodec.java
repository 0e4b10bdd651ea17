package io.shiponce.internal;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.store.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as the bytes that a store keeps: JSON that begins with the version of its format, labels as Base64. The
 * same receipt gives the same bytes. Stateless; safe for any thread.
 */
public final class ReceiptCodec {
    /** What is written, and the newest that is read; each that was ever written is kept among the tests (StoredFormatsTest). */
    static final int FORMAT = 1;

    /** Of a payload, what is left for labels once the rest has its room. */
    private static final long ROOM = Payload.MAX_BYTES - 4_096L;

    /** More than the field names and signs around one label need. */
    private static final int AROUND = 64;

    /** The longest that one character can become in JSON: six bytes, as {@code \u0000}. */
    private static final int ESCAPED = 6;

    private ReceiptCodec() {}

    /**
     * Takes every receipt: an acceptance is evidence and must not get lost because of a large label (R5). Labels that
     * do not fit are left out, see {@link #labelsLeftOut}; the tracking number never is.
     */
    public static Payload encode(Receipt receipt) {
        List<Label> labels = receipt.labels().subList(0, fitting(receipt));
        return Payload.of(JsonOutput.object(json -> {
            json.writeNumberField("v", FORMAT);
            JsonOutput.text(
                    json,
                    "trackingNumber",
                    Limits.wellFormed(receipt.trackingNumber().value()));
            json.writeArrayFieldStart("labels");
            for (Label label : labels) {
                ByteBuffer content = label.content();
                byte[] bytes = new byte[content.remaining()];
                content.get(bytes);
                json.writeStartObject();
                JsonOutput.text(json, "mediaType", Limits.wellFormed(label.mediaType()));
                json.writeBinaryField("content", bytes);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    /** How many labels, the last ones, {@link #encode} leaves out. */
    public static int labelsLeftOut(Receipt receipt) {
        return receipt.labels().size() - fitting(receipt);
    }

    private static int fitting(Receipt receipt) {
        long used = 0;
        int count = 0;
        for (Label label : receipt.labels()) {
            long base64 = (label.content().remaining() + 2L) / 3 * 4;
            used += base64 + (long) ESCAPED * label.mediaType().length() + AROUND;
            if (used > ROOM) {
                break;
            }
            count++;
        }
        return count;
    }

    /**
     * Throws {@link UnreadableException} for what was erased, is of a newer version or not
     * understood.
     */
    public static Receipt decode(Payload payload) {
        if (payload.size() == 0) {
            throw new UnreadableException("the receipt was erased");
        }
        try {
            return StrictJson.read(
                    StrictJson.FACTORY.createParser(payload.toByteArray()), json -> new ReceiptFields(json).read());
        } catch (Refusal e) {
            throw new UnreadableException("receipt", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the bytes are in memory", e);
        }
    }

    private static final class ReceiptFields implements StrictJson.Fields {
        private final StrictJson json;
        private @Nullable String trackingNumber;
        private final List<Label> labels = new ArrayList<>();

        ReceiptFields(StrictJson json) {
            this.json = json;
        }

        @Override
        public boolean read(String name) throws IOException {
            switch (name) {
                case "trackingNumber" -> trackingNumber = PartsJson.nonBlank(json, TrackingNumber.MAX_LENGTH);
                case "labels" ->
                    json.array("labels", Consignment.MAX_PARCELS, () -> labels.add(new LabelFields(json).read()));
                default -> {
                    return false;
                }
            }
            return true;
        }

        Receipt read() throws IOException {
            json.versionedObject("a receipt", FORMAT, this);
            return new Receipt(new TrackingNumber(json.required("trackingNumber", trackingNumber, "a text")), labels);
        }
    }

    private static final class LabelFields implements StrictJson.Fields {
        private final StrictJson json;
        private @Nullable String mediaType;
        private @Nullable ByteBuffer content;

        LabelFields(StrictJson json) {
            this.json = json;
        }

        @Override
        public boolean read(String name) throws IOException {
            switch (name) {
                case "mediaType" -> mediaType = PartsJson.nonBlank(json, Address.MAX_LENGTH);
                case "content" -> content = ByteBuffer.wrap(json.base64(Label.MAX_BYTES));
                default -> {
                    return false;
                }
            }
            return true;
        }

        Label read() throws IOException {
            json.object("a label", this);
            return new Label(
                    json.required("mediaType", mediaType, "a text"), json.required("content", content, "Base64"));
        }
    }
}
