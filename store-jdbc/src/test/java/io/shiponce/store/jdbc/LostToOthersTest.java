package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.HistoryEntry.Kind;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Deadlocks and serialization failures, at any statement of an exchange and at its commit. */
class LostToOthersTest extends StoreTest {

    /** As the database reports that it has undone a transaction, or that a lock was not to be had. */
    private List<SQLException> conflicts() {
        return switch (database) {
            case SQLITE -> List.of();
            case POSTGRESQL ->
                List.of(
                        new SQLException("serialization failure", "40001"),
                        new SQLException("deadlock", "40P01"),
                        new SQLException("lock timeout", "55P03"));
            case MARIADB ->
                List.of(
                        new SQLException("lock wait timeout", "HY000", 1205),
                        new SQLException("deadlock", "40001", 1213),
                        new SQLException("changed since last read", "HY000", 1020));
            case H2 ->
                List.of(
                        new SQLException("deadlock", "40001", 40001),
                        new SQLException("concurrent update", "HYT00", 90131));
        };
    }

    /** Throws at the so-manieth statement or commit of a call that has begun its transaction. */
    private final class Conflicting extends Tap {
        final AtomicInteger countdown = new AtomicInteger(Integer.MAX_VALUE);
        private final SQLException failure;

        Conflicting(SQLException failure) {
            super(place);
            this.failure = failure;
        }

        private void step() throws SQLException {
            if (countdown.getAndDecrement() == 0) {
                throw failure;
            }
        }

        @Override
        void beforeExecute(String sql) throws SQLException {
            if (!FailureTest.AFTER_COMMIT.contains(sql)) {
                step();
            }
        }

        @Override
        void commit(Connection connection) throws SQLException {
            step();
            connection.commit();
        }
    }

    @Test
    void s4_aTransactionThatTheDatabaseHasUndoneIsRepeatedUnnoticed() {
        for (SQLException conflict : conflicts()) {
            Conflicting tap = new Conflicting(conflict);
            String name = conflict.getMessage().replace(' ', '-');
            try (JdbcShipmentStore shaky = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
                int at = 0;
                do {
                    String number = name + "-" + at;
                    accept(Orders.plan(number));
                    shaky.exchange(Orders.exchange());
                    tap.countdown.set(at++);

                    ExchangeRequest request = Orders.exchange(Orders.claim(1));
                    assertEquals(
                            List.of(Orders.id(number)),
                            ids(shaky.exchange(request).claimed()));

                    assertEquals(1, shaky.claimsOf(request.id()).size());
                    assertEquals(List.of(Kind.PLANNED, Kind.CLAIMED), kinds(Orders.id(number)));
                } while (tap.countdown.getAndSet(Integer.MAX_VALUE) < 0);
                assertTrue(at > 5, at + " steps");
            }
        }
    }

    /** What goes on for ever is reported in the end, and nothing of it is there. */
    @Test
    void s4_aConflictThatDoesNotEndIsAFailureAndNoClaim() {
        accept(Orders.plan("1"));
        for (SQLException conflict : conflicts()) {
            AtomicInteger commits = new AtomicInteger();
            Tap tap = new Tap(place) {
                @Override
                void commit(Connection connection) throws SQLException {
                    if (commits.get() > 0) {
                        commits.incrementAndGet();
                        throw conflict;
                    }
                    connection.commit();
                }
            };
            try (JdbcShipmentStore shaky = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
                commits.set(1);
                assertThrows(StoreException.class, () -> shaky.exchange(Orders.exchange(Orders.claim(1))));
                assertEquals(1 + 5, commits.get());
                assertEquals(ShipmentState.PENDING, shipment(Orders.id("1")).state());
            }
        }
    }

    /** Nothing is repeated here: whoever begins has the file, and waits for it before. */
    @Test
    void s4_aBusyFileIsAFailureAndNoClaim() throws Exception {
        if (database == TestDatabase.SQLITE) {
            accept(Orders.plan("1"));
            try (Connection busy = place.connect();
                    JdbcShipmentStore impatient =
                            JdbcShipmentStore.open(place.settings(Duration.ofMillis(200)), clock)) {
                busy.setAutoCommit(false);
                store.register(busy, Orders.plan("2"), "shop");
                ExchangeRequest request = Orders.exchange(Orders.claim(1));

                assertThrows(StoreException.class, () -> impatient.exchange(request));

                busy.rollback();
                assertTrue(impatient.claimsOf(request.id()).isEmpty());
                assertEquals(ShipmentState.PENDING, shipment(Orders.id("1")).state());
            }
        }
    }
}
