package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * The real engine under everything at once: crashes, pauses, delays, lost answers, unknown commits, jumping clocks, people who click
 * twice, restored backups. Each schedule is plain data from one seed; a failing one shrinks and prints what happened.
 */
class SimulationTest {

    private static final Coverage COVERAGE = new Coverage();

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void atMostOnceWhateverHappens(
            @ForAll("schedules") List<World.Op> schedule, @ForAll @IntRange(min = 0, max = 3) int level) {
        play(schedule, level);
    }

    @Tag("proof")
    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    void atMostOnceWhateverHappensManyTimes(
            @ForAll("schedules") List<World.Op> schedule, @ForAll @IntRange(min = 0, max = 3) int level) {
        play(schedule, level);
    }

    @Tag("soak")
    @Property(tries = 3_000_000, edgeCases = EdgeCasesMode.NONE)
    void atMostOnceWhateverHappensForHours(
            @ForAll("schedules") List<World.Op> schedule, @ForAll @IntRange(min = 0, max = 3) int level) {
        play(schedule, level);
    }

    private static void play(List<World.Op> schedule, int level) {
        World world = new World(level, COVERAGE);
        try {
            world.play(schedule);
            world.heal();
        } finally {
            world.count();
        }
    }

    /** What chance hardly ever brings about: after a restore, the carrier accepts a revision that the backup does not know. */
    @BeforeContainer
    static void aRareSchedule() {
        World.Op turn = new World.Op(World.Kind.TURN, 0, 0);
        World.Op send = new World.Op(World.Kind.SEND, 0, 0);
        World.Op sendRejected = new World.Op(World.Kind.SEND, 0, 2 << 2);
        play(
                List.of(
                        new World.Op(World.Kind.ACCEPT, 0, 0),
                        turn,
                        sendRejected,
                        turn,
                        new World.Op(World.Kind.BACKUP, 0, 0),
                        new World.Op(World.Kind.AMEND, 0, 0),
                        new World.Op(World.Kind.ADVANCE, 1, 0),
                        turn,
                        new World.Op(World.Kind.RESTORE, 0, 0),
                        send,
                        turn),
                1);
    }

    /** Every kind of transition and every fault has been reached; else the schedules prove less than they seem to. */
    @AfterContainer
    static void everythingWasReached() {
        System.out.println(COVERAGE.summary());
        assertTrue(
                COVERAGE.kindsMissed().isEmpty(),
                () -> "never reached: " + COVERAGE.kindsMissed() + "\n" + COVERAGE.table());
        assertTrue(COVERAGE.faultsMissed().isEmpty(), () -> "never happened: " + COVERAGE.faultsMissed());
    }

    @Provide
    Arbitrary<List<World.Op>> schedules() {
        Arbitrary<World.Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, World.Kind.ACCEPT),
                Tuple.of(20, World.Kind.TURN),
                Tuple.of(20, World.Kind.TURN_AND_SEND),
                Tuple.of(20, World.Kind.SEND),
                Tuple.of(14, World.Kind.ADVANCE),
                Tuple.of(1, World.Kind.STORE_CLOCK_JUMPS),
                Tuple.of(5, World.Kind.CRASH),
                Tuple.of(2, World.Kind.STORE_FAILS_BEFORE),
                Tuple.of(4, World.Kind.STORE_FAILS_AFTER),
                Tuple.of(1, World.Kind.LOOKUP_FAILS),
                Tuple.of(1, World.Kind.LOOKUP_LAGS),
                Tuple.of(4, World.Kind.DECLARE_NOT_SENT),
                Tuple.of(1, World.Kind.DECLARE_SENT),
                Tuple.of(1, World.Kind.CLICK_TWICE),
                Tuple.of(1, World.Kind.CANCEL),
                Tuple.of(1, World.Kind.RETRY),
                Tuple.of(3, World.Kind.AMEND),
                Tuple.of(1, World.Kind.PAUSE),
                Tuple.of(1, World.Kind.RESUME),
                Tuple.of(1, World.Kind.BACKUP),
                Tuple.of(1, World.Kind.RESTORE));
        Arbitrary<World.Op> ops = Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 1023),
                        Arbitraries.integers().between(0, 1023))
                .as(World.Op::new);
        return ops.list().ofMinSize(1).ofMaxSize(80);
    }
}
