package io.shiponce.store.jdbc;

import io.shiponce.store.CarrierCounts;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many shipments are where: one statement for each partial index that holds them. Not for threads. */
final class Counting {
    private static final String OPEN = " AND s.state IN ('PENDING', 'CLAIMED')";
    private static final String DOUBTFUL = " AND s.state = 'IN_DOUBT'";
    private static final String FINISHED = " AND s.state IN ('CONFIRMED', 'REJECTED', 'CANCELLED')";
    private static final String FREE = "s.state = 'PENDING' AND s.held IS NULL AND ";

    /** What a database counts of one carrier. */
    private static final class Tally {
        private final Map<ShipmentState, Long> states = new EnumMap<>(ShipmentState.class);
        private long held;
        private long dated;
        private long backingOff;
        private @Nullable Instant nextDueAt;
    }

    private final Session session;
    private final Map<String, Tally> tallies = new TreeMap<>();

    private Counting(Session session) {
        this.session = session;
    }

    static List<CarrierCounts> run(Session session, ShipmentFilter filter) throws SQLException {
        Counting counting = new Counting(session);
        FilterSql chosen = FilterSql.of(session.dialect(), filter);
        counting.countOpen(chosen, Moment.read(session).now());
        counting.count(chosen, DOUBTFUL);
        counting.count(chosen, FINISHED);
        return counting.counts();
    }

    private void countOpen(FilterSql chosen, Instant now) throws SQLException {
        String backsOff = FREE + "s.not_before <= ? AND s.due_at > ?";
        session.query(
                "SELECT s.carrier, s.state, count(*), "
                        + sumOf("s.state = 'PENDING' AND s.held IS NOT NULL") + ", "
                        + sumOf(FREE + "s.not_before > ?") + ", "
                        + sumOf(backsOff) + ", min(CASE WHEN " + backsOff + " THEN s.due_at END)"
                        + session.sql().sql(" FROM {shipment} s") + chosen.where() + OPEN
                        + " GROUP BY s.carrier, s.state",
                params -> {
                    params.time(now).time(now).time(now).time(now).time(now);
                    chosen.bind(params);
                },
                row -> {
                    Tally tally = addState(row);
                    tally.held += row.longNumber();
                    tally.dated += row.longNumber();
                    tally.backingOff += row.longNumber();
                    Instant due = row.timeOrNull();
                    tally.nextDueAt = due == null ? tally.nextDueAt : due;
                    return tally;
                });
    }

    private static String sumOf(String condition) {
        return "sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
    }

    private void count(FilterSql chosen, String states) throws SQLException {
        session.query(
                session.sql().sql("SELECT s.carrier, s.state, count(*) FROM {shipment} s") + chosen.where() + states
                        + " GROUP BY s.carrier, s.state",
                chosen::bind,
                this::addState);
    }

    private Tally addState(Row row) throws SQLException {
        Tally tally = tallies.computeIfAbsent(row.text(), carrier -> new Tally());
        tally.states.put(ShipmentState.valueOf(row.text()), row.longNumber());
        return tally;
    }

    private List<CarrierCounts> counts() {
        List<CarrierCounts> counts = new ArrayList<>();
        tallies.forEach((carrier, tally) -> counts.add(
                new CarrierCounts(carrier, tally.states, tally.held, tally.dated, tally.backingOff, tally.nextDueAt)));
        return counts;
    }
}
