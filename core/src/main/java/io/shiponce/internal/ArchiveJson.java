package io.shiponce.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.shiponce.ArchivedShipment;
import io.shiponce.Shipment;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Receipt;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A finished shipment as one line of an archive: JSON that begins with the version of its format, and a line feed. Consignment and
 * receipts are as the store kept them. Stateless; safe for any thread.
 */
public final class ArchiveJson {
    static final int FORMAT = 1;

    private ArchiveJson() {}

    /** The line, with its end. */
    public static byte[] line(ArchivedShipment archived) {
        byte[] json = JsonOutput.object(out -> write(out, archived));
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static void write(JsonGenerator json, ArchivedShipment archived) throws IOException {
        Shipment shipment = archived.shipment();
        ShipmentId reshipOf = shipment.reshipOf();
        json.writeNumberField("v", FORMAT);
        json.writeStringField("id", shipment.id().value());
        json.writeStringField("shop", shipment.order().shop());
        json.writeStringField("order", shipment.order().number());
        json.writeNumberField("part", shipment.part());
        json.writeStringField("carrier", shipment.carrier());
        json.writeStringField("state", shipment.state().name());
        json.writeNumberField("revision", shipment.revision());
        json.writeStringField("reference", shipment.reference());
        json.writeNumberField("attempt", shipment.attempt());
        evidence(json, "trackingNumber", shipment.trackingNumber());
        json.writeStringField("reshipOf", reshipOf == null ? null : reshipOf.value());
        Consignment consignment = archived.consignment();
        json.writeFieldName("consignment");
        raw(json, consignment == null ? null : ConsignmentCodec.encode(consignment));
        json.writeArrayFieldStart("receipts");
        for (Receipt receipt : archived.receipts()) {
            raw(json, ReceiptCodec.encode(receipt));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("history");
        for (HistoryEntry entry : archived.history()) {
            write(json, entry);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, HistoryEntry entry) throws IOException {
        ShipmentState from = entry.from();
        ExchangeId claim = entry.claim();
        json.writeStartObject();
        json.writeStringField("time", entry.at().toString());
        json.writeStringField("kind", entry.kind().name());
        json.writeStringField("from", from == null ? null : from.name());
        json.writeStringField("to", entry.to().name());
        evidence(json, "actor", entry.actor());
        json.writeNumberField("revision", entry.revision());
        json.writeNumberField("attempt", entry.attempt());
        json.writeStringField("claim", claim == null ? null : claim.value());
        evidence(json, "trackingNumber", entry.trackingNumber());
        evidence(json, "detail", entry.detail());
        json.writeNumberField("count", entry.count());
        json.writeEndObject();
    }

    /** Whatever somebody said, kept as far as UTF-8 can. */
    private static void evidence(JsonGenerator json, String name, @Nullable String said) throws IOException {
        json.writeStringField(name, said == null ? null : Limits.wellFormed(said));
    }

    /** JSON of ours already. */
    private static void raw(JsonGenerator json, @Nullable Payload value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeRawValue(new String(value.toByteArray(), StandardCharsets.UTF_8));
        }
    }
}
