package io.shiponce.carrier.dhl;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.CarrierAdapterContract;
import io.shiponce.testkit.ScriptedAnswer;
import io.shiponce.testkit.ScriptedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The adapter keeps the rules C1 to C11, whichever way it proves who it is. */
class DhlContractTest {
    private static final String TOKEN = "token-4711";

    private abstract static class Dhl extends CarrierAdapterContract {
        @Override
        protected CarrierAdapter adapter(URI base) {
            return Samples.adapter(base.toString(), "timeout", "2s");
        }

        @Override
        protected ScriptedAnswer accepting(String reference, TrackingNumber number) {
            return ScriptedAnswer.json(200, Answers.whole(200, Answers.created(reference, number.value())));
        }

        @Override
        protected List<ScriptedAnswer> refusals() {
            String item = Answers.refused(Answers.message("details.weight", "The weight is too high", "Error"));
            return List.of(
                    ScriptedAnswer.json(400, Answers.whole(400, item)),
                    ScriptedAnswer.json(207, Answers.whole(207, item)),
                    ScriptedAnswer.json(400, "{\"status\":" + Answers.status(400) + "}"));
        }

        @Override
        protected Optional<ScriptedAnswer> refusalQuoting(String text) {
            String item = Answers.refused(Answers.message("consignee", "no such receiver: " + text, "Error"));
            return Optional.of(ScriptedAnswer.json(400, Answers.whole(400, item)));
        }

        @Override
        protected List<ScriptedAnswer> notAccepted() {
            return List.of(
                    ScriptedAnswer.json(401, Answers.status(401)),
                    ScriptedAnswer.json(429, Answers.status(429)),
                    ScriptedAnswer.json(429, Answers.status(429)).with("Retry-After", "7"));
        }

        @Override
        protected List<String> secrets() {
            return List.of(Samples.KEY, Samples.PASSWORD, Samples.SECRET, "user-valid", TOKEN);
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(500);
        }
    }

    @Nested
    class ByKeyAndPassword extends Dhl {}

    @Nested
    class ByLogin extends Dhl {
        @Override
        protected CarrierAdapter adapter(URI base) {
            return Samples.adapter(
                    base.toString(), "timeout", "2s", "authentication", "oauth", "apiSecret", Samples.SECRET);
        }

        @Override
        protected Optional<ScriptedAnswer> aside(ScriptedRequest request) {
            return request.target().equals("/parcel/de/account/auth/ropc/v1/token")
                    ? Optional.of(ScriptedAnswer.json(
                            200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":1799}"))
                    : Optional.empty();
        }

        @Override
        protected Set<String> volatileHeaders() {
            return Set.of("Date");
        }
    }
}
