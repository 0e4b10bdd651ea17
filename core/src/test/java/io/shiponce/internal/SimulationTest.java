package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CrashSimulation;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** The real engine on a store in memory, in very many schedules, so that everything that can happen has happened. */
class SimulationTest extends CrashSimulation {

    private static final Coverage COVERAGE = new Coverage();

    private SimulatedStore store = SimulatedStore.inMemory();

    @Override
    protected ShipmentStore openFresh(MutableClock clock) throws Exception {
        store = SimulatedStore.inMemory();
        return store.openFresh(clock);
    }

    @Override
    protected ShipmentStore openAgain() throws Exception {
        return store.openAgain();
    }

    @Override
    protected @Nullable Runnable backup() throws Exception {
        return store.backup();
    }

    @Override
    protected Coverage coverage() {
        return COVERAGE;
    }

    @Override
    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    protected void atMostOnceWhateverHappens(
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

    /**
     * What chance hardly ever brings about: after a restore, the carrier accepts a revision that the backup does not know; and what
     * the carrier took, it refuses later.
     */
    @BeforeContainer
    static void rareSchedules() {
        World.Op turn = new World.Op(World.Kind.TURN, 0, 0);
        World.Op send = new World.Op(World.Kind.SEND, 0, 0);
        World.Op sendRejected = new World.Op(World.Kind.SEND, 0, 2 << 2);
        new SimulationTest()
                .play(
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
        World.Op sendTakenAndGivenUp = new World.Op(World.Kind.SEND, 0, 4 << 2 | 3 << 7);
        new SimulationTest()
                .play(
                        List.of(
                                new World.Op(World.Kind.ACCEPT, 0, 0),
                                turn,
                                sendTakenAndGivenUp,
                                turn,
                                new World.Op(World.Kind.ADVANCE, 5, 0),
                                new World.Op(World.Kind.DECLARE_REFUSED, 0, 0)),
                        1);
    }

    /** Every kind of transition and every fault has been reached; else the schedules prove less than they seem to. */
    @AfterContainer
    static void everythingWasReached() throws IOException {
        COVERAGE.report("simulation");
        assertTrue(
                COVERAGE.kindsMissed().isEmpty(),
                () -> "never reached: " + COVERAGE.kindsMissed() + "\n" + COVERAGE.table());
        assertTrue(COVERAGE.faultsMissed().isEmpty(), () -> "never happened: " + COVERAGE.faultsMissed());
    }
}
