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

/**
 * How many shipments are where: in one statement, since between two of them a shipment could move out of sight; its parts
 * are made so that each is answered by one index. Not for threads.
 */
final class Counting {
    /** Each with what says since when. */
    private static final List<List<String>> OPEN = List.of(
            List.of(" AND s.state = 'CLAIMED'", "NULL"), List.of(" AND s.state = 'IN_DOUBT'", "min(s.doubt_since)"));

    private static final String FINISHED = " AND s.state IN ('CONFIRMED', 'REJECTED', 'CANCELLED')";
    private static final String FREE = "s.held IS NULL AND ";
    private static final String LATER = "CASE WHEN s.not_before > s.due_at THEN s.not_before ELSE s.due_at END";

    /** What a database counts of one carrier. */
    private static final class Tally {
        private final Map<ShipmentState, Long> states = new EnumMap<>(ShipmentState.class);
        private long held;
        private long dated;
        private long backingOff;
        private @Nullable Instant nextDueAt;
        private @Nullable Instant readySince;
        private @Nullable Instant doubtfulSince;
    }

    private final Session session;
    private final Map<String, Tally> tallies = new TreeMap<>();

    private Counting(Session session) {
        this.session = session;
    }

    static List<CarrierCounts> run(Session session, ShipmentFilter filter) throws SQLException {
        Counting counting = new Counting(session);
        counting.count(filter, Moment.read(session).now());
        return counting.counts();
    }

    private void count(ShipmentFilter filter, Instant now) throws SQLException {
        FilterSql chosen = FilterSql.of(session.dialect(), filter);
        session.query(
                sql(session.sql(), filter, chosen),
                params -> {
                    params.time(now)
                            .time(now)
                            .time(now)
                            .time(now)
                            .time(now)
                            .time(now)
                            .time(now);
                    // Pending, the open ones, and the finished ones.
                    for (int part = 0; part < OPEN.size() + 2; part++) {
                        chosen.bind(params);
                    }
                },
                this::add);
    }

    static String sql(Statements statements, ShipmentFilter filter, FilterSql chosen) {
        String from = statements.sql(" FROM {shipment} s" + chosen.where());
        String by = " GROUP BY s.carrier, s.state";
        String backsOff = FREE + "s.not_before <= ? AND s.due_at > ?";
        String isReady = FREE + "s.not_before <= ? AND s.due_at <= ?";
        StringBuilder sql = new StringBuilder("SELECT s.carrier, s.state, count(*), "
                + sumOf("s.held IS NOT NULL") + ", "
                + sumOf(FREE + "s.not_before > ?") + ", "
                + sumOf(backsOff) + ", min(CASE WHEN " + backsOff + " THEN s.due_at END), min(CASE WHEN " + isReady
                + " THEN " + LATER + " END)"
                + from + " AND s.state = 'PENDING'" + by);
        String others = " UNION ALL SELECT s.carrier, s.state, %s, 0, 0, 0, NULL, %s";
        for (List<String> open : OPEN) {
            sql.append(String.format(others, "count(*)", open.get(1)))
                    .append(from)
                    .append(open.get(0))
                    .append(by);
        }
        return isTallied(filter)
                ? sql.append(String.format(others, "sum(s.by_how_many)", "NULL"))
                        .append(statements.sql(" FROM {tally} s"))
                        .append(chosen.where())
                        .append(by)
                        .append(" HAVING sum(s.by_how_many) <> 0")
                        .toString()
                : sql.append(String.format(others, "count(*)", "NULL"))
                        .append(from)
                        .append(FINISHED)
                        .append(by)
                        .toString();
    }

    /** The tally knows carriers and states, and nothing else. */
    private static boolean isTallied(ShipmentFilter filter) {
        return ShipmentFilter.ALL
                .withCarrier(filter.carrier())
                .withState(filter.state())
                .equals(filter);
    }

    private static String sumOf(String condition) {
        return "sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
    }

    private Tally add(Row row) throws SQLException {
        Tally tally = tallies.computeIfAbsent(row.text(), carrier -> new Tally());
        ShipmentState state = ShipmentState.valueOf(row.text());
        tally.states.put(state, row.longNumber());
        tally.held += row.longNumber();
        tally.dated += row.longNumber();
        tally.backingOff += row.longNumber();
        Instant due = row.timeOrNull();
        tally.nextDueAt = due == null ? tally.nextDueAt : due;
        Instant since = row.timeOrNull();
        if (state == ShipmentState.PENDING) {
            tally.readySince = since;
        } else if (state == ShipmentState.IN_DOUBT) {
            tally.doubtfulSince = since;
        }
        return tally;
    }

    private List<CarrierCounts> counts() {
        List<CarrierCounts> counts = new ArrayList<>();
        tallies.forEach((carrier, tally) -> counts.add(new CarrierCounts(
                carrier,
                tally.states,
                tally.held,
                tally.dated,
                tally.backingOff,
                tally.nextDueAt,
                tally.readySince,
                tally.doubtfulSince)));
        return counts;
    }
}
