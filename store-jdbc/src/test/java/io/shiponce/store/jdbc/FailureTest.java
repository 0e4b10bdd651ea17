package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoredShipment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is true after a failure. */
class FailureTest extends StoreTest {
    /** What is run when there is nothing left to be undone. */
    static final Set<String> AFTER_COMMIT = Set.of("CHECKPOINT SYNC", "DO RELEASE_ALL_LOCKS()");

    private JdbcShipmentStore tapped(Tap tap) {
        return closedLater(JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock));
    }

    @Test
    void r4_aCommitWhoseAnswerIsLostTurnsUpAmongTheClaims() {
        accept(Orders.plan("1"));
        AtomicBoolean lose = new AtomicBoolean();
        JdbcShipmentStore shaky = tapped(new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                connection.commit();
                if (lose.getAndSet(false)) {
                    throw new SQLException("connection reset", "08006");
                }
            }
        });
        shaky.exchange(Orders.exchange()); // From here on its connection is one that was used before.
        ExchangeRequest request = Orders.exchange(Orders.claim(5));
        lose.set(true);

        assertThrows(StoreException.class, () -> shaky.exchange(request));

        List<ShipmentRecord> claims = shaky.claimsOf(request.id());
        assertEquals(
                List.of(Orders.id("1")), claims.stream().map(ShipmentRecord::id).toList());
        Settlement back = Orders.settlement(claims.get(0), Orders.notSent());
        shaky.exchange(Orders.exchange(List.of(back)));
        assertEquals(ShipmentState.PENDING, shipment(Orders.id("1")).state());
    }

    @Test
    void s4_aCommitThatFailsLeavesNothing() {
        accept(Orders.plan("1"));
        AtomicBoolean fail = new AtomicBoolean();
        JdbcShipmentStore shaky = tapped(new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                if (fail.getAndSet(false)) {
                    throw new SQLException("disk full", "53100");
                }
                connection.commit();
            }
        });
        ExchangeRequest request = Orders.exchange(Orders.claim(5));
        fail.set(true);

        String message = assertThrows(StoreException.class, () -> shaky.exchange(request))
                .getMessage();

        assertTrue(message.startsWith("dispatch at jdbc:"), message);
        assertTrue(shaky.claimsOf(request.id()).isEmpty());
        assertEquals(
                1, shaky.exchange(Orders.exchange(Orders.claim(5))).claimed().size());
    }

    @Test
    void s4_aFailureAtAnyStatementLeavesNothing() {
        AtomicInteger countdown = new AtomicInteger(Integer.MAX_VALUE);
        JdbcShipmentStore shaky = tapped(new Tap(place) {
            @Override
            void beforeExecute(String sql) throws SQLException {
                if (!AFTER_COMMIT.contains(sql) && countdown.getAndDecrement() == 0) {
                    throw new SQLException("cut", "XX000");
                }
            }
        });
        store.accept(Orders.plans(4), "shop");
        StoredShipment claimed = claimUpTo(1).claimed().get(0);
        List<Settlement> settlements = List.of(Orders.settlement(claimed.shipment(), Orders.accepted("T1")));
        int failures = 0;
        while (true) {
            // Connecting anew runs statements too.
            shaky.claimsOf(Orders.exchangeId());
            countdown.set(failures);
            try {
                shaky.exchange(Orders.exchange(settlements, Orders.claim(2)));
                break;
            } catch (StoreException e) {
                failures++;
                countdown.set(Integer.MAX_VALUE);
                assertEquals(claimed, store.find(Orders.id("n0")).orElseThrow());
                assertEquals(2, store.history(Orders.id("n0")).size());
                assertEquals(ShipmentState.PENDING, shipment(Orders.id("n1")).state());
            }
        }
        assertTrue(failures > (database == TestDatabase.POSTGRESQL ? 4 : 5), "failed " + failures + " times");
        assertEquals(ShipmentState.CONFIRMED, shipment(Orders.id("n0")).state());
        assertEquals(ShipmentState.CLAIMED, shipment(Orders.id("n2")).state());
    }

    @Test
    void s1_aDriverThatDoesNotCountIsABugAndNotAWin() {
        accept(Orders.plan("1"));
        JdbcShipmentStore blind = tapped(new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
                if (sql.startsWith("UPDATE") && result instanceof int[]) {
                    return new int[] {Statement.SUCCESS_NO_INFO};
                }
                // Where one statement writes all, it returns the number of each row that it has written.
                return result instanceof ResultSet rows
                                && rows.getMetaData().getColumnLabel(1).equals("item")
                        ? connection.createStatement().executeQuery("SELECT 1 UNION ALL SELECT 1")
                        : result;
            }
        });

        String message = assertThrows(StoreException.class, () -> blind.exchange(Orders.exchange(Orders.claim(5))))
                .getMessage();

        String reported = database == TestDatabase.POSTGRESQL ? "reported two rows" : "reported -2 rows";
        assertTrue(message.contains(reported), message);
        assertEquals(ShipmentState.PENDING, shipment(Orders.id("1")).state());
    }

    @Test
    void s1_whatSomebodyElseWroteMeanwhileIsNotClaimed() {
        accept(Orders.plan("1"), Orders.plan("2"));
        JdbcShipmentStore slow = tapped(new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
                if (sql.contains("held IS NULL")) {
                    // On the same connection, behind the store's back: a lock would keep everybody else out.
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate(
                                "UPDATE " + place.prefix() + "shipment SET version = version + 1 WHERE id = 's-1-1'");
                    }
                }
                return result;
            }
        });

        assertEquals(
                List.of(Orders.id("2")),
                ids(slow.exchange(Orders.exchange(Orders.claim(5))).claimed()));
        assertEquals(1, store.history(Orders.id("1")).size());
    }

    /** Its row was locked, so nobody can have been faster; if somebody was all the same, nothing of the exchange is kept. */
    @Test
    void s1_aSettlementWhoseLockedRowWasChangedUndoesTheExchange() {
        accept(Orders.plan("1"));
        StoredShipment claimed = claimUpTo(1).claimed().get(0);
        AtomicBoolean armed = new AtomicBoolean();
        JdbcShipmentStore betrayed = tapped(new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
                if (sql.contains("SELECT s.id, s.shop") && armed.getAndSet(false)) {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate("UPDATE " + place.prefix() + "shipment SET version = version + 1");
                    }
                }
                return result;
            }
        });
        ExchangeRequest settling =
                Orders.exchange(List.of(Orders.settlement(claimed.shipment(), Orders.accepted("T1"))));
        betrayed.exchange(Orders.exchange());
        armed.set(true);

        String message = assertThrows(StoreException.class, () -> betrayed.exchange(settling))
                .getMessage();

        assertTrue(message.contains("a locked shipment was changed by somebody else"), message);
        assertEquals(claimed, store.find(claimed.shipment().id()).orElseThrow());
        assertEquals(1, betrayed.exchange(settling).settled().size());
        assertEquals(ShipmentState.CONFIRMED, shipment(claimed.shipment().id()).state());
    }

    @Test
    void anExchangeNeedsFewStatementsWhateverItsSize() {
        List<String> statements = Collections.synchronizedList(new ArrayList<>());
        JdbcShipmentStore counted = tapped(new Tap(place) {
            @Override
            void beforeExecute(String sql) {
                statements.add(sql);
            }
        });
        store.accept(Orders.plans(300), "shop");
        List<StoredShipment> claimed = claimUpTo(150).claimed();
        counted.exchange(Orders.exchange());
        statements.clear();

        List<Settlement> settlements = new ArrayList<>();
        for (int i = 0; i < claimed.size(); i++) {
            settlements.add(Orders.settlement(
                    claimed.get(i).shipment(), i % 2 == 0 ? Orders.accepted("T" + i) : Orders.notSent()));
        }
        counted.exchange(new ExchangeRequest(
                Orders.exchangeId(), Orders.ENGINE, 1, settlements, List.of(Orders.claim(150)), 50));

        assertTrue(statements.size() <= 18, String.join("\n", statements));
    }

    @Test
    void r4_whatRanOutOfTimeSendsNothingMoreAndIsNotCommitted() throws Exception {
        try (Connection connection = place.connect()) {
            Dialect dialect = Dialect.of(connection.getMetaData().getDatabaseProductName());
            Statements statements = new Statements(dialect, Names.of(place.properties()));
            StoreConfig config = new StoreConfig(dialect, statements, Duration.ofSeconds(5), clock);
            connection.setAutoCommit(false);
            Session session = new Session(connection, config, Deadline.in(Duration.ofSeconds(5)));
            session.update(statements.insertProbe, params -> params.text("late"));

            session.extend(Deadline.in(Duration.ZERO));

            assertThrows(
                    SQLTimeoutException.class,
                    () -> session.update(statements.insertProbe, params -> params.text("later")));
            assertThrows(SQLTimeoutException.class, () -> session.execute("CREATE TABLE late (id INT)"));
            assertThrows(SQLTimeoutException.class, session::commit);
            session.rollback();
            assertEquals(
                    List.of(),
                    new Session(connection, config, null)
                            .query(statements.selectProbe, params -> params.text("late"), Row::text));
        }
    }

    @Test
    void aClosedStoreRefusesCalls() {
        store.close();
        assertThrows(StoreException.class, () -> store.exchange(Orders.exchange(Orders.claim(1))));
        assertThrows(StoreException.class, () -> store.control());
    }
}
