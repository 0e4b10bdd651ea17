package io.shiponce.carrier.simulated;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.simulated.Reaction.Answer;
import io.shiponce.carrier.simulated.ShipEngineOrder.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ShipEngine's interface, as far as labels are bought, found, fetched and voided by it. At level 2 it refuses a second purchase with
 * an external shipment id that it has seen, voided or not, with the documented error; at level 1 it sells again.
 *
 * <p>Stateless and safe for any thread.
 */
final class ShipEngineFace implements Face {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LABELS = "/v1/labels";
    private static final Pattern BY_REFERENCE = Pattern.compile("/v1/(labels|shipments)/external_shipment_id/([^/]+)");
    private static final Pattern VOID = Pattern.compile("/v1/labels/([^/]+)/void");
    private static final Pattern FILE = Pattern.compile("/v1/downloads/([^/]+)/label\\.(pdf|zpl)");

    @Override
    public Wish read(Request request) {
        Matcher file = FILE.matcher(request.path());
        if (file.matches() && request.method().equals("GET")) {
            return file(file.group(1), file.group(2));
        }
        if (request.header("API-Key").filter(key -> !key.isBlank()).isEmpty()) {
            return settled(401, "security", "unauthorized", "an API key is needed");
        }
        Matcher reference = BY_REFERENCE.matcher(request.path());
        Matcher voiding = VOID.matcher(request.path());
        String call = request.method() + " " + request.path();
        if (call.equals("POST " + LABELS)) {
            return buy(request);
        } else if (call.equals("GET " + LABELS)) {
            return list(request);
        } else if (request.method().equals("GET") && reference.matches()) {
            return byReference(reference.group(1), reference.group(2));
        } else if (request.method().equals("PUT") && voiding.matches()) {
            return voiding(voiding.group(1));
        }
        return settled(404, "validation", "unspecified", "no such endpoint");
    }

    private static Wish buy(Request request) {
        ShipEngineOrder order = ShipEngineOrder.read(request.body());
        if (!order.problems().isEmpty()) {
            return new Wish.Settled(problems(order.problems()));
        }
        String host = request.header("Host").orElse("localhost");
        return new Wish.Create(List.of(order.reference()), bookings -> {
            Book.Booking booking = bookings.get(0);
            if (booking.kind() == Book.Booking.Kind.TAKEN) {
                return error(400, "business_rules", "identifier_conflict", "external_shipment_id has been used before");
            }
            return ok(ShipEngineLabels.bought(booking.line(), order, host));
        });
    }

    private static Wish byReference(String what, String encoded) {
        Optional<String> given = Request.decoded(encoded.replace("+", "%2B"));
        if (given.isEmpty()) {
            return settled(400, "validation", "invalid_identifier", "the external id cannot be read");
        }
        String reference = given.get();
        Answer none = notFound();
        return new Wish.Find(
                what + " " + reference,
                book -> {
                    List<Book.Held> held = book.find(reference);
                    if (held.isEmpty()) {
                        return none;
                    }
                    return ok(
                            what.equals("labels")
                                    ? ShipEngineLabels.label(held.get(0))
                                    : ShipEngineLabels.shipment(held.get(0).line()));
                },
                none);
    }

    private static Wish list(Request request) {
        Optional<String> shipment = request.parameter("shipment_id");
        Optional<String> number = shipment.isPresent()
                ? shipment.map(id -> ShipEngineLabels.trackingNumber(
                        ShipEngineLabels.countOfShipment(id).orElse(0)))
                : request.parameter("tracking_number");
        if (number.isEmpty()) {
            return settled(400, "validation", "field_value_required", "shipment_id or tracking_number is needed here");
        }
        return new Wish.Find(
                "list " + number.get(),
                book -> ok(ShipEngineLabels.list(book.numbered(number.get()).stream()
                        .map(ShipEngineLabels::label)
                        .toList())),
                ok(ShipEngineLabels.list(List.of())));
    }

    private static Wish voiding(String labelId) {
        OptionalLong count = ShipEngineLabels.countOfLabel(labelId);
        if (count.isEmpty()) {
            return new Wish.Settled(notFound());
        }
        return new Wish.Cancel(
                ShipEngineLabels.trackingNumber(count.getAsLong()), cancellation -> switch (cancellation) {
                    case CANCELLED ->
                        ok(JSON.createObjectNode().put("approved", true).put("message", "voided"));
                    case CANCELLED_BEFORE ->
                        ok(JSON.createObjectNode()
                                .put("approved", false)
                                .put("message", "voided before")
                                .put("reason_code", "label_already_voided"));
                    case UNKNOWN -> notFound();
                });
    }

    private static Wish file(String labelId, String format) {
        OptionalLong count = ShipEngineLabels.countOfLabel(labelId);
        String number = ShipEngineLabels.trackingNumber(count.orElse(0));
        return new Wish.Find(
                "file " + labelId,
                book -> book.numbered(number).isEmpty()
                        ? notFound()
                        : new Answer(
                                200,
                                ShipEngineLabels.mediaType(format),
                                List.of(),
                                ShipEngineLabels.file(format, number)),
                notFound());
    }

    @Override
    public String trackingNumber(long count) {
        return ShipEngineLabels.trackingNumber(count);
    }

    @Override
    public Answer trouble(Trouble trouble, List<String> headers) {
        Answer answer = switch (trouble) {
            case ERROR -> error(500, "system", "unspecified", "simulated error");
            case BUSY -> error(503, "system", "unspecified", "simulated overload");
            case TOO_MANY -> error(429, "system", "rate_limit_exceeded", "simulated limit");
            case REFUSED -> error(400, "validation", "invalid_address", "simulated refusal");
            case CONFLICT -> error(409, "business_rules", "identifier_conflict", "simulated conflict");
            case HOLLOW -> ok(JSON.createObjectNode().put("status", "completed"));
        };
        return answer.with(headers);
    }

    @Override
    public Answer unreadable(int status, String title) {
        return error(status, "validation", "unspecified", title);
    }

    private static Wish settled(int status, String type, String code, String message) {
        return new Wish.Settled(error(status, type, code, message));
    }

    private static Answer notFound() {
        return error(404, "validation", "invalid_identifier", "there is none");
    }

    private static Answer ok(ObjectNode body) {
        return Answer.json(200, body.toString());
    }

    private static Answer error(int status, String type, String code, String message) {
        return errors(status, type, List.of(new Problem(code, "", message)));
    }

    private static Answer problems(List<Problem> problems) {
        return errors(400, "validation", problems);
    }

    private static Answer errors(int status, String type, List<Problem> problems) {
        ObjectNode body = JSON.createObjectNode();
        body.put(
                "request_id",
                UUID.nameUUIDFromBytes(problems.toString().getBytes(StandardCharsets.UTF_8))
                        .toString());
        ArrayNode errors = body.putArray("errors");
        for (Problem problem : problems) {
            ObjectNode error = errors.addObject()
                    .put("error_source", "shipengine")
                    .put("error_type", type)
                    .put("error_code", problem.code())
                    .put("message", problem.message());
            if (!problem.field().isEmpty()) {
                error.put("field_name", problem.field());
            }
        }
        return Answer.json(status, body.toString());
    }
}
