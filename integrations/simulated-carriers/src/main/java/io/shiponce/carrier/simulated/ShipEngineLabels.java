package io.shiponce.carrier.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How ShipEngine words labels and shipments. Everything is told from the ledger: the n-th consignment has the n-th tracking number,
 * label id and shipment id; so a restarted carrier says the same.
 *
 * <p>Stateless and safe for any thread.
 */
final class ShipEngineLabels {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NUMBER = Pattern.compile("1ZSIM([0-9]{12})");
    private static final Pattern LABEL_ID = Pattern.compile("se-1([0-9]{12})");
    private static final Pattern SHIPMENT_ID = Pattern.compile("se-2([0-9]{12})");
    private static final String LINKS = "https://api.shipengine.com/v1/labels?page=1";

    private ShipEngineLabels() {}

    static String trackingNumber(long count) {
        return String.format(Locale.ROOT, "1ZSIM%012d", count);
    }

    static String labelId(String trackingNumber) {
        return String.format(
                Locale.ROOT, "se-1%012d", count(NUMBER, trackingNumber).orElseThrow());
    }

    /** Empty for what is not such an id. */
    static OptionalLong countOfLabel(String labelId) {
        return count(LABEL_ID, labelId);
    }

    /** Empty for what is not such an id. */
    static OptionalLong countOfShipment(String shipmentId) {
        return count(SHIPMENT_ID, shipmentId);
    }

    private static OptionalLong count(Pattern pattern, String id) {
        Matcher matcher = pattern.matcher(id);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static String shipmentId(LedgerLine line) {
        return String.format(
                Locale.ROOT, "se-2%012d", count(NUMBER, line.trackingNumber()).orElseThrow());
    }

    /** A label as a look-up shows it. */
    static ObjectNode label(Book.Held held) {
        LedgerLine line = held.line();
        ObjectNode label = JSON.createObjectNode();
        label.put("label_id", labelId(line.trackingNumber()));
        label.put("status", held.cancelled() ? "voided" : "completed");
        label.put("shipment_id", shipmentId(line));
        label.put("external_shipment_id", line.reference());
        label.put("ship_date", day(line.time()));
        label.put("created_at", line.time().toString());
        label.put("tracking_number", line.trackingNumber());
        label.put("is_return_label", false);
        label.put("voided", held.cancelled());
        label.putNull("voided_at");
        label.put("trackable", true);
        label.put("carrier_code", "simulated");
        label.put("tracking_status", "unknown");
        return label;
    }

    /** A label as its purchase shows it. */
    static ObjectNode bought(LedgerLine line, ShipEngineOrder order, String host) {
        JsonNode shipment = order.shipment();
        ObjectNode label = label(new Book.Held(line, false));
        label.putNull("external_order_id");
        label.set("shipment_cost", money());
        label.set("insurance_cost", money());
        label.putNull("rma_number");
        String to = shipment.at("/ship_to/country_code").asText();
        label.put(
                "is_international",
                !shipment.at("/ship_from/country_code").asText(to).equals(to));
        label.put("batch_id", "se-0");
        label.set("carrier_id", shipment.path("carrier_id"));
        label.set("service_code", shipment.path("service_code"));
        label.put("package_code", shipment.at("/packages/0/package_code").asText("package"));
        label.put("charge_event", "carrier_default");
        label.put("label_format", order.word("label_format", "pdf"));
        label.put("display_scheme", "label");
        label.put("label_layout", order.word("label_layout", "4x6"));
        for (String none : List.of(
                "label_image_id", "form_download", "qr_code_download", "paperless_download", "insurance_claim")) {
            label.putNull(none);
        }
        label.set("label_download", download(line, order, host));
        label.set("packages", packages(line, shipment));
        label.set("ship_to", shipment.path("ship_to"));
        return label;
    }

    private static ArrayNode packages(LedgerLine line, JsonNode shipment) {
        ArrayNode packages = JSON.createArrayNode();
        for (JsonNode asked : shipment.path("packages")) {
            int n = packages.size() + 1;
            ObjectNode parcel = packages.addObject().put("package_id", n);
            for (String field : List.of("package_code", "weight", "dimensions")) {
                if (asked.hasNonNull(field)) {
                    parcel.set(field, asked.path(field));
                }
            }
            parcel.set("insured_value", money());
            parcel.put("tracking_number", n == 1 ? line.trackingNumber() : line.trackingNumber() + "-" + n);
            parcel.put("sequence", n);
        }
        return packages;
    }

    private static ObjectNode money() {
        return JSON.createObjectNode().put("currency", "usd").put("amount", 0);
    }

    private static ObjectNode download(LedgerLine line, ShipEngineOrder order, String host) {
        String format = order.word("label_format", "pdf");
        ObjectNode download = JSON.createObjectNode();
        if (order.word("label_download_type", "url").equals("inline")) {
            String base64 = Base64.getEncoder()
                    .encodeToString(file(format, line.trackingNumber()).getBytes(StandardCharsets.US_ASCII));
            return download.put("href", "data:" + mediaType(format) + ";base64," + base64);
        }
        String place = "http://" + host + "/v1/downloads/" + labelId(line.trackingNumber()) + "/label." + format;
        return download.put(format, place).put("href", place);
    }

    static String mediaType(String format) {
        return "application/" + format;
    }

    /** A label to look at: the tracking number, and nobody's address. */
    static String file(String format, String trackingNumber) {
        return format.equals("zpl")
                ? "^XA^FO50,50^ADN,36,20^FD" + trackingNumber + "^FS^XZ"
                : PlainPdf.of("Simulated label " + trackingNumber);
    }

    /** A page of a list; only one, whatever its size. */
    static ObjectNode list(List<ObjectNode> labels) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode list = page.putArray("labels");
        labels.forEach(list::add);
        page.put("total", labels.size()).put("page", 1).put("pages", labels.isEmpty() ? 0 : 1);
        ObjectNode links = page.putObject("links");
        links.putObject("first").put("href", LINKS);
        links.putObject("last").put("href", LINKS);
        links.putObject("prev");
        links.putObject("next");
        return page;
    }

    /** A shipment under its external id. What was in it is not in the ledger: the rest stands for it. */
    static ObjectNode shipment(LedgerLine line) {
        ObjectNode shipment = JSON.createObjectNode();
        shipment.put("shipment_id", shipmentId(line)).put("external_shipment_id", line.reference());
        shipment.put("carrier_id", "se-1").put("service_code", "simulated");
        shipment.put("ship_date", day(line.time()));
        shipment.put("created_at", line.time().toString());
        shipment.put("modified_at", line.time().toString());
        shipment.put("shipment_status", "label_purchased");
        for (String place : List.of("ship_to", "ship_from", "return_to")) {
            shipment.putObject(place)
                    .put("name", "Simulated")
                    .put("phone", "0")
                    .put("address_line1", "Simulated")
                    .put("city_locality", "Simulated")
                    .put("state_province", "Simulated")
                    .put("postal_code", "0")
                    .put("country_code", "US");
        }
        shipment.putNull("warehouse_id").put("confirmation", "none").putNull("customs");
        shipment.putObject("advanced_options");
        shipment.put("insurance_provider", "none").putArray("tags");
        shipment.putArray("packages").addObject().set("weight", weight());
        shipment.set("total_weight", weight());
        return shipment;
    }

    private static ObjectNode weight() {
        return JSON.createObjectNode().put("value", 1).put("unit", "gram");
    }

    private static String day(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS).toString();
    }
}
