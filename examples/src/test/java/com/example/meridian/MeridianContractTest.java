package com.example.meridian;

// <imports>
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.CarrierAdapterContract;
import io.shiponce.testkit.ScriptedAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
// </imports>

// <contract>
/** What Meridian's documentation says, and the rules C1 to C12. */
class MeridianContractTest extends CarrierAdapterContract {
    private static final String KEY = "Qk7-31-hush-Xz";
    private static final String MADE = """
            {"shop_reference":"%s","number":"%s","label":"JVBERi0xLjQ="}""";
    private static final String HELD = """
            {"shop_reference":"%s","number":"%s","made_at":"2026-12-20T10:00:00Z","cancelled":%s}""";

    @Override
    protected CarrierAdapter adapter(URI base) {
        return new MeridianFactory()
                .create(Map.of("url", base.toString(), "account", "4711", "key", KEY, "timeout", "1s"));
    }

    @Override
    protected ScriptedAnswer accepting(String reference, TrackingNumber number) {
        return ScriptedAnswer.json(201, MADE.formatted(reference, number));
    }

    @Override
    protected List<ScriptedAnswer> refusals() {
        return Stream.of("ADDRESS_UNKNOWN", "COUNTRY_NOT_SERVED", "TOO_HEAVY")
                .map(code -> ScriptedAnswer.json(422, "{\"code\":\"" + code + "\",\"message\":\"we cannot\"}"))
                .toList();
    }

    @Override
    protected Optional<ScriptedAnswer> refusalQuoting(String text) {
        return Optional.of(ScriptedAnswer.json(422, """
                {"code":"ADDRESS_UNKNOWN","message":"no such street: %s"}""".formatted(text)));
    }

    @Override
    protected List<ScriptedAnswer> notAccepted() {
        return List.of(
                ScriptedAnswer.json(401, "{\"code\":\"KEY_UNKNOWN\",\"message\":\"who is that?\"}"),
                ScriptedAnswer.of(429, ""),
                ScriptedAnswer.of(429, "").with("Retry-After", "7"));
    }

    @Override
    protected ScriptedAnswer lookupAnswer(String reference, List<Held> held) {
        return ScriptedAnswer.json(
                200,
                held.stream()
                        .map(one -> HELD.formatted(one.reference(), one.trackingNumber(), one.voided()))
                        .collect(Collectors.joining(",", "{\"shipments\":[", "]}")));
    }

    @Override
    protected List<String> secrets() {
        return List.of(KEY);
    }
}
// </contract>
