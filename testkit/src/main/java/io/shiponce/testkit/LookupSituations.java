package io.shiponce.testkit;

import io.shiponce.testkit.CarrierAdapterContract.Held;
import io.shiponce.testkit.ScriptedReaction.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that the adapter contract lets go wrong with a look-up. */
final class LookupSituations {
    private static final String HTML = "<html><body>Bad Gateway</body></html>";
    private static final List<Integer> STATUSES =
            List.of(301, 302, 400, 401, 403, 404, 408, 409, 410, 429, 500, 501, 502, 503, 504);

    /**
     * One of them.
     *
     * @param early reacts to the request's first line
     * @param mayBeAbsent true if the author declared such an answer as "there is none"
     */
    record Situation(String name, boolean early, boolean mayBeAbsent, ScriptedReaction reaction)
            implements ScriptedEndpoint.Script {
        @Override
        public Optional<ScriptedReaction> toFirstLine(ScriptedRequest begun) {
            return early ? Optional.of(reaction) : Optional.empty();
        }

        @Override
        public ScriptedReaction to(ScriptedRequest request) {
            return reaction;
        }
    }

    private final List<Situation> all = new ArrayList<>();

    private LookupSituations() {}

    /**
     * All of them.
     *
     * @param absent the declared "there is none"; null if the adapter promises no look-up
     * @param found a declared answer that lists something; null likewise
     */
    static List<Situation> of(@Nullable ScriptedAnswer absent, @Nullable ScriptedAnswer found) {
        LookupSituations situations = new LookupSituations();
        situations.cuts();
        for (int status : STATUSES) {
            ScriptedAnswer answer = ScriptedAnswer.of(status, HTML);
            answer = status < 400 ? answer.with("Location", "/elsewhere") : answer;
            situations.answered("HTTP " + status, answer, absent);
        }
        for (int status : List.of(200, 202)) {
            situations.answered("HTTP " + status + " with nothing in it", ScriptedAnswer.of(status, ""), absent);
            situations.answered("HTTP " + status + " with a page", ScriptedAnswer.of(status, HTML), absent);
        }
        if (absent != null) {
            situations.half("a list without entries", absent);
        }
        if (found != null) {
            situations.half("a list", found);
        }
        return List.copyOf(situations.all);
    }

    private void cuts() {
        failed("never answered", ScriptedReaction.silence());
        failed("half a status line, then silence", ScriptedReaction.text("HTTP/1.1 20", Ending.SILENCE));
        all.add(new Situation("closed before the request was read", true, false, ScriptedReaction.close()));
        failed("closed without an answer", ScriptedReaction.close());
        failed("reset without an answer", ScriptedReaction.reset());
        failed("closed within the status line", ScriptedReaction.text("HTTP/1.1 20", Ending.CLOSE));
        failed("answered with what is not HTTP", ScriptedReaction.text("\u0000\u0001?\r\n\r\n", Ending.CLOSE));
    }

    private void half(String what, ScriptedAnswer answer) {
        String content = answer.content();
        if (!content.isEmpty()) {
            failed(
                    "closed within " + what,
                    new ScriptedReaction(answer.head() + content.substring(0, content.length() / 2), Ending.CLOSE));
        }
    }

    private void failed(String name, ScriptedReaction reaction) {
        all.add(new Situation(name, false, false, reaction));
    }

    private void answered(String name, ScriptedAnswer answer, @Nullable ScriptedAnswer absent) {
        // A status that says it all may come with any body; a success says it in its body.
        boolean declared = absent != null
                && absent.status() == answer.status()
                && (absent.status() >= 300 || absent.body().isBlank());
        all.add(new Situation(name, false, declared, ScriptedReaction.answer(answer)));
    }

    /** What is listed in most tests: one live consignment. */
    static List<Held> one(String reference) {
        return List.of(new Held(reference, ContractGoods.number(1), false));
    }
}
