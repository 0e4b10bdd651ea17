package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done again and again is answered by an index that finished shipments are not in. */
class QueryPlanTest extends StoreTest {

    @Test
    void noStatementOfAnExchangeReadsAWholeTable() {
        List<String> statements = new ArrayList<>();
        store.accept(Orders.plans(20), "shop");
        List<Settlement> settlements = claimUpTo(10).claimed().stream()
                .map(claimed -> Orders.settlement(claimed.shipment(), Orders.notSent()))
                .toList();
        Tap tap = new Tap(place) {
            @Override
            void beforeExecute(String sql) {
                statements.add(sql);
            }
        };
        try (JdbcShipmentStore tapped = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
            statements.clear();
            tapped.exchange(new ExchangeRequest(
                    Orders.exchangeId(), Orders.ENGINE, 1, settlements, List.of(Orders.claim(5)), 5));
        }
        for (String table : List.of("shipment", "payload", "history", "receipt")) {
            for (String sql : statements) {
                if (sql.contains(place.prefix()) && !sql.startsWith("INSERT")) {
                    String plan = plan(sql);
                    String scan = (database == TestDatabase.SQLITE ? "SCAN " : "Seq Scan on ") + place.prefix() + table;
                    assertFalse(plan.contains(scan), sql + "\n" + plan);
                }
            }
        }
    }

    @Test
    void claimingExpiringAndCountingDoubtsUsePartialIndexes() {
        Statements sql = new Statements(dialect(), place.prefix());
        FilterSql ready = FilterSql.ready(dialect(), Orders.CARRIER, ShipmentFilter.ALL, Instant.EPOCH);
        assertUses(
                "shipment_ready",
                sql.selectStored + ready.where() + " ORDER BY s.priority DESC, s.due_at, s.id LIMIT ?");
        assertUses("shipment_claimed", sql.expired.replace(" FOR UPDATE OF s SKIP LOCKED", ""));
        assertUses("shipment_claimed", sql.claimsOf);
        assertUses("shipment_unanswered", sql.unanswered);
        assertUses("shipment_erasable", sql.erasable.replace(" FOR UPDATE OF s SKIP LOCKED", ""));
        String counts = Counting.sql(sql, FilterSql.of(dialect(), ShipmentFilter.ALL));
        for (String index : List.of("pending", "claimed", "doubtful", "finished")) {
            assertUses("shipment_" + index, counts);
        }
        for (ShipmentState state : ShipmentState.values()) {
            String page = sql.selectShipments
                    + FilterSql.of(dialect(), ShipmentFilter.ALL.withState(state))
                            .where()
                    + " ORDER BY s.id LIMIT ?";
            switch (state) {
                case PENDING -> assertUses(database == TestDatabase.SQLITE ? "shipment_pending" : "shipment_", page);
                case CLAIMED -> assertUses("shipment_claimed", page);
                case IN_DOUBT -> assertUses("shipment_doubtful", page);
                case REJECTED, CANCELLED -> assertUses("shipment_finished", page);
                case CONFIRMED -> {
                    // Most are: reading all in the order of their ids is best.
                }
            }
        }
    }

    private Dialect dialect() {
        return database == TestDatabase.SQLITE ? new SqliteDialect() : new PostgresDialect();
    }

    private void assertUses(String index, String sql) {
        String plan = plan(sql);
        assertTrue(plan.contains(place.prefix() + index), sql + "\n" + plan);
    }

    /** Of PostgreSQL, what it would do if the table were too large to be read as a whole. */
    private String plan(String sql) {
        boolean sqlite = database == TestDatabase.SQLITE;
        try (Connection connection = place.connect();
                Statement settings = connection.createStatement()) {
            if (!sqlite) {
                settings.execute("SET enable_seqscan = off");
                settings.execute("SET plan_cache_mode = force_generic_plan");
                return postgresPlan(connection, sql);
            }
            try (ResultSet results = settings.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
                StringBuilder plan = new StringBuilder();
                while (results.next()) {
                    plan.append(results.getString("detail")).append('\n');
                }
                return plan.toString();
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static String postgresPlan(Connection connection, String sql) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        int parameters = 0;
        for (int at = 0; at < sql.length(); at++) {
            numbered.append(sql.charAt(at) == '?' ? "$" + ++parameters : sql.substring(at, at + 1));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("PREPARE planned AS " + numbered);
            String nulls = parameters == 0 ? "" : "(" + "NULL, ".repeat(parameters - 1) + "NULL)";
            StringBuilder plan = new StringBuilder();
            try (PreparedStatement explain = connection.prepareStatement("EXPLAIN EXECUTE planned" + nulls);
                    ResultSet results = explain.executeQuery()) {
                while (results.next()) {
                    plan.append(results.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
