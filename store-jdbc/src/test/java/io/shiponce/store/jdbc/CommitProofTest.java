package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoredShipment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R4: what a node of a cluster can do to a transaction, done to it on one server that is in none. */
class CommitProofTest {
    private final TestDatabase.Place place = TestDatabase.MARIADB.fresh();
    private JdbcShipmentStore plain;

    /** As if the server were a node. The store must have been opened before. */
    static JdbcShipmentStore onANode(ConnectionSource source, TestDatabase.Place place, InstantSource clock) {
        Dialect dialect = new GaleraDialect();
        return new JdbcShipmentStore(new Connector(
                source,
                new StoreConfig(
                        dialect,
                        new Statements(dialect, place.names()),
                        place.settings().callTimeout(),
                        clock)));
    }

    @BeforeEach
    void open() {
        JdbcShipmentStore.migrate(place.settings());
        plain = JdbcShipmentStore.open(place.settings());
        plain.accept(Orders.plans(3), "shop");
    }

    @AfterEach
    void close() {
        plain.close();
    }

    /** What happens to a transaction. */
    @FunctionalInterface
    private interface Mishap {
        void happen(Connection connection) throws SQLException;
    }

    /** Happens once, right after a statement. */
    private final class Once extends Tap {
        private final Predicate<String> statement;
        private final Mishap mishap;
        private boolean happened;

        Once(Predicate<String> statement, Mishap mishap) {
            super(place);
            this.statement = statement;
            this.mishap = mishap;
        }

        @Override
        Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
            if (!happened && statement.test(sql)) {
                happened = true;
                mishap.happen(connection);
            }
            return result;
        }
    }

    private JdbcShipmentStore onANode(Tap tap) {
        return onANode(ConnectionSource.of(tap.dataSource(), place.settings()), place, null);
    }

    /** As nodes report nearly everything. */
    private static SQLException deadlock() {
        return new SQLException("deadlock", "40001", MariaDbDialect.DEADLOCK);
    }

    private static void undo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
    }

    /** All three, each claimed once, as the database has it. */
    private void assertClaimedOnce(ExchangeRequest request, List<StoredShipment> claimed) {
        assertEquals(3, claimed.size());
        assertEquals(3, plain.claimsOf(request.id()).size());
        for (StoredShipment one : claimed) {
            assertEquals(
                    List.of(HistoryEntry.Kind.PLANNED, HistoryEntry.Kind.CLAIMED),
                    plain.history(one.shipment().id()).stream()
                            .map(HistoryEntry::kind)
                            .toList());
        }
    }

    private void claimBeside(Once mishap) {
        try (JdbcShipmentStore node = onANode(mishap)) {
            ExchangeRequest request = Orders.exchange(Orders.claim(3));
            assertClaimedOnce(request, node.exchange(request).claimed());
            assertTrue(mishap.happened, "nothing was tried");
        }
    }

    /** What it wrote is gone, and its commit is not refused. */
    @Test
    void r4_aCommitThatKeptNothingIsRepeated() {
        claimBeside(
                new Once(sql -> sql.startsWith("UPDATE") && sql.contains("complete = TRUE"), CommitProofTest::undo));
    }

    /** What it had written so far is gone, and what it writes from now on would be committed alone. */
    @Test
    void r4_aTransactionThatWasUndoneInTheMiddleIsRepeatedAsAWhole() {
        claimBeside(new Once(sql -> sql.startsWith("UPDATE") && sql.contains("claim_id"), CommitProofTest::undo));
    }

    @Test
    void r4_aCommitThatWasAnsweredByAnErrorAllTheSameIsOne() {
        claimBeside(new Once("COMMIT"::equals, connection -> {
            throw deadlock();
        }));
    }

    /** Nor is a commit that did not even begin taken for one because the transaction sees what it has written. */
    @Test
    void r4_aCommitThatWasRefusedIsRepeated() {
        AtomicBoolean refuse = new AtomicBoolean(true);
        ExchangeRequest request = Orders.exchange(Orders.claim(3));
        Tap refusing = new Tap(place) {
            @Override
            void beforeExecute(String sql) throws SQLException {
                if (sql.equals("COMMIT") && refuse.getAndSet(false)) {
                    throw deadlock();
                }
            }
        };
        try (JdbcShipmentStore node = onANode(refusing)) {
            assertClaimedOnce(request, node.exchange(request).claimed());
            assertFalse(refuse.get(), "nothing was tried");
        }
    }

    /** The node is cut off from the majority before it can say. */
    @Test
    void r4_aCommitThatCannotBeReadBackIsNoClaim() {
        Once mishap = new Once(sql -> sql.startsWith("SELECT m.complete"), connection -> {
            throw deadlock();
        });
        try (JdbcShipmentStore node = onANode(mishap)) {
            ExchangeRequest request = Orders.exchange(Orders.claim(3));

            StoreException unknown = assertThrows(StoreException.class, () -> node.exchange(request));

            assertTrue(unknown.getMessage().contains("whether it was committed cannot be read"), unknown.getMessage());
            List<ShipmentRecord> claims = node.claimsOf(request.id());
            assertEquals(3, claims.size());
        }
    }

    /** Each of a day's sessions leaves a row, and no more. */
    @Test
    void oldMarksAreRemoved() throws Exception {
        try (JdbcShipmentStore node = onANode(new Tap(place))) {
            node.exchange(Orders.exchange(Orders.claim(1)));
            node.exchange(Orders.exchange(Orders.claim(1)));
            assertEquals(1, count("SELECT count(*) FROM {mark}"));
        }
        place.execute("UPDATE {mark} SET at = at - INTERVAL 2 DAY");
        try (JdbcShipmentStore node = onANode(new Tap(place))) {
            node.exchange(Orders.exchange(Orders.claim(1)));
            assertEquals(1, count("SELECT count(*) FROM {mark}"));
        }
    }

    /** Its commit is the caller's own; it is undone if it meets a restore at another node, because both went through a gate. */
    @Test
    void r14_whatACallerRegistersGoesThroughAGateAndLeavesNoMark() throws Exception {
        try (JdbcShipmentStore node = onANode(new Tap(place));
                Connection shop = place.connect()) {
            shop.setAutoCommit(false);
            node.register(shop, Orders.plan("registered"), "shop");
            shop.commit();
            assertEquals(1, count("SELECT sum(passed) FROM {gate}"));
            assertEquals(0, count("SELECT count(*) FROM {mark}"));
        }
        assertTrue(plain.find(Orders.id("registered")).isPresent());
    }

    @Test
    void withoutGatesNobodyWrites() throws Exception {
        place.execute("DELETE FROM {gate}");
        try (JdbcShipmentStore node = onANode(new Tap(place))) {
            StoreException refused =
                    assertThrows(StoreException.class, () -> node.exchange(Orders.exchange(Orders.claim(3))));
            assertTrue(
                    refused.getMessage().contains("gate lacks rows (0 were there, expected 1)"), refused.getMessage());
        }
    }

    private int count(String select) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(place.names().fill(select))) {
            assertTrue(results.next());
            return results.getInt(1);
        }
    }
}
