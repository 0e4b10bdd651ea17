package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry.Kind;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Deadlocks and serialization failures as the databases themselves report them: the call begins anew, and what it claims is claimed
 * once. SQLite has one writer at a time, who waits before it begins, and so has neither.
 */
class RealConflictsTest extends StoreTest {
    private static final ShipmentId FIRST = Orders.id("n0");
    private static final ShipmentId SECOND = Orders.id("n1");

    private static final String REPEATABLE =
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    private static final String SERIALIZABLE = REPEATABLE.replace("REPEATABLE READ", "SERIALIZABLE");

    /** What somebody else does in the middle of a call. */
    @FunctionalInterface
    private interface Meanwhile {
        void happens() throws SQLException;
    }

    /** Lets it happen once, and keeps what the database said. */
    private class Conflict extends Tap {
        final AtomicBoolean armed = new AtomicBoolean();
        private final List<SQLException> reported = new ArrayList<>();
        private final Meanwhile meanwhile;

        Conflict(Meanwhile meanwhile) {
            super(place);
            this.meanwhile = meanwhile;
        }

        void once() throws SQLException {
            if (armed.getAndSet(false)) {
                meanwhile.happens();
            }
        }

        @Override
        void failed(String sql, SQLException failure) {
            reported.add(failure);
        }

        List<String> states() {
            return reported.stream().map(SQLException::getSQLState).toList();
        }
    }

    /** Where the level is set back behind the store, which its audit refuses. */
    private String behindTheStore() {
        return switch (database) {
            case SQLITE -> "";
            case POSTGRESQL, H2 -> REPEATABLE;
            case MARIADB -> "SET SESSION innodb_snapshot_isolation = ON, transaction_isolation = 'REPEATABLE-READ'";
        };
    }

    private static ClaimRequest claimOf(ShipmentId one) {
        ShipmentFilter chosen = ShipmentFilter.of(Set.of(one));
        return new ClaimRequest(Orders.CARRIER, chosen, 1, 1_000_000, Orders.TERMS);
    }

    private ShipmentRecord claim(ShipmentId one) {
        return store.exchange(Orders.exchange(claimOf(one))).claimed().get(0).shipment();
    }

    /**
     * The exchange has claimed the second shipment, and is to fold the history of the first; somebody has that history, and wants
     * the second shipment.
     */
    @Test
    void s2_aDeadlockOfAnExchangeIsRepeatedAndClaimsOnce() throws Exception {
        if (database == TestDatabase.SQLITE) {
            return;
        }
        store.accept(Orders.plans(40), "shop");
        settle(claim(FIRST), Orders.notSent());
        Settlement again = Orders.settlement(claim(FIRST), Orders.notSent());
        try (Connection other = place.connect()) {
            CompletableFuture<Void> othersTurn = new CompletableFuture<>();
            Conflict deadlock =
                    new Conflict(() -> {
                        CompletableFuture.runAsync(() -> wantSecond(other, othersTurn));
                        awaitWaiting();
                    }) {
                        @Override
                        void beforeExecute(String sql) throws SQLException {
                            if (sql.startsWith(place.names().fill("DELETE FROM {history}"))) {
                                once();
                            }
                        }
                    };
            holdHistoryOfFirst(other);
            try (JdbcShipmentStore engine =
                    JdbcShipmentStore.open(deadlock.dataSource(), place.settings(Duration.ofSeconds(30)), clock)) {
                engine.exchange(Orders.exchange());
                ExchangeRequest request = Orders.exchange(List.of(again), claimOf(SECOND));
                deadlock.armed.set(true);

                ExchangeResult result = engine.exchange(request);

                othersTurn.get(30, TimeUnit.SECONDS);
                assertEquals(List.of(deadlockState()), deadlock.states());
                assertEquals(List.of(SECOND), ids(result.claimed()));
                assertEquals(1, result.settled().size());
                assertEquals(1, engine.claimsOf(request.id()).size());
            }
        }
        assertEquals(List.of(Kind.PLANNED, Kind.CLAIMED), kinds(SECOND));
        assertEquals(List.of(), ids(claimAs(claimOf(SECOND)).claimed()));
    }

    private String deadlockState() {
        return database == TestDatabase.POSTGRESQL ? "40P01" : "40001";
    }

    /** And much else, so that it is the store's transaction that is undone: MariaDB chooses the one that has written less. */
    private void holdHistoryOfFirst(Connection other) throws SQLException {
        other.setAutoCommit(false);
        other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = other.createStatement()) {
            if (database == TestDatabase.POSTGRESQL) {
                // Who looks for a deadlock first is undone.
                statement.execute("SET LOCAL deadlock_timeout = '1min'");
            }
            statement.execute(place.names().fill("UPDATE {shipment} SET priority = 1 WHERE id > 's-n1-1'"));
            statement.execute(
                    place.names().fill("UPDATE {history} SET folded = folded + 0 WHERE shipment_id = 's-n0-1'"));
        }
    }

    private void wantSecond(Connection other, CompletableFuture<Void> done) {
        try (Statement statement = other.createStatement()) {
            statement.execute(place.names().fill("UPDATE {shipment} SET priority = 1 WHERE id = 's-n1-1'"));
            other.commit();
            done.complete(null);
        } catch (SQLException e) {
            done.completeExceptionally(e);
        }
    }

    private void awaitWaiting() throws SQLException {
        String waiting = switch (database) {
            case SQLITE -> throw new IllegalStateException("nobody waits for a row");
            case POSTGRESQL -> "SELECT count(*) FROM pg_stat_activity WHERE wait_event IN ('transactionid', 'tuple')";
            case MARIADB ->
                "SELECT variable_value FROM information_schema.global_status"
                        + " WHERE variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'";
            case H2 -> "SELECT count(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL";
        };
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement()) {
            int found = 0;
            while (found == 0) {
                assertTrue(System.nanoTime() - end < 0, "nobody waits");
                try (ResultSet results = statement.executeQuery(waiting)) {
                    found = results.next() ? results.getInt(1) : 0;
                }
            }
        }
    }

    /** Somebody else claims the first shipment, after the exchange has begun and before it looks for what it can claim. */
    private Conflict overtaken(String level) {
        return new Conflict(this::takeFirst) {
            @Override
            void configured(Connection connection) throws SQLException {
                execute(connection, level);
            }

            @Override
            void beforeExecute(String sql) throws SQLException {
                if (sql.contains("held IS NULL")) {
                    once();
                }
            }
        };
    }

    private void takeFirst() throws SQLException {
        // Of an index, MariaDB reads what is there now, and compares rows only: so the next one is changed as well.
        place.execute("UPDATE {shipment} SET version = version + 1 WHERE id = 's-n1-1'");
        if (database == TestDatabase.H2) {
            // Another engine would wait for this one's turn to end; a person with a console does not.
            place.execute("UPDATE {shipment} SET held = 'by hand', version = version + 1 WHERE id = 's-n0-1'");
        } else {
            claim(FIRST);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        if (!sql.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private void assertOvertaken(Conflict conflict, String... expected) {
        store.accept(Orders.plans(2), "shop");
        try (JdbcShipmentStore engine = JdbcShipmentStore.open(conflict.dataSource(), place.settings(), clock)) {
            engine.exchange(Orders.exchange());
            ExchangeRequest request = Orders.exchange(Orders.claim(1));
            conflict.armed.set(true);

            assertEquals(List.of(SECOND), ids(engine.exchange(request).claimed()));

            assertEquals(1, engine.claimsOf(request.id()).size());
        }
        assertEquals(Arrays.asList(expected), conflict.states(), conflict.reported::toString);
        assertEquals(List.of(Kind.PLANNED, Kind.CLAIMED), kinds(SECOND));
    }

    /** READ COMMITTED has no serialization failures: each statement sees what is there, and nothing has to be repeated. */
    @Test
    void s2_atTheStoresOwnLevelWhoIsOvertakenClaimsTheNext() {
        if (database != TestDatabase.SQLITE) {
            assertOvertaken(overtaken(""));
        }
    }

    @Test
    void s2_aSerializationFailureOfAnExchangeIsRepeatedAndClaimsOnce() {
        switch (database) {
            case SQLITE -> {}
            case POSTGRESQL, H2 -> assertOvertaken(overtaken(behindTheStore()), "40001");
            case MARIADB -> assertOvertaken(overtaken(behindTheStore()), "HY000");
        }
    }

    /** The last moment at which a database can refuse: PostgreSQL's answer to COMMIT is a serialization failure. */
    @Test
    void s4_aCommitThatIsRefusedIsRepeatedAndClaimsOnce() {
        if (database != TestDatabase.POSTGRESQL) {
            return;
        }
        store.accept(Orders.plans(2), "shop");
        Conflict skew = new Conflict(this::readAndWriteAcross) {
            @Override
            void configured(Connection connection) throws SQLException {
                execute(connection, SERIALIZABLE);
            }

            @Override
            void commit(Connection connection) throws SQLException {
                once();
                try {
                    connection.commit();
                } catch (SQLException e) {
                    failed("COMMIT", e);
                    throw e;
                }
            }
        };
        try (JdbcShipmentStore engine = JdbcShipmentStore.open(skew.dataSource(), place.settings(), clock)) {
            engine.exchange(Orders.exchange());
            ExchangeRequest request = Orders.exchange(Orders.claim(1));
            skew.armed.set(true);

            assertEquals(List.of(FIRST), ids(engine.exchange(request).claimed()));

            assertEquals(List.of("40001"), skew.states(), skew.reported::toString);
            assertEquals(1, engine.claimsOf(request.id()).size());
        }
        assertEquals(List.of(Kind.PLANNED, Kind.CLAIMED), kinds(FIRST));
    }

    /** Reads what the exchange has claimed, and writes what the exchange has read. */
    private void readAndWriteAcross() throws SQLException {
        try (Connection other = place.connect()) {
            execute(other, SERIALIZABLE);
            other.setAutoCommit(false);
            execute(other, place.names().fill("SELECT count(*) FROM {shipment}"));
            execute(other, place.names().fill("INSERT INTO {pause} VALUES ('another', 1, 'ann', 'by hand')"));
            other.commit();
        }
    }
}
