package io.shiponce.carrier.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.simulated.Reaction.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The reference carrier's interface. Stateless and safe for any thread. */
final class ReferenceFace implements Face {
    private static final String CONSIGNMENTS = "/v1/consignments";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1,100}");

    private final int level;

    ReferenceFace(int level) {
        this.level = level;
    }

    @Override
    public Wish read(Request request) {
        String path = request.path();
        if (path.equals(CONSIGNMENTS)) {
            return switch (request.method()) {
                case "POST" -> create(request);
                case "GET" -> find(request);
                default -> settled(405, "only POST and GET");
            };
        }
        if (path.startsWith(CONSIGNMENTS + "/")) {
            return request.method().equals("DELETE")
                    ? cancel(path.substring(CONSIGNMENTS.length() + 1))
                    : settled(405, "only DELETE");
        }
        return settled(404, "no such path");
    }

    private static Wish create(Request request) {
        Optional<String> given = reference(request.body());
        if (given.isEmpty()) {
            return settled(400, "reference must be 1 to 100 printable characters without a space, in a JSON object");
        }
        if (!request.header("Idempotency-Key").equals(given)) {
            return settled(400, "Idempotency-Key must be the reference");
        }
        return new Wish.Create(List.of(given.get()), bookings -> created(bookings.get(0)));
    }

    private static Answer created(Book.Booking booking) {
        return switch (booking.kind()) {
            case EXECUTED ->
                Answer.json(201, shown(new Book.Held(booking.line(), false)).toString());
            case REPEATED ->
                Answer.json(200, shown(new Book.Held(booking.line(), false)).toString());
            case TAKEN -> problem(409, "this reference was used before");
        };
    }

    private Wish find(Request request) {
        if (level == 0) {
            return settled(501, "this carrier offers no look-up");
        }
        Optional<String> reference = request.parameter("reference");
        return reference.isEmpty()
                ? settled(400, "reference must be given")
                : new Wish.Find(reference.get(), book -> list(book.find(reference.get())), list(List.of()));
    }

    private static Wish cancel(String encoded) {
        Optional<String> trackingNumber = Request.decoded(encoded);
        return trackingNumber.isEmpty()
                ? settled(400, "the tracking number cannot be read")
                : new Wish.Cancel(trackingNumber.get(), cancellation -> switch (cancellation) {
                    case CANCELLED, CANCELLED_BEFORE -> Answer.json(204, "");
                    case UNKNOWN -> problem(404, "no such tracking number");
                });
    }

    @Override
    public String trackingNumber(long count) {
        return String.format(Locale.ROOT, "SIM%010d", count);
    }

    @Override
    public Answer trouble(Trouble trouble, List<String> headers) {
        Answer answer = switch (trouble) {
            case ERROR -> problem(500, "simulated error");
            case BUSY -> problem(503, "simulated overload");
            case TOO_MANY -> problem(429, "simulated limit");
            case REFUSED -> problem(422, "simulated refusal");
            case CONFLICT -> problem(409, "simulated conflict");
            case HOLLOW -> Answer.json(201, "{}");
        };
        return answer.with(headers);
    }

    @Override
    public Answer unreadable(int status, String title) {
        return problem(status, title);
    }

    private static Answer list(List<Book.Held> found) {
        ArrayNode list = JSON.createArrayNode();
        found.forEach(held -> list.add(shown(held)));
        return Answer.json(
                200, JSON.createObjectNode().set("consignments", list).toString());
    }

    private static ObjectNode shown(Book.Held held) {
        return JSON.createObjectNode()
                .put("reference", held.line().reference())
                .put("trackingNumber", held.line().trackingNumber())
                .put("createdAt", held.line().time().toString())
                .put("voided", held.cancelled());
    }

    private static Wish settled(int status, String title) {
        return new Wish.Settled(problem(status, title));
    }

    private static Answer problem(int status, String title) {
        return Answer.json(status, JSON.createObjectNode().put("title", title).toString());
    }

    private static Optional<String> reference(String body) {
        try {
            JsonNode value = JSON.readTree(body).path("reference");
            return Optional.of(value)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .filter(text -> REFERENCE.matcher(text).matches());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
