package io.shiponce.carrier.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.simulated.DhlShipments.Finding;
import io.shiponce.carrier.simulated.Reaction.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How DHL words its answers: a status for the whole, and one for each shipment. Stateless and safe for any thread. */
final class DhlAnswers {
    private static final String OK = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String HARD_ERROR = "Hard validation error";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DhlAnswers() {}

    /** One status for each shipment, in their order; {@code bookings} are those that were taken, none in a dry run. */
    static Answer ofOrder(
            List<List<Finding>> findings, List<Book.Booking> bookings, JsonNode shipments, Request request) {
        Iterator<Book.Booking> executed = bookings.iterator();
        ArrayNode items = JSON.createArrayNode();
        boolean allTaken = true;
        for (int i = 0; i < findings.size(); i++) {
            boolean taken = DhlShipments.isTaken(findings.get(i));
            allTaken &= taken;
            ObjectNode item = items.addObject();
            item.set("sstatus", taken ? status(200, "OK", "") : status(400, "Bad Request", HARD_ERROR));
            if (taken && executed.hasNext()) {
                created(item, executed.next().line(), shipments.get(i), request);
            }
            messages(item, findings.get(i));
        }
        if (findings.size() > 1) {
            return body(207, allTaken ? OK : PROBLEM, status(207, "Multi-Status", ""), items);
        }
        return allTaken
                ? body(200, OK, status(200, "OK", "The Webservice call ran successfully."), items)
                : body(400, PROBLEM, status(400, "Bad Request", HARD_ERROR), items);
    }

    private static void created(ObjectNode item, LedgerLine line, JsonNode shipment, Request request) {
        item.put("shipmentNo", line.trackingNumber());
        item.put("shipmentRefNo", line.reference());
        boolean zpl = request.parameter("docFormat").filter("ZPL2"::equals).isPresent();
        boolean link = request.parameter("includeDocs").filter("URL"::equals).isPresent();
        item.set("label", printed("Simulated label ", line.trackingNumber(), zpl, link, request));
        if (shipment.has("customs") && shipment.path("product").asText().equals("V53WPAK")) {
            item.set("customsDoc", printed("Simulated CN23 ", line.trackingNumber(), false, link, request));
        }
    }

    private static ObjectNode printed(String title, String number, boolean zpl, boolean link, Request request) {
        ObjectNode document = JSON.createObjectNode().put("fileFormat", zpl ? "ZPL2" : "PDF");
        if (link) {
            String host = request.header("Host").orElse("localhost");
            return document.put("url", "http://" + host + DhlFace.PATH + "/labels?token=" + number);
        }
        if (zpl) {
            return document.put("zpl2", "^XA^FO50,50^ADN,36,20^FD" + title + number + "^FS^XZ");
        }
        byte[] pdf = PlainPdf.of(title + number).getBytes(StandardCharsets.US_ASCII);
        return document.put("b64", Base64.getEncoder().encodeToString(pdf));
    }

    private static void messages(ObjectNode item, List<Finding> findings) {
        if (!findings.isEmpty()) {
            ArrayNode messages = item.putArray("validationMessages");
            findings.forEach(finding -> messages.addObject()
                    .put("property", finding.property())
                    .put("validationMessage", finding.message())
                    .put("validationState", finding.isWarning() ? "Warning" : "Error"));
        }
    }

    static Answer ofCancel(String number, boolean done) {
        ArrayNode items = JSON.createArrayNode();
        ObjectNode item = items.addObject().put("shipmentNo", number);
        item.set("sstatus", done ? status(200, "OK", "") : status(400, "Bad Request", "Unknown shipment number."));
        return done
                ? body(200, OK, status(200, "OK", ""), items)
                : body(400, PROBLEM, status(400, "Bad Request", ""), items);
    }

    /** As if several shipments had been asked for, and none answered. */
    static Answer withoutItems() {
        return body(207, OK, status(207, "Multi-Status", ""), JSON.createArrayNode());
    }

    /** The whole request is wrong: no shipment of it has a status of its own. */
    static Answer refusal(String detail) {
        return body(400, PROBLEM, status(400, "Bad Request", detail), null);
    }

    static Answer problem(int status, String title, String detail) {
        return new Answer(
                status, PROBLEM, List.of(), status(status, title, detail).toString());
    }

    private static Answer body(int status, String mediaType, ObjectNode whole, @Nullable ArrayNode items) {
        ObjectNode body = JSON.createObjectNode();
        body.set("status", whole);
        if (items != null) {
            body.set("items", items);
        }
        return new Answer(status, mediaType, List.of(), body.toString());
    }

    private static ObjectNode status(int code, String title, String detail) {
        ObjectNode status = JSON.createObjectNode()
                .put("title", title)
                .put("statusCode", code)
                .put("status", code);
        return detail.isEmpty() ? status : status.put("detail", detail);
    }
}
