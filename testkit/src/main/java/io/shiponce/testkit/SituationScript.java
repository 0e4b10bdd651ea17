package io.shiponce.testkit;

import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.ScriptedReaction.Ending;
import io.shiponce.testkit.SendSituation.Way;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets every create meet one situation, but for those that are to be accepted before it begins. Safe for any thread. */
final class SituationScript implements ScriptedEndpoint.Script {
    private final CarrierAdapterContract author;
    private final SendSituation situation;
    private final String reference;
    private final TrackingNumber number;
    private volatile @Nullable ScriptedAnswer before;

    SituationScript(CarrierAdapterContract author, SendSituation situation, String reference, TrackingNumber number) {
        this.author = author;
        this.situation = situation;
        this.reference = reference;
        this.number = number;
    }

    /** From now on creates are accepted so. */
    void accept(String firstReference, TrackingNumber firstNumber) {
        before = author.accepting(firstReference, firstNumber);
    }

    /** From now on creates meet the situation. */
    void begin() {
        before = null;
    }

    @Override
    public Optional<ScriptedReaction> toFirstLine(ScriptedRequest begun) {
        return situation.way() == Way.AT_FIRST_LINE && before == null && AdapterRules.isCreate(author, begun)
                ? Optional.of(situation.carrier().to(begun, reference, number))
                : Optional.empty();
    }

    @Override
    public ScriptedReaction to(ScriptedRequest request) {
        if (!AdapterRules.isCreate(author, request)) {
            return ScriptedReaction.answer(
                    author.aside(request).orElseGet(() -> ScriptedAnswer.of(404, "nothing is here")));
        }
        ScriptedAnswer accepting = before;
        if (accepting == null) {
            return situation.carrier().to(request, reference, number);
        }
        return new ScriptedReaction(
                accepting.bytes(), situation.way() == Way.AFTER_HALF_CLOSE ? Ending.HALF_CLOSE : Ending.KEEP_OPEN);
    }
}
