package io.shiponce.carrier.shipengine;

import io.shiponce.carrier.http.Reply;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Answers as ShipEngine's description has them, as far as the adapter looks at them. */
final class Answers {
    private Answers() {}

    /** A label that was bought. */
    static String label(String reference, String number) {
        return label("se-1", "se-100", reference, "completed", false, number);
    }

    /** Any label; null leaves a field out. */
    static String label(
            String labelId, String shipmentId, String reference, String status, boolean voided, String number) {
        return "{\"label_id\":\"" + labelId + "\",\"status\":\"" + status + "\",\"shipment_id\":\"" + shipmentId + "\""
                + field("external_shipment_id", reference)
                + ",\"created_at\":\"2026-11-28T10:00:00Z\",\"voided\":" + voided
                + field("tracking_number", number) + "}";
    }

    private static String field(String name, String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }

    /** The same answer with more fields. */
    static String with(String json, String more) {
        return json.substring(0, json.length() - 1) + "," + more + "}";
    }

    static String packages(String... numbers) {
        return List.of(numbers).stream()
                .map(number -> number.isEmpty() ? "{\"sequence\":1}" : "{\"tracking_number\":\"" + number + "\"}")
                .collect(Collectors.joining(",", "\"packages\":[", "]"));
    }

    static String list(String... labels) {
        return String.format(
                Locale.ROOT,
                "{\"labels\":[%s],\"total\":%d,\"page\":1,\"pages\":1}",
                String.join(",", labels),
                labels.length);
    }

    static String shipment(String reference) {
        return "{\"shipment_id\":\"se-100\",\"external_shipment_id\":\"" + reference
                + "\",\"shipment_status\":\"pending\"}";
    }

    /** An error answer; each error as {@code source/type/code}. */
    static String errors(String... errors) {
        return List.of(errors).stream()
                .map(error -> error.split("/", 3))
                .map(parts -> "{\"error_source\":\"" + parts[0] + "\",\"error_type\":\"" + parts[1]
                        + "\",\"error_code\":\"" + parts[2] + "\",\"message\":\"something\"}")
                .collect(Collectors.joining(
                        ",", "{\"request_id\":\"aa3d8e8e-462b-4476-9618-72db7f7b7009\",\"errors\":[", "]}"));
    }

    static String notFound() {
        return errors("shipengine/validation/invalid_identifier");
    }

    static Reply.Answer answer(int status, String body) {
        return Reply.Answer.of(status, body);
    }
}
