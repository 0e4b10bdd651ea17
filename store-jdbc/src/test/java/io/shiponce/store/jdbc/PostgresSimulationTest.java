package io.shiponce.store.jdbc;

import io.shiponce.internal.Coverage;
import io.shiponce.internal.World;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** R1 to R17 on PostgreSQL. */
class PostgresSimulationTest extends SqlSimulation {
    private static final Coverage COVERAGE = new Coverage();

    PostgresSimulationTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    protected Coverage coverage() {
        return COVERAGE;
    }

    @AfterContainer
    static void report() throws IOException {
        COVERAGE.report("simulation on PostgreSQL");
    }

    @Override
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    protected void atMostOnceWhateverHappens(
            @ForAll("schedules") List<World.Op> schedule, @ForAll @IntRange(min = 0, max = 3) int level) {
        play(schedule, level);
    }

    @Tag("proof")
    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void atMostOnceWhateverHappensManyTimes(
            @ForAll("schedules") List<World.Op> schedule, @ForAll @IntRange(min = 0, max = 3) int level) {
        play(schedule, level);
    }
}
