package io.shiponce.testkit;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.SendOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** C1 to C4, and what else shows in how a send ends: every rule judges the same sends. */
abstract class SendRules extends AdapterRules {
    private @Nullable List<SendObservation> survey;

    private synchronized List<SendObservation> survey() throws Exception {
        List<SendObservation> known = survey;
        if (known == null) {
            known = SendSurvey.of(author());
            survey = known;
        }
        return known;
    }

    @Test
    void c1_oneSendIsOnePostOnAFreshConnection() throws Exception {
        assertOnePost(false);
    }

    @Test
    void c1_oneSendIsOnePostOnAUsedConnection() throws Exception {
        assertOnePost(true);
    }

    private void assertOnePost(boolean reused) throws Exception {
        assertNone(
                survey().stream()
                        .filter(seen -> seen.reused() == reused && seen.posts() > 1)
                        .map(seen -> seen.where() + ": " + seen.posts() + " POSTs")
                        .toList(),
                "C1 broken: one send made several create requests, and each can become a parcel");
    }

    @Test
    void c2_anAcceptanceIsAcceptedAndWhatIsUnclearIsUnknown() throws Exception {
        assertNoWrongEnd(
                "C2",
                "C2 broken: what is not known must be Unknown: whoever guesses ships twice, or believes in a parcel that"
                        + " nobody has");
    }

    @Test
    void c3_notSentIsOnlyWhatWasNotWrittenOrDeclared() throws Exception {
        assertNoWrongEnd(
                "C3",
                "C3 broken: NotSent must be certain: it is sent again by itself, and the carrier may have executed it"
                        + " already; and what was certainly not sent must not wait for a person");
    }

    @Test
    void c4_rejectedIsOnlyWhatIsDocumentedAsARefusal() throws Exception {
        assertNoWrongEnd(
                "C4",
                "C4 broken: Rejected must be certain: the order gets a new reference and is sent again, and the carrier may"
                        + " have executed it already; and what was refused must not wait for a person");
    }

    @Test
    void c12_aNumberFollowsOnlyWhereThatIsDocumented() throws Exception {
        assertNoWrongEnd(
                "C12",
                "C12 broken: NumberFollows is the carrier's yes: what it does not have would never be sent again, and a yes"
                        + " that is not recognised counts as an answer that was lost");
    }

    private void assertNoWrongEnd(String rule, String consequence) throws Exception {
        assertNone(
                survey().stream()
                        .map(SendObservation::wrongEnd)
                        .flatMap(Optional::stream)
                        .filter(violation -> violation.rule().equals(rule))
                        .map(SendObservation.Violation::text)
                        .toList(),
                consequence);
    }

    @Test
    void c7_aSendEndsWithinThePermitsTimeout() throws Exception {
        assertNone(
                survey().stream()
                        .filter(seen -> !seen.inTime())
                        .map(SendObservation::where)
                        .toList(),
                "C7 broken: a send took longer than the permit's timeout, and so can outlive its claim: the shipment goes in"
                        + " doubt while it is still being sent, and its slot is blocked");
    }

    @Test
    void c11_whatASendSaysHoldsNoPersonalDataAndNoSecret() throws Exception {
        assertNone(
                survey().stream()
                        .flatMap(seen ->
                                leakIn(said(seen.outcome(), seen.thrown()))
                                        .map(leak -> seen.where() + ": " + leak)
                                        .stream())
                        .toList(),
                "C11 broken: outcomes and exceptions go to histories and logs, where nobody looks for personal data, and"
                        + " nobody erases it");
    }

    @Test
    void c11_aRefusalThatQuotesIsNotQuoted() throws Exception {
        String quoted = ContractGoods.address().street1();
        Optional<ScriptedAnswer> refusal = author().refusalQuoting(quoted);
        Assumptions.assumeTrue(
                refusal.isPresent(), "refusalQuoting() names no answer in which the carrier repeats what it was sent");
        try (ScriptedEndpoint endpoint = endpoint(request -> refusal.orElseThrow());
                CarrierAdapter adapter = create(endpoint.url())) {
            SendOutcome outcome = adapter.send(goods(ContractGoods.address()), TestPermit.of(USUAL));
            assertNone(
                    leakIn(said(outcome, null)).stream().toList(),
                    "C11 broken: the carrier's words repeat what it was sent, and go to histories and logs");
        }
    }

    private static String said(@Nullable SendOutcome outcome, @Nullable Throwable thrown) {
        StringWriter said = new StringWriter();
        said.write(String.valueOf(outcome));
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(said)); // With all causes: so a log shows it.
        }
        return said.toString();
    }
}
