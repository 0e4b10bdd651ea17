package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.TrackingNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One label as ShipEngine shows it: {@code label} of the description, as far as it matters here.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param externalId our reference; empty if the answer does not say
 * @param status {@code label_status} of the description
 * @param number empty while there is none
 * @param createdAt the latest moment that its time can mean; null if it cannot be read
 * @param packages the numbers of its packages, in their order, each empty if missing; empty if they are not listed
 */
record LabelEntry(
        String labelId,
        String shipmentId,
        Optional<String> externalId,
        String status,
        boolean voided,
        boolean isReturn,
        Optional<TrackingNumber> number,
        @Nullable Instant createdAt,
        List<Optional<TrackingNumber>> packages) {
    private static final Set<String> STATUSES = Set.of("processing", "completed", "error", "voided");

    LabelEntry {
        packages = List.copyOf(packages);
    }

    /** Reads one; empty if it is not a label as the description has it. */
    static Optional<LabelEntry> read(JsonNode node) {
        String labelId = node.path("label_id").asText("");
        String shipmentId = node.path("shipment_id").asText("");
        String status = node.path("status").asText("");
        JsonNode voided = node.path("voided");
        if (!SeId.is(labelId) || !SeId.is(shipmentId) || !STATUSES.contains(status) || !voided.isBoolean()) {
            return Optional.empty();
        }
        List<Optional<TrackingNumber>> packages = new ArrayList<>();
        node.path("packages").forEach(entry -> packages.add(number(entry)));
        return Optional.of(new LabelEntry(
                labelId,
                shipmentId,
                Json.text(node, "external_shipment_id"),
                status,
                voided.booleanValue() || status.equals("voided"),
                node.path("is_return_label").asBoolean(false),
                number(node),
                createdAt(node),
                packages));
    }

    /** Bought and not voided, so that a parcel may travel under it. */
    boolean isLive() {
        return status.equals("completed") && !voided;
    }

    private static Optional<TrackingNumber> number(JsonNode node) {
        return Json.text(node, "tracking_number")
                .filter(text -> text.length() <= TrackingNumber.MAX_LENGTH)
                .map(TrackingNumber::new);
    }

    /** A time without milliseconds may be any moment of its second. */
    private static @Nullable Instant createdAt(JsonNode node) {
        try {
            Instant time =
                    OffsetDateTime.parse(node.path("created_at").asText("")).toInstant();
            for (ChronoUnit unit : List.of(ChronoUnit.SECONDS, ChronoUnit.MILLIS)) {
                if (time.equals(time.truncatedTo(unit))) {
                    return time.plus(1, unit).minusNanos(1);
                }
            }
            return time;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
