package io.shiponce.testkit;

import io.shiponce.carrier.TrackingNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the carrier of {@link PlainAdapter} answers. */
abstract class PlainContract extends CarrierAdapterContract {
    @Override
    protected ScriptedAnswer accepting(String reference, TrackingNumber number) {
        return ScriptedAnswer.of(201, "taken " + reference + " " + number + ".");
    }

    @Override
    protected List<ScriptedAnswer> refusals() {
        return List.of(ScriptedAnswer.of(422, "refused: too heavy"));
    }

    @Override
    protected Optional<ScriptedAnswer> refusalQuoting(String text) {
        return Optional.of(ScriptedAnswer.of(422, "refused: no such street: " + text));
    }

    @Override
    protected List<ScriptedAnswer> notAccepted() {
        return List.of(ScriptedAnswer.of(429, "later"));
    }

    @Override
    protected ScriptedAnswer lookupAnswer(String reference, List<Held> held) {
        return ScriptedAnswer.of(
                200,
                held.stream()
                        .map(one -> "held " + one.reference() + " " + one.trackingNumber()
                                + (one.voided() ? " void\n" : " live\n"))
                        .collect(Collectors.joining("", "", "end")));
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(400);
    }
}
