package io.shiponce.examples.carrier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.examples.carrier.Fault.Phase;
import io.shiponce.examples.carrier.Reaction.Answer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides what the carrier does about each request: the interface's rules, bent by the faults.
 *
 * <p>Safe for any thread; takes as long as the latency says, asleep. Interrupted, it does nothing more: what was executed by
 * then stands in the ledger.
 */
final class Desk {
    static final String CONSIGNMENTS = "/v1/consignments";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final List<List<String>> TOO_MANY_HEADERS = List.of(
            List.of("Retry-After: 1"), List.of(), List.of("Retry-After: soon"), List.of("Retry-After: Retry-After: 1"));

    private final CarrierSettings settings;
    private final Book book;
    private final Dice dice;

    Desk(CarrierSettings settings, Book book) {
        this.settings = settings;
        this.book = book;
        this.dice = new Dice(settings.seed(), settings.faults());
    }

    Reaction react(Request request) throws IOException, InterruptedException {
        String path = request.path();
        if (path.equals(CONSIGNMENTS)) {
            return switch (request.method()) {
                case "POST" -> create(request);
                case "GET" -> find(request);
                default -> problem(405, "only POST and GET");
            };
        }
        if (path.startsWith(CONSIGNMENTS + "/")) {
            return request.method().equals("DELETE")
                    ? cancel(path.substring(CONSIGNMENTS.length() + 1))
                    : problem(405, "only DELETE");
        }
        return problem(404, "no such path");
    }

    private Reaction create(Request request) throws IOException, InterruptedException {
        Optional<String> given = reference(request.body());
        if (given.isEmpty()) {
            return problem(400, "reference must be 1 to 100 printable characters without a space, in a JSON object");
        }
        String reference = given.get();
        if (!request.header("Idempotency-Key").equals(given)) {
            return problem(400, "Idempotency-Key must be the reference");
        }
        Dice.Roll roll = dice.next("POST", reference);
        Duration half = latency(roll).dividedBy(2);
        pause(half);
        Reaction reaction = execute(reference, roll);
        pause(half);
        return reaction;
    }

    private Reaction execute(String reference, Dice.Roll roll) throws IOException, InterruptedException {
        Optional<Fault.Kind> before = roll.fault(Phase.BEFORE);
        if (before.isEmpty() && !book.find(reference).isEmpty()) {
            before = roll.fault(Phase.REPEAT);
        }
        if (before.isPresent()) {
            return disturbed(before.get(), roll, problem(500, "never sent"));
        }
        Book.Booking booking = book.create(reference);
        Answer usual = switch (booking.kind()) {
            case EXECUTED ->
                Answer.of(201, shown(new Book.Held(booking.line(), false)).toString());
            case REPEATED ->
                Answer.of(200, shown(new Book.Held(booking.line(), false)).toString());
            case TAKEN -> problem(409, "this reference was used before");
        };
        Optional<Fault.Kind> after = roll.fault(Phase.AFTER);
        return after.isPresent() ? disturbed(after.get(), roll, usual) : usual;
    }

    private Reaction find(Request request) throws InterruptedException {
        if (settings.level() == 0) {
            return problem(501, "this carrier offers no look-up");
        }
        Optional<String> reference = parameter(request.query(), "reference");
        if (reference.isEmpty()) {
            return problem(400, "reference must be given");
        }
        Dice.Roll roll = dice.next("GET", reference.get());
        pause(latency(roll));
        ArrayNode list = JSON.createArrayNode();
        book.find(reference.get()).forEach(held -> list.add(shown(held)));
        Answer usual =
                Answer.of(200, JSON.createObjectNode().set("consignments", list).toString());
        Optional<Fault.Kind> fault = roll.fault(Phase.LOOKUP);
        return fault.isPresent() ? disturbed(fault.get(), roll, usual) : usual;
    }

    private Reaction cancel(String encoded) throws IOException, InterruptedException {
        Optional<String> trackingNumber = decoded(encoded);
        if (trackingNumber.isEmpty()) {
            return problem(400, "the tracking number cannot be read");
        }
        pause(latency(dice.next("DELETE", trackingNumber.get())));
        return book.cancel(trackingNumber.get()) ? Answer.of(204, "") : problem(404, "no such tracking number");
    }

    private Reaction disturbed(Fault.Kind kind, Dice.Roll roll, Answer usual) throws InterruptedException {
        return switch (kind) {
            case CUT_BEFORE, CUT_AFTER -> new Reaction.Cut();
            case HANG_BEFORE, HANG -> new Reaction.Hang();
            case ERROR_BEFORE, ERROR_AFTER, LOOKUP_ERROR -> problem(500, "simulated error");
            case BUSY -> new Answer(503, List.of("Retry-After: 1"), title("simulated overload"));
            case TOO_MANY -> new Answer(429, tooMany(roll), title("simulated limit"));
            case REJECT, REFUSE_REPEAT -> problem(422, "simulated refusal");
            case CONFLICT -> problem(409, "simulated conflict");
            case GARBLED ->
                Answer.of(usual.status(), usual.body().substring(0, usual.body().length() / 2));
            case SLOW -> {
                pause(settings.slowBy());
                yield usual;
            }
            case LOOKUP_LAG -> Answer.of(200, "{\"consignments\":[]}");
        };
    }

    private static List<String> tooMany(Dice.Roll roll) {
        return TOO_MANY_HEADERS.get((int) (roll.draw("Retry-After") * TOO_MANY_HEADERS.size()));
    }

    private static ObjectNode shown(Book.Held held) {
        return JSON.createObjectNode()
                .put("reference", held.line().reference())
                .put("trackingNumber", held.line().trackingNumber())
                .put("createdAt", held.line().time().toString())
                .put("voided", held.cancelled());
    }

    private static Answer problem(int status, String title) {
        return Answer.of(status, title(title));
    }

    static String title(String title) {
        return JSON.createObjectNode().put("title", title).toString();
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

    private static Optional<String> parameter(String query, String name) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String encoded) {
        try {
            return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8))
                    .filter(text -> !text.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Duration latency(Dice.Roll roll) {
        long jitter = (long) (settings.jitter().toNanos() * roll.draw("jitter"));
        return settings.latency().plusNanos(jitter);
    }

    private static void pause(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
    }
}
