package io.shiponce.store.jdbc;

import io.shiponce.internal.Coverage;
import io.shiponce.internal.World;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** R1 to R17 on SQLite, backups restored by SQLite itself. */
class SqliteSimulationTest extends SqlSimulation {
    private static final Coverage COVERAGE = new Coverage();

    private int backups;

    SqliteSimulationTest() {
        super(TestDatabase.SQLITE);
    }

    @Override
    protected Runnable backup() throws SQLException {
        TestDatabase.Place here = Objects.requireNonNull(place);
        String file = here.url().substring(SqliteDialect.URL.length()) + "." + ++backups;
        copy(here, "backup to '" + file + "'");
        return () -> {
            try {
                copy(here, "restore from '" + file + "'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static void copy(TestDatabase.Place place, String command) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(command);
        }
    }

    @Override
    protected Coverage coverage() {
        return COVERAGE;
    }

    @AfterContainer
    static void report() throws IOException {
        COVERAGE.report("simulation on SQLite");
    }

    @Override
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    protected void atMostOnceWhateverHappens(
            @ForAll("schedules") List<World.Op> schedule, @ForAll @IntRange(min = 0, max = 3) int level) {
        play(schedule, level);
    }

    @Tag("proof")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void atMostOnceWhateverHappensManyTimes(
            @ForAll("schedules") List<World.Op> schedule, @ForAll @IntRange(min = 0, max = 3) int level) {
        play(schedule, level);
    }
}
