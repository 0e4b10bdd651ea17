package io.shiponce.carrier.shipengine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.CarrierAdapterContract;
import io.shiponce.testkit.ScriptedAnswer;
import io.shiponce.testkit.ScriptedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The adapter keeps the rules C1 to C12, at both levels and with both ways for a label to come. */
class ShipEngineContractTest {
    private abstract static class With extends CarrierAdapterContract {
        private final String[] settings;

        /** What the scripted ShipEngine holds in a shipment that its first answer to a look-up names. */
        private final Map<String, String> shipments = new ConcurrentHashMap<>();

        With(String... settings) {
            this.settings = settings;
        }

        @Override
        protected CarrierAdapter adapter(URI base) {
            Map<String, String> all = Samples.settings(base.toString(), settings);
            all.put("timeout", "1s");
            return new ShipEngineFactory().create(all);
        }

        @Override
        protected Consignment consignment(Address shipTo) {
            return Samples.to(shipTo);
        }

        @Override
        protected List<String> secrets() {
            return List.of(Samples.KEY, "k3yQuarz");
        }

        @Override
        protected ScriptedAnswer accepting(String reference, TrackingNumber number) {
            return ScriptedAnswer.json(
                    200,
                    Answers.with(
                            Answers.label(reference, number.value()),
                            "\"label_download\":{\"href\":\"data:application/pdf;base64,JVBERi0xLjQ=\"}"));
        }

        @Override
        protected Optional<ScriptedAnswer> acceptingWithoutNumber(String reference) {
            return Optional.of(
                    ScriptedAnswer.json(200, Answers.label("se-1", "se-100", reference, "processing", false, null)));
        }

        @Override
        protected Optional<ScriptedAnswer> lookupAnswerWithoutNumber(String reference) {
            String label = Answers.label("se-1", "se-7", reference, "processing", false, null);
            shipments.put("se-7", Answers.list(label));
            return Optional.of(ScriptedAnswer.json(200, label));
        }

        @Override
        protected List<ScriptedAnswer> refusals() {
            return List.of(
                    ScriptedAnswer.json(400, Answers.errors("shipengine/validation/invalid_address")),
                    ScriptedAnswer.json(400, Answers.errors("carrier/business_rules/confirmation_not_supported")),
                    ScriptedAnswer.json(404, Answers.errors("shipengine/business_rules/unspecified")));
        }

        @Override
        protected Optional<ScriptedAnswer> refusalQuoting(String text) {
            return Optional.of(ScriptedAnswer.json(
                    400,
                    Answers.errors("shipengine/validation/invalid_address")
                            .replace(
                                    "\"message\":\"something\"",
                                    "\"message\":\"no such street: " + text + "\",\"field_name\":\"" + text
                                            + "\",\"field_value\":\"" + text + "\"")));
        }

        @Override
        protected List<ScriptedAnswer> notAccepted() {
            String tooMany = Answers.errors("shipengine/system/rate_limit_exceeded");
            return List.of(
                    ScriptedAnswer.json(429, tooMany),
                    ScriptedAnswer.json(429, tooMany).with("Retry-After", "7"),
                    ScriptedAnswer.json(400, Answers.errors("shipengine/account_status/trial_expired")),
                    ScriptedAnswer.json(401, Answers.errors("shipengine/security/unauthorized")),
                    ScriptedAnswer.json(403, Answers.errors("shipengine/security/forbidden")));
        }

        @Override
        protected ScriptedAnswer lookupAnswer(String reference, List<Held> held) {
            if (held.isEmpty()) {
                return ScriptedAnswer.json(404, Answers.notFound());
            }
            String shipment = "se-" + held.hashCode() + held.size();
            shipment = shipment.replace("--", "-");
            String shipmentId = shipment;
            List<String> labels = java.util.stream.IntStream.range(0, held.size())
                    .mapToObj(i -> label("se-" + (i + 1), shipmentId, held.get(i)))
                    .toList();
            shipments.put(shipmentId, Answers.list(labels.toArray(String[]::new)));
            Held first = held.stream()
                    .filter(one -> one.reference().equals(reference))
                    .findFirst()
                    .orElse(held.get(0));
            return ScriptedAnswer.json(200, labels.get(held.indexOf(first)));
        }

        private static String label(String labelId, String shipmentId, Held held) {
            return Answers.label(
                    labelId,
                    shipmentId,
                    held.reference(),
                    held.voided() ? "voided" : "completed",
                    held.voided(),
                    held.trackingNumber().value());
        }

        /** The second questions of a look-up. */
        @Override
        protected Optional<ScriptedAnswer> aside(ScriptedRequest request) {
            String target = request.target();
            if (target.startsWith("/v1/shipments/external_shipment_id/")) {
                return Optional.of(ScriptedAnswer.json(404, Answers.notFound()));
            }
            if (target.startsWith("/v1/labels?shipment_id=")) {
                String shipmentId = target.replaceAll(".*shipment_id=([^&]+).*", "$1");
                return Optional.of(ScriptedAnswer.json(200, shipments.getOrDefault(shipmentId, Answers.list())));
            }
            return Optional.empty();
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(500);
        }
    }

    @Nested
    class AtLevelTwo extends With {
        AtLevelTwo() {
            super();
        }

        @Test
        void thatIsItsLevel() throws Exception {
            try (CarrierAdapter adapter = adapter(URI.create("http://localhost:1"))) {
                assertEquals(Recovery.Level.UNIQUE_REFERENCE, adapter.recovery().level());
            }
        }
    }

    @Nested
    class AtLevelOne extends With {
        AtLevelOne() {
            super("level", "1", "label_download", "url", "account", "shop");
        }
    }
}
