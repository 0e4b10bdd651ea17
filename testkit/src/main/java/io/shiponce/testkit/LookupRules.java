package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.testkit.CarrierAdapterContract.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** C8, and what C6 and C9 say of look-ups. */
abstract class LookupRules extends RecoveryRules {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final String NOT_ABSENT =
            "C8 broken: a look-up that fails must be Failed: taken for \"there is none\", what the carrier holds is sent"
                    + " again";

    @Test
    void c8_aLookupThatFailsIsFailed() throws Exception {
        assumeLookupIsPromised();
        assertNone(
                notFailed(LookupSituations.of(
                        author().lookupAnswer(USUAL, List.of()),
                        author().lookupAnswer(USUAL, LookupSituations.one(USUAL)))),
                NOT_ABSENT);
    }

    @Test
    void c9_levelNoneClaimsNoLookup() throws Exception {
        if (level() != Recovery.Level.NONE || !implementsLookup()) {
            return; // Either it is promised, and C8's tests look at it; or nobody can ask.
        }
        assertNone(
                notFailed(LookupSituations.of(null, null)),
                "C9 broken: at level 0 there is no look-up, and the adapter answers one: a person who decides about a"
                        + " doubt is shown what the carrier never said");
    }

    private List<String> notFailed(List<LookupSituations.Situation> situations) throws Exception {
        // All at once: some of them only end with the adapter's own timeout.
        List<BoundedCall<LookupEnd>> calls = situations.stream()
                .map(situation -> new BoundedCall<>(() -> lookUp(situation, USUAL)))
                .toList();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            LookupSituations.Situation situation = situations.get(i);
            LookupEnd end = calls.get(i).await(BOUND.multipliedBy(2)).value();
            assertNotNull(end, () -> "not looked at: " + situation.name());
            boolean right = end.outcome() instanceof LookupOutcome.Failed
                    || (situation.mayBeAbsent() && end.outcome() instanceof LookupOutcome.Absent);
            if (!right) {
                seen.add(situation.name() + ": " + end);
            }
        }
        return seen;
    }

    @Test
    void c8_aCarrierThatIsNotThereIsFailed() throws Exception {
        assumeLookupIsPromised();
        try (RefusedPort port = new RefusedPort();
                CarrierAdapter adapter = create(port.url())) {
            LookupEnd end = lookUp(adapter, USUAL);
            assertInstanceOf(LookupOutcome.Failed.class, end.outcome(), () -> NOT_ABSENT + ": " + end);
        }
    }

    @Test
    void c8_noneIsAbsent() throws Exception {
        assumeLookupIsPromised();
        LookupEnd end = lookUp(listing(USUAL, List.of()), USUAL);
        assertInstanceOf(
                LookupOutcome.Absent.class,
                end.outcome(),
                () -> "C8 broken: the carrier said readably that it holds none; a level that sends again would never: "
                        + end);
    }

    @Test
    void c8_allThatIsHeldIsFound() throws Exception {
        assumeLookupIsPromised();
        List<Held> held = List.of(
                new Held(USUAL, ContractGoods.number(1), false), new Held(USUAL, ContractGoods.number(2), false));
        for (List<Held> list : List.of(held.subList(0, 1), held)) {
            assertEquals(
                    numbers(list),
                    found(lookUp(listing(USUAL, list), USUAL)),
                    "C8 broken: a look-up must return everything under the reference: one that is missing is a parcel"
                            + " that nobody knows of");
        }
    }

    @Test
    void c8_whatCarriesAnotherReferenceIsNeverReturned() throws Exception {
        assumeLookupIsPromised();
        Held own = new Held(USUAL, ContractGoods.number(1), false);
        List<Held> foreign = new ArrayList<>();
        for (String other : List.of(USUAL + "X", "X" + USUAL, USUAL.substring(0, 10), USUAL.toLowerCase(Locale.ROOT))) {
            foreign.add(new Held(other, ContractGoods.number(10 + foreign.size()), false));
        }
        Assumptions.assumeFalse(
                author().lookupAnswer(USUAL, List.of(own))
                        .equals(author().lookupAnswer(
                                        USUAL, List.of(new Held(USUAL + "X", own.trackingNumber(), false)))),
                "the look-up's answers name no reference: whether the carrier finds exact matches only is to be seen in"
                        + " its documentation");
        String consequence =
                "C8 broken: a look-up returned what carries another reference: a shipment that was never sent is"
                        + " confirmed with another's number";
        LookupEnd onlyForeign = lookUp(listing(USUAL, foreign), USUAL);
        assertFalse(onlyForeign.outcome() instanceof LookupOutcome.Found, () -> consequence + ": " + onlyForeign);
        foreign.add(2, own);
        assertEquals(numbers(List.of(own)), found(lookUp(listing(USUAL, foreign), USUAL)), consequence);
    }

    @Test
    void c8_whatWasCancelledIsMarkedSo() throws Exception {
        assumeLookupIsPromised();
        Held live = new Held(USUAL, ContractGoods.number(1), false);
        Held voided = new Held(USUAL, ContractGoods.number(1), true);
        ScriptedAnswer answer = author().lookupAnswer(USUAL, List.of(voided));
        Assumptions.assumeFalse(
                answer.equals(author().lookupAnswer(USUAL, List.of(live))),
                "the look-up's answers do not show what was cancelled");
        LookupEnd end = lookUp(listing(USUAL, List.of(voided)), USUAL);
        assertTrue(
                end.outcome() instanceof LookupOutcome.Found found
                        && found.matches().stream().allMatch(LookupOutcome.Match::voided),
                () ->
                        "C8 broken: what was cancelled must be marked so: it would confirm a shipment that never travels: "
                                + end);
    }

    @Test
    void c6_theReferenceArrivesToTheLetterInALookup() throws Exception {
        assumeLookupIsPromised();
        for (String reference : List.of(USUAL, "Z9Y8X7W6-V5U4T3S2-R1Q0P9O8-N7M6L5K4")) {
            List<ScriptedRequest> requests = Collections.synchronizedList(new ArrayList<>());
            lookUp(
                    request -> {
                        requests.add(request);
                        return ScriptedReaction.answer(
                                author().lookupAnswer(reference, LookupSituations.one(reference)));
                    },
                    reference);
            assertFalse(requests.isEmpty(), "C6 broken: the carrier was not asked");
            assertNone(
                    RequestText.of(requests.get(0), author().volatileHeaders()).changed(TestPermit.of(reference)),
                    "C6 broken: the carrier was asked for another reference, and what it holds is not found");
        }
    }

    @Test
    void c12_aNumberThatFollowsCanBeLookedUp() throws Exception {
        Assumptions.assumeTrue(
                author().acceptingWithoutNumber(USUAL).isPresent(),
                "acceptingWithoutNumber() declares no such answer; that nothing ends so is tested by"
                        + " c12_aNumberFollowsOnlyWhereThatIsDocumented");
        assertTrue(
                level() != Recovery.Level.NONE && implementsLookup(),
                "C12 broken: the carrier says yes and gives its number later, and the adapter, at level " + level()
                        + (implementsLookup() ? "" : " and without a look-up")
                        + ", has nowhere to look for it: the engine takes it for unknown, and a person has to find each");
    }

    @Test
    void c12_whatIsListedWithoutANumberIsNotAbsent() throws Exception {
        assumeLookupIsPromised();
        Optional<ScriptedAnswer> answer = author().lookupAnswerWithoutNumber(USUAL);
        Assumptions.assumeTrue(answer.isPresent(), "lookupAnswerWithoutNumber() declares no such answer");
        LookupEnd end = lookUp(request -> ScriptedReaction.answer(answer.orElseThrow()), USUAL);
        assertInstanceOf(
                LookupOutcome.Failed.class,
                end.outcome(),
                () ->
                        "C12 broken: the carrier has it and no number yet; taken for \"there is none\", it is declared not sent"
                                + " by a person, and shipped twice: " + end);
    }

    private void assumeLookupIsPromised() throws Exception {
        Assumptions.assumeTrue(
                level() != Recovery.Level.NONE,
                "level 0 promises no look-up; that it claims none is tested by c9_levelNoneClaimsNoLookup");
        Assumptions.assumeTrue(
                implementsLookup(),
                "the adapter offers no look-up; whether it promises one is tested by c9_aPromisedLookupIsThere");
    }

    private ScriptedEndpoint.Script listing(String reference, List<Held> held) {
        return request -> ScriptedReaction.answer(author().lookupAnswer(reference, held));
    }

    /** How a look-up ended; no outcome if it threw or did not come back. */
    private record LookupEnd(
            @Nullable LookupOutcome outcome, @Nullable Throwable thrown) {}

    private LookupEnd lookUp(ScriptedEndpoint.Script script, String reference) throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start(new WithoutAsides(author(), script));
                CarrierAdapter adapter = create(endpoint.url())) {
            return lookUp(adapter, reference);
        }
    }

    private static LookupEnd lookUp(CarrierAdapter adapter, String reference) throws InterruptedException {
        CarrierLookup lookup = (CarrierLookup) adapter;
        BoundedCall.End<LookupOutcome> end = new BoundedCall<>(() -> lookup.lookUp(reference)).await(BOUND);
        return new LookupEnd(end.value(), end.thrown());
    }

    private static Set<String> found(LookupEnd end) {
        return end.outcome() instanceof LookupOutcome.Found found
                ? found.matches().stream()
                        .map(match -> match.trackingNumber().value())
                        .collect(Collectors.toSet())
                : Set.of(end.toString());
    }

    private static Set<String> numbers(List<Held> held) {
        return held.stream().map(one -> one.trackingNumber().value()).collect(Collectors.toSet());
    }
}
