package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.shiponce.carrier.CarrierAdapter;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The contract can be failed: for each rule adapters that break it fail that rule's tests, and no others. */
final class BrokenAdaptersTest {
    private static final String PARAMETER = "shiponce.broken";
    private static final int AT_ONCE = 6;

    /** At least one for each test of the contract; the name begins with the rule it breaks. */
    private static final Map<String, Function<URI, CarrierAdapter>> EACH_TEST = new LinkedHashMap<>();

    static {
        EACH_TEST.put("C1 old client", BrokenSenders.OldClient::new);
        EACH_TEST.put("C1 follows redirects", BrokenSenders.FollowsRedirects::new);
        EACH_TEST.put("C2 throws", BrokenSenders.Throws::new);
        EACH_TEST.put("C2 believes every success", BrokenSenders.BelievesEverySuccess::new);
        EACH_TEST.put("C3 no answer is not sent", BrokenSenders.NoAnswerIsNotSent::new);
        EACH_TEST.put("C4 every four is a refusal", BrokenSenders.EveryFourIsARefusal::new);
        EACH_TEST.put("C5 sends the attempt", BrokenSenders.SendsTheAttempt::new);
        EACH_TEST.put("C5 sends today", BrokenSenders.SendsToday::new);
        EACH_TEST.put("C6 cuts the reference", BrokenSenders.CutsTheReference::new);
        EACH_TEST.put("C6 cuts the question", BrokenSenders.CutsTheQuestion::new);
        EACH_TEST.put("C7 never asks", BrokenSenders.NeverAsks::new);
        EACH_TEST.put("C7 takes its time", BrokenSenders.TakesItsTime::new);
        EACH_TEST.put("C8 failure is absent", BrokenRecoverers.FailureIsAbsent::new);
        EACH_TEST.put("C8 nothing is a failure", BrokenRecoverers.NothingIsAFailure::new);
        EACH_TEST.put("C8 takes what is alike", BrokenRecoverers.TakesWhatIsAlike::new);
        EACH_TEST.put("C8 returns one", BrokenRecoverers.ReturnsOne::new);
        EACH_TEST.put("C8 sees no cancellation", BrokenRecoverers.SeesNoCancellation::new);
        EACH_TEST.put("C9 changes its mind", BrokenRecoverers.ChangesItsMind::new);
        EACH_TEST.put("C9 shows the password", BrokenRecoverers.ShowsThePassword::new);
        EACH_TEST.put("C9 knows one scope", BrokenRecoverers.KnowsOneScope::new);
        EACH_TEST.put("C9 claims at level none", BrokenRecoverers.ClaimsAtLevelNone::new);
        EACH_TEST.put("C9 promises a lookup", BrokenRecoverers.PromisesALookup::new);
        EACH_TEST.put("C10 keeps the request", BrokenRecoverers.KeepsTheRequest::new);
        EACH_TEST.put("C10 reads what was left", BrokenRecoverers.ReadsWhatWasLeft::new);
        EACH_TEST.put("C11 quotes the answer", BrokenRecoverers.QuotesTheAnswer::new);
        EACH_TEST.put("C11 quotes the refusal", BrokenRecoverers.QuotesTheRefusal::new);
        EACH_TEST.put("C12 hopes after every success", BrokenLateNumbers.HopesAfterEverySuccess::new);
        EACH_TEST.put("C12 has nowhere to look", BrokenLateNumbers.HasNowhereToLook::new);
        EACH_TEST.put("C12 takes listed for absent", BrokenLateNumbers.TakesListedForAbsent::new);
    }

    /** The same tests, broken in other ways. */
    private static final Map<String, Function<URI, CarrierAdapter>> OTHER_WAYS = new LinkedHashMap<>();

    static {
        OTHER_WAYS.put("C1 tries twice", BrokenSenders.TriesTwice::new);
        OTHER_WAYS.put("C3 unavailable is not sent", BrokenSenders.UnavailableIsNotSent::new);
        OTHER_WAYS.put("C3 nobody there is unknown", BrokenSenders.NobodyThereIsUnknown::new);
        OTHER_WAYS.put("C5 formats as the machine does", BrokenSenders.FormatsAsTheMachineDoes::new);
        OTHER_WAYS.put("C6 changes the key", BrokenSenders.ChangesTheKey::new);
        OTHER_WAYS.put("C7 obeys once", BrokenSenders.ObeysOnce::new);
        OTHER_WAYS.put("C11 names the receiver", BrokenRecoverers.NamesTheReceiver::new);
        OTHER_WAYS.put("C12 does not hear the yes", BrokenLateNumbers.DoesNotHearTheYes::new);
    }

    /** The contract against the broken adapter that the run's parameter names. */
    @ExtendWith(ByParameter.class)
    static final class Contract extends PlainContract {
        private final Broken broken;

        Contract(Broken broken) {
            this.broken = broken;
        }

        @Override
        protected CarrierAdapter adapter(URI base) {
            return broken.maker().apply(base);
        }

        @Override
        protected Optional<ScriptedAnswer> acceptingWithoutNumber(String reference) {
            return broken.rule().equals("C12")
                    ? Optional.of(ScriptedAnswer.of(202, "queued " + reference + "."))
                    : Optional.empty();
        }

        @Override
        protected Optional<ScriptedAnswer> lookupAnswerWithoutNumber(String reference) {
            return broken.rule().equals("C12")
                    ? Optional.of(ScriptedAnswer.of(200, "held " + reference + " - queued\nend"))
                    : Optional.empty();
        }
    }

    /** Which rule the adapter breaks. Only the rule about numbers that follow is about a carrier that documents such answers. */
    record Broken(String rule, Function<URI, CarrierAdapter> maker) {}

    static final class ByParameter implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Broken.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String name = context.getConfigurationParameter(PARAMETER).orElseThrow();
            return new Broken(rule(name), EACH_TEST.getOrDefault(name, OTHER_WAYS.get(name)));
        }
    }

    @TestFactory
    Stream<DynamicTest> exactlyTheTestsOfTheBrokenRuleFail() {
        return tests(EACH_TEST.keySet());
    }

    @TestFactory
    @Tag("proof")
    Stream<DynamicTest> andSoTheyDoIfItIsBrokenInOtherWays() {
        return tests(OTHER_WAYS.keySet());
    }

    /** Several run at once: most of a run's time is waiting. */
    private static Stream<DynamicTest> tests(Set<String> adapters) {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, Future<Events>> runs = new HashMap<>();
        adapters.forEach(broken -> runs.put(broken, pool.submit(() -> run(broken))));
        pool.shutdown();
        return adapters.stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken,
                        () -> assertOnlyItsRuleFails(broken, runs.get(broken).get(2, TimeUnit.MINUTES))));
    }

    private static void assertOnlyItsRuleFails(String broken, Events run) {
        String rule = rule(broken);
        List<Event> failed = run.failed().list();
        assertEquals(
                Set.of(rule),
                failed.stream().map(BrokenAdaptersTest::ruleOf).collect(Collectors.toSet()),
                () -> failed.stream()
                        .map(BrokenAdaptersTest::messageOf)
                        .toList()
                        .toString());
        failed.stream()
                .map(BrokenAdaptersTest::messageOf)
                .forEach(message -> assertTrue(message.contains(rule + " broken: "), message));
    }

    private static String rule(String broken) {
        return broken.substring(0, broken.indexOf(' '));
    }

    private static Events run(String broken) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter(PARAMETER, broken)
                .selectors(selectClass(Contract.class))
                .execute()
                .testEvents();
    }

    /** {@code c2_anAcceptance…} is of C2. */
    private static String ruleOf(Event event) {
        String name = event.getTestDescriptor().getDisplayName();
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end).toUpperCase(Locale.ROOT);
    }

    private static String messageOf(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("");
    }
}
