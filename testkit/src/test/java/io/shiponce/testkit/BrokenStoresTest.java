package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ShipmentStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The contract can be failed: for each rule a store that breaks it fails that rule's tests, and no others. */
final class BrokenStoresTest {
    /** The contract against one broken store. */
    private abstract static class Broken<S extends InMemoryShipmentStore> extends ShipmentStoreContract {
        private final MutableClock clock = new MutableClock();
        private final S store;

        Broken(Function<Clock, S> maker) {
            store = maker.apply(clock);
        }

        void crash(S crashed) {}

        @Override
        protected ShipmentStore openFresh() {
            return store;
        }

        @Override
        protected ShipmentStore openAgain() {
            crash(store);
            return store;
        }

        @Override
        protected boolean advanceClock(Duration time) {
            clock.advance(time);
            return true;
        }
    }

    static final class S1 extends Broken<BrokenStores.LastWriterWins> {
        S1() {
            super(BrokenStores.LastWriterWins::new);
        }
    }

    static final class S2 extends Broken<BrokenStores.ClaimsTwice> {
        S2() {
            super(BrokenStores.ClaimsTwice::new);
        }
    }

    static final class S3 extends Broken<BrokenStores.ForgetsReceipts> {
        S3() {
            super(BrokenStores.ForgetsReceipts::new);
        }

        @Override
        void crash(BrokenStores.ForgetsReceipts crashed) {
            crashed.crash();
        }
    }

    static final class S4 extends Broken<BrokenStores.LosesReceipts> {
        S4() {
            super(BrokenStores.LosesReceipts::new);
        }
    }

    static final class S5 extends Broken<BrokenStores.RecordsTwice> {
        S5() {
            super(BrokenStores.RecordsTwice::new);
        }
    }

    static final class S6 extends Broken<BrokenStores.DropsLateEvidence> {
        S6() {
            super(BrokenStores.DropsLateEvidence::new);
        }
    }

    static final class S7 extends Broken<BrokenStores.IgnoresPauses> {
        S7() {
            super(BrokenStores.IgnoresPauses::new);
        }
    }

    static final class S4Later extends Broken<BrokenLateStores.KeepsReceiptsLater> {
        S4Later() {
            super(BrokenLateStores.KeepsReceiptsLater::new);
        }
    }

    static final class S5Follows extends Broken<BrokenLateStores.TakesTheYesForARepetition> {
        S5Follows() {
            super(BrokenLateStores.TakesTheYesForARepetition::new);
        }
    }

    static final class S6Follows extends Broken<BrokenLateStores.ForgetsThatItWasAYes> {
        S6Follows() {
            super(BrokenLateStores.ForgetsThatItWasAYes::new);
        }
    }

    static final class S7Follows extends Broken<BrokenLateStores.CountsEveryDoubt> {
        S7Follows() {
            super(BrokenLateStores.CountsEveryDoubt::new);
        }
    }

    static final class S8 extends Broken<MoreBrokenStores.ReadsTheClockTwice> {
        S8() {
            super(MoreBrokenStores.ReadsTheClockTwice::new);
        }
    }

    static final class S9 extends Broken<MoreBrokenStores.LosesClaims> {
        S9() {
            super(MoreBrokenStores.LosesClaims::new);
        }
    }

    static final class S10 extends Broken<MoreBrokenStores.SeesNoConflict> {
        S10() {
            super(MoreBrokenStores.SeesNoConflict::new);
        }
    }

    static final class S11 extends Broken<MoreBrokenStores.SkipsEvents> {
        S11() {
            super(MoreBrokenStores.SkipsEvents::new);
        }
    }

    static final class S12 extends Broken<MoreBrokenStores.BlockedByReaders> {
        S12() {
            super(MoreBrokenStores.BlockedByReaders::new);
        }
    }

    static final class S14 extends Broken<MoreBrokenStores.NeverFolds> {
        S14() {
            super(MoreBrokenStores.NeverFolds::new);
        }
    }

    static final class S15 extends Broken<MoreBrokenStores.ForgetsPauses> {
        S15() {
            super(MoreBrokenStores.ForgetsPauses::new);
        }

        @Override
        void crash(MoreBrokenStores.ForgetsPauses crashed) {
            crashed.crash();
        }
    }

    static final class S16 extends Broken<MoreBrokenStores.ErasesEverything> {
        S16() {
            super(MoreBrokenStores.ErasesEverything::new);
        }
    }

    static Stream<Class<?>> brokenStores() {
        return Stream.of(
                S1.class,
                S2.class,
                S3.class,
                S4.class,
                S5.class,
                S6.class,
                S7.class,
                S8.class,
                S9.class,
                S10.class,
                S11.class,
                S12.class,
                S14.class,
                S15.class,
                S16.class,
                S4Later.class,
                S5Follows.class,
                S6Follows.class,
                S7Follows.class);
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void exactlyTheTestsOfTheBrokenRuleFail(Class<?> broken) {
        String rule = broken.getSimpleName().replaceAll("[A-Z][a-z]+", "");
        Events failed = run(broken).failed();
        Set<String> rules = failed.stream().map(BrokenStoresTest::ruleOf).collect(Collectors.toSet());
        assertEquals(
                Set.of(rule),
                rules,
                () -> failed.stream().map(Event::getTestDescriptor).toList().toString());
        failed.stream()
                .map(BrokenStoresTest::messageOf)
                .forEach(message -> assertTrue(message.contains(rule + " broken"), message));
    }

    /** The mistake that everybody makes first: is it pending? then write. */
    private static final class ReadsThenWrites extends InMemoryShipmentStore {
        private final Clock clock;

        ReadsThenWrites(Clock clock) {
            super(clock);
            this.clock = clock;
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            InMemoryShipmentStore read = new InMemoryShipmentStore(clock);
            read.restore(snapshot());
            ExchangeResult result = read.exchange(request);
            restore(read.snapshot());
            return result;
        }
    }

    static final class Strangers extends Broken<ReadsThenWrites> {
        Strangers() {
            super(ReadsThenWrites::new);
        }
    }

    @Test
    void s2_aStoreThatReadsAndThenWritesIsToldWhatItCosts() {
        List<String> complaints = run(Strangers.class).failed().stream()
                .filter(event -> ruleOf(event).equals("S2"))
                .map(BrokenStoresTest::messageOf)
                .toList();
        assertEquals(1, complaints.size(), complaints::toString);
        assertTrue(
                complaints.get(0).startsWith("S2 broken: two claims on one shipment: the carrier would ship it twice"),
                complaints::toString);
    }

    @Test
    void whatATestCannotSeeIsListedAsSkippedWithTheReason() {
        List<Event> skipped = run(InMemoryShipmentStoreTest.class).skipped().list();
        assertEquals(
                Set.of("S3", "S12", "S13"),
                skipped.stream().map(BrokenStoresTest::ruleOf).collect(Collectors.toSet()));
        skipped.forEach(
                event -> assertFalse(event.getRequiredPayload(String.class).isBlank(), "a skipped test says why"));
    }

    private static Events run(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents();
    }

    /** {@code s2_ofMany…} is of S2. */
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
