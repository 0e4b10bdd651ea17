package io.shiponce.carrier.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.carrier.simulated.DhlShipments.Finding;
import io.shiponce.carrier.simulated.Reaction.Answer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The interface of DHL Parcel DE Shipping, version 2, as far as shipments are created, checked and cancelled by it: up to thirty
 * in one request, each with a status of its own. With {@code validate=true} nothing is created. A reference is taken as often as
 * it comes, and nothing is found by it.
 *
 * <p>Any credentials are taken, none are not. Stateless and safe for any thread.
 */
final class DhlFace implements Face {
    static final String PATH = "/parcel/de/shipping/v2";
    private static final String LOGIN = "/parcel/de/account/auth/ropc/v1/token";
    private static final String TOKEN = "simulated-token";
    private static final int MAX_SHIPMENTS = 30;
    private static final int MAX_PROFILE = 35;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> FLAG = Set.of("true", "false");
    private static final Set<String> PRINT_FORMATS = Set.of(
            "A4",
            "910-300-600",
            "910-300-610",
            "910-300-700",
            "910-300-700-oz",
            "910-300-710",
            "910-300-300",
            "910-300-300-oz",
            "910-300-400",
            "910-300-410",
            "100x70mm");
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "validate", FLAG,
            "mustEncode", FLAG,
            "combine", FLAG,
            "includeDocs", Set.of("include", "URL"),
            "docFormat", Set.of("PDF", "ZPL2"),
            "printFormat", PRINT_FORMATS,
            "retourePrintFormat", PRINT_FORMATS);

    @Override
    public Wish read(Request request) {
        String call = request.method() + " " + request.path();
        if (call.equals("POST " + LOGIN)) {
            return new Wish.Settled(login(request.body()));
        }
        if (call.equals("GET " + PATH + "/labels")) {
            return document(request);
        }
        if (!request.path().equals(PATH + "/orders")) {
            return settled(404, "Not Found", "no such path");
        }
        if (!isAuthorized(request)) {
            return settled(401, "Unauthorized", "an API key with a user and a password, or a token, is needed");
        }
        return switch (request.method()) {
            case "POST" -> order(request);
            case "DELETE" -> cancel(request);
            default -> settled(404, "Not Found", "only POST and DELETE are simulated");
        };
    }

    private static Answer login(String form) {
        for (String part : List.of("grant_type=password", "client_id=", "client_secret=", "username=", "password=")) {
            if (!("&" + form).contains("&" + part)) {
                return DhlAnswers.problem(401, "Unauthorized", part + " is needed");
            }
        }
        return Answer.json(
                200,
                JSON.createObjectNode()
                        .put("access_token", TOKEN)
                        .put("token_type", "Bearer")
                        .put("expires_in", 1_799)
                        .toString());
    }

    private static boolean isAuthorized(Request request) {
        String given = request.header("Authorization").orElse("");
        boolean hasKey =
                request.header("dhl-api-key").filter(key -> !key.isBlank()).isPresent();
        return given.equals("Bearer " + TOKEN) || (hasKey && given.matches("Basic .+"));
    }

    private static Wish order(Request request) {
        Optional<String> wrong = wrongParameter(request);
        if (wrong.isPresent()) {
            return refusedWhole(wrong.get() + " cannot be so");
        }
        JsonNode order = parsed(request.body());
        JsonNode profile = order.path("profile");
        JsonNode shipments = order.path("shipments");
        if (!profile.isTextual() || profile.textValue().length() > MAX_PROFILE) {
            return refusedWhole("profile must be a text of at most " + MAX_PROFILE + " characters");
        }
        if (!shipments.isArray() || shipments.isEmpty() || shipments.size() > MAX_SHIPMENTS) {
            return refusedWhole("shipments must hold 1 to " + MAX_SHIPMENTS);
        }
        boolean mustEncode = isSet(request, "mustEncode");
        List<List<Finding>> findings = new ArrayList<>();
        shipments.forEach(shipment -> findings.add(DhlShipments.check(shipment, mustEncode)));
        Iterator<JsonNode> each = shipments.elements();
        List<String> references = findings.stream()
                .map(found -> Map.entry(each.next(), found))
                .filter(entry -> DhlShipments.isTaken(entry.getValue()))
                .map(entry -> reference(entry.getKey()))
                .toList();
        if (references.isEmpty() || isSet(request, "validate")) {
            return new Wish.Settled(DhlAnswers.ofOrder(findings, List.of(), shipments, request));
        }
        return new Wish.Create(references, bookings -> DhlAnswers.ofOrder(findings, bookings, shipments, request));
    }

    private static Optional<String> wrongParameter(Request request) {
        return PARAMETERS.entrySet().stream()
                .filter(known -> request.parameter(known.getKey())
                        .filter(value -> !known.getValue().contains(value))
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isSet(Request request, String flag) {
        return request.parameter(flag).filter("true"::equals).isPresent();
    }

    /** What stands in the ledger for it; the ledger has one line for each create, with columns. */
    private static String reference(JsonNode shipment) {
        String reference = shipment.path("refNo").asText("").replaceAll("\\p{Cntrl}", " ");
        return reference.isEmpty() ? "none" : reference;
    }

    private static Wish cancel(Request request) {
        Optional<String> number = request.parameter("shipment");
        if (request.parameter("profile").isEmpty() || number.isEmpty()) {
            return refusedWhole("profile and shipment must be given");
        }
        return new Wish.Cancel(
                number.get(),
                cancellation -> DhlAnswers.ofCancel(number.get(), cancellation == Book.Cancellation.CANCELLED));
    }

    private static Wish document(Request request) {
        Answer none = DhlAnswers.problem(404, "Not Found", "no such document");
        Optional<String> number = request.parameter("token");
        return number.isEmpty()
                ? new Wish.Settled(none)
                : new Wish.Find(
                        "document " + number.get(),
                        book -> book.numbered(number.get()).isEmpty()
                                ? none
                                : new Answer(
                                        200,
                                        "application/pdf",
                                        List.of(),
                                        PlainPdf.of("Simulated label " + number.get())),
                        none);
    }

    @Override
    public String trackingNumber(long count) {
        return String.format(Locale.ROOT, "00340434%012d", count);
    }

    @Override
    public Answer trouble(Trouble trouble, List<String> headers) {
        Answer answer = switch (trouble) {
            case ERROR -> DhlAnswers.problem(500, "Internal Server Error", "simulated error");
            case BUSY -> DhlAnswers.problem(503, "Service Unavailable", "simulated overload");
            case TOO_MANY -> DhlAnswers.problem(429, "Too Many Requests", "simulated limit");
            case REFUSED -> DhlAnswers.refusal("simulated refusal");
            case CONFLICT -> DhlAnswers.problem(409, "Conflict", "simulated conflict");
            case HOLLOW -> DhlAnswers.withoutItems();
        };
        return answer.with(headers);
    }

    @Override
    public Answer unreadable(int status, String title) {
        return DhlAnswers.problem(status, "Bad Request", title);
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static Wish settled(int status, String title, String detail) {
        return new Wish.Settled(DhlAnswers.problem(status, title, detail));
    }

    /** The whole request is wrong: no shipment of it has a status of its own. */
    private static Wish refusedWhole(String detail) {
        return new Wish.Settled(DhlAnswers.refusal(detail));
    }
}
