package io.shiponce.testkit;

import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.ScriptedReaction.Ending;
import io.shiponce.testkit.SendSituation.Carrier;
import io.shiponce.testkit.SendSituation.Way;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that the adapter contract lets happen to a send: what the author declared, and what carriers do besides. */
final class SendSituations {
    private static final Set<SendKind> UNKNOWN = EnumSet.of(SendKind.UNKNOWN);
    private static final String HTML = "<html><body>Bad Gateway</body></html>";
    private static final List<Integer> STATUSES =
            List.of(400, 401, 402, 403, 404, 405, 408, 409, 413, 415, 421, 422, 424, 425, 429, 500, 501, 502, 503, 504);

    /** Those after which some clients send again by themselves. */
    private static final Set<Integer> TEMPTING = Set.of(301, 302, 303, 307, 308, 401, 408, 421, 425, 429, 500, 503);

    private final CarrierAdapterContract author;
    private final List<SendSituation> all = new ArrayList<>();

    private SendSituations(CarrierAdapterContract author) {
        this.author = author;
    }

    /** The acceptance first, so that everything is loaded when times begin to count; then what takes longest. */
    static List<SendSituation> of(CarrierAdapterContract author) {
        SendSituations situations = new SendSituations(author);
        situations.declared();
        situations.silences();
        situations.cuts();
        situations.statuses();
        situations.redirects();
        situations.strangeSuccesses();
        return List.copyOf(situations.all);
    }

    private void declared() {
        add("accepted", EnumSet.of(SendKind.ACCEPTED), (request, reference, number) -> accepted(reference, number));
        withoutNumber();
        author.refusals()
                .forEach(answer ->
                        add("refused as declared, " + words(answer), EnumSet.of(SendKind.REJECTED), always(answer)));
        author.notAccepted()
                .forEach(answer -> add(
                        "not accepted as declared, " + words(answer), EnumSet.of(SendKind.NOT_SENT), always(answer)));
    }

    /** C12: a yes without a number, where the carrier documents one. */
    private void withoutNumber() {
        Optional<ScriptedAnswer> documented = author.acceptingWithoutNumber("SO-ANOTHER-0001");
        if (documented.isEmpty()) {
            return;
        }
        Carrier taken = (request, reference, number) -> ScriptedReaction.answer(withoutNumber(reference));
        add("taken, the number follows", EnumSet.of(SendKind.NUMBER_FOLLOWS), taken);
        add("closed within a yes whose number follows", UNKNOWN, (request, reference, number) -> {
            return half(withoutNumber(reference), Ending.CLOSE);
        });
        if (!documented.equals(author.acceptingWithoutNumber("SO-ANOTHER-0002"))) {
            add("taken under another reference, the number follows", UNKNOWN, (request, reference, number) -> {
                return ScriptedReaction.answer(documented.get());
            });
        }
    }

    private ScriptedAnswer withoutNumber(String reference) {
        return author.acceptingWithoutNumber(reference).orElseThrow();
    }

    private void silences() {
        silent("never answered", Way.ORDINARY, (request, reference, number) -> ScriptedReaction.silence());
        silent(
                "answered with half a status line, then silence",
                Way.ORDINARY,
                (request, reference, number) -> ScriptedReaction.text("HTTP/1.1 20", Ending.SILENCE));
        silent("answered with half a body, then silence", Way.ORDINARY, (request, reference, number) -> {
            return half(author.accepting(reference, number), Ending.SILENCE);
        });
        silent("answered by a trickle without end", Way.ORDINARY, (request, reference, number) -> {
            return half(author.accepting(reference, number).with("Content-Length", "1000000"), Ending.TRICKLE);
        });
        silent(
                "interrupted while waiting for the answer",
                Way.INTERRUPTED,
                (request, reference, number) -> ScriptedReaction.silence());
    }

    private void cuts() {
        Carrier close = (request, reference, number) -> ScriptedReaction.close();
        Carrier reset = (request, reference, number) -> ScriptedReaction.reset();
        all.add(new SendSituation("closed before the request was read", Way.AT_FIRST_LINE, UNKNOWN, false, close));
        all.add(new SendSituation("reset before the request was read", Way.AT_FIRST_LINE, UNKNOWN, false, reset));
        add("closed without an answer", UNKNOWN, close);
        add("reset without an answer", UNKNOWN, reset);
        add(
                "closed within the status line",
                UNKNOWN,
                (request, reference, number) -> ScriptedReaction.text("HTTP/1.1 20", Ending.CLOSE));
        add(
                "closed within an acceptance",
                UNKNOWN,
                (request, reference, number) -> half(author.accepting(reference, number), Ending.CLOSE));
        add("closed within a chunked acceptance", UNKNOWN, (request, reference, number) -> {
            ScriptedAnswer answer = author.accepting(reference, number).with("Transfer-Encoding", "chunked");
            return new ScriptedReaction(answer.head() + "4000\r\n" + answer.content() + "\r\n".repeat(9), Ending.CLOSE);
        });
        add(
                "answered with what is not HTTP",
                UNKNOWN,
                (request, reference, number) -> ScriptedReaction.text("\u0000\u0001\u00ff?\r\n\r\n", Ending.CLOSE));
        all.add(new SendSituation(
                "sent on a connection that the carrier had half closed",
                Way.AFTER_HALF_CLOSE,
                EnumSet.of(SendKind.ACCEPTED, SendKind.UNKNOWN),
                false,
                (request, reference, number) -> accepted(reference, number)));
    }

    private void statuses() {
        for (int status : STATUSES) {
            boolean declared = author.refusals().stream().anyMatch(refusal -> refusal.status() == status);
            status(ScriptedAnswer.of(status, HTML), declared ? " and a body that nobody documented" : "");
        }
        for (int status : List.of(429, 503)) {
            status(ScriptedAnswer.of(status, HTML).with("Retry-After", "0"), " and Retry-After");
        }
        status(ScriptedAnswer.of(401, HTML).with("WWW-Authenticate", "Basic realm=\"carrier\""), " and a challenge");
        status(ScriptedAnswer.of(408, "").with("Connection", "close"), " and the end of the connection");
    }

    private void redirects() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            status(ScriptedAnswer.of(status, "").with("Location", "/elsewhere"), " to elsewhere");
        }
    }

    private void strangeSuccesses() {
        success(ScriptedAnswer.of(200, HTML), "a page");
        success(ScriptedAnswer.of(202, ""), "nothing in it");
        success(ScriptedAnswer.of(204, ""), "no body");
        success(ScriptedAnswer.of(207, HTML), "a page");
        TrackingNumber one = ContractGoods.number(1);
        if (author.accepting("SO-ANOTHER-0001", one).body().contains(one.value())) {
            for (String body : List.of("", HTML)) {
                add(
                        "accepted with " + (body.isEmpty() ? "no body" : "a page"),
                        UNKNOWN,
                        (request, reference, number) -> {
                            return ScriptedReaction.answer(
                                    author.accepting(reference, number).withBody(body));
                        });
            }
        }
        if (!author.accepting("SO-ANOTHER-0001", one).equals(author.accepting("SO-ANOTHER-0002", one))) {
            add("accepted under another reference", UNKNOWN, (request, reference, number) -> {
                return accepted("SO-ANOTHER-0001", number);
            });
        }
    }

    private void status(ScriptedAnswer answer, String more) {
        // An error that repeats the request: neither an address nor a password may get from there into the outcome.
        Way way = TEMPTING.contains(answer.status()) ? Way.ORDINARY : Way.ONCE;
        all.add(new SendSituation(
                "HTTP " + answer.status() + more, way, allowedFor(answer), false, (request, reference, number) -> {
                    return ScriptedReaction.answer(answer.withBody(HTML + request.all()));
                }));
    }

    /** Unknown, and what was declared. */
    private Set<SendKind> allowedFor(ScriptedAnswer answer) {
        Set<SendKind> allowed = EnumSet.copyOf(UNKNOWN);
        // What was declared with a body is a refusal with that body only; what has none was declared by its status.
        if (author.refusals().stream().anyMatch(declared -> declared.body().isBlank() && covers(declared, answer))) {
            allowed.add(SendKind.REJECTED);
        }
        if (author.notAccepted().stream().anyMatch(declared -> covers(declared, answer))) {
            allowed.add(SendKind.NOT_SENT);
        }
        if (author.acceptingWithoutNumber("SO-ANOTHER-0001")
                .filter(declared -> declared.body().isBlank() && covers(declared, answer))
                .isPresent()) {
            allowed.add(SendKind.NUMBER_FOLLOWS);
        }
        return allowed;
    }

    /** What was declared with a time to wait says nothing about an answer without one. */
    private static boolean covers(ScriptedAnswer declared, ScriptedAnswer answer) {
        return declared.status() == answer.status()
                && (declared.header("Retry-After").isEmpty()
                        || answer.header("Retry-After").isPresent());
    }

    private void success(ScriptedAnswer answer, String what) {
        add("HTTP " + answer.status() + " with " + what, allowedFor(answer), always(answer));
    }

    private void add(String name, Set<SendKind> allowed, Carrier carrier) {
        all.add(new SendSituation(name, Way.ORDINARY, allowed, false, carrier));
    }

    private void silent(String name, Way way, Carrier carrier) {
        all.add(new SendSituation(name, way, UNKNOWN, true, carrier));
    }

    private ScriptedReaction accepted(String reference, TrackingNumber number) {
        return ScriptedReaction.answer(author.accepting(reference, number));
    }

    private static Carrier always(ScriptedAnswer answer) {
        return (request, reference, number) -> ScriptedReaction.answer(answer);
    }

    /** The head says more than comes. */
    private static ScriptedReaction half(ScriptedAnswer answer, Ending ending) {
        String content = answer.content();
        if (content.isEmpty()) {
            return new ScriptedReaction(answer.head().substring(0, answer.head().length() - 2), ending);
        }
        return new ScriptedReaction(answer.head() + content.substring(0, content.length() / 2), ending);
    }

    private static String words(ScriptedAnswer answer) {
        return "HTTP " + answer.status();
    }
}
