package io.shiponce.examples.reference;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.CarrierAdapterContract;
import io.shiponce.testkit.ScriptedAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;

/** The reference adapter keeps the rules C1 to C12: without a look-up, with one, and with a key. */
class ReferenceCarrierContractTest {
    /** What the carrier's interface promises, at a level. */
    private abstract static class AtLevel extends CarrierAdapterContract {
        private final int level;

        AtLevel(int level) {
            this.level = level;
        }

        @Override
        protected CarrierAdapter adapter(URI base) {
            return new ReferenceCarrierFactory()
                    .create(Map.of("url", base.toString(), "level", Integer.toString(level), "timeout", "1s"));
        }

        @Override
        protected ScriptedAnswer accepting(String reference, TrackingNumber number) {
            return ScriptedAnswer.json(201, consignment(reference, number, ""));
        }

        @Override
        protected List<ScriptedAnswer> refusals() {
            return List.of(
                    ScriptedAnswer.json(400, "{\"title\":\"unknown service\"}"),
                    ScriptedAnswer.json(422, "{\"title\":\"postal code and city do not match\"}"));
        }

        @Override
        protected Optional<ScriptedAnswer> refusalQuoting(String text) {
            return Optional.of(ScriptedAnswer.json(
                    422, "{\"title\":\"street unknown\",\"detail\":\"no such street: " + text + "\"}"));
        }

        @Override
        protected List<ScriptedAnswer> notAccepted() {
            return List.of(
                    ScriptedAnswer.of(429, ""),
                    ScriptedAnswer.of(429, "").with("Retry-After", "7"),
                    ScriptedAnswer.of(503, "").with("Retry-After", "7"));
        }

        @Override
        protected ScriptedAnswer lookupAnswer(String reference, List<Held> held) {
            return ScriptedAnswer.json(
                    200,
                    held.stream()
                            .map(one -> consignment(
                                    one.reference(), one.trackingNumber(), one.voided() ? ",\"voided\":true" : ""))
                            .collect(Collectors.joining(",", "{\"consignments\":[", "]}")));
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(500);
        }

        private static String consignment(String reference, TrackingNumber number, String more) {
            return "{\"reference\":\"" + reference + "\",\"trackingNumber\":\"" + number + "\"" + more + "}";
        }
    }

    @Nested
    class Level0 extends AtLevel {
        Level0() {
            super(0);
        }
    }

    @Nested
    class Level1 extends AtLevel {
        Level1() {
            super(1);
        }
    }

    @Nested
    class Level3 extends AtLevel {
        Level3() {
            super(3);
        }
    }
}
