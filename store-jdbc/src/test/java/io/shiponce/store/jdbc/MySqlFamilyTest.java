package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several writers at once on MariaDB or MySQL. */
abstract class MySqlFamilyTest extends ManyWritersTest {
    MySqlFamilyTest(TestDatabase.Place place) {
        super(place);
    }

    @Override
    String clock() {
        return "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";
    }

    @Override
    String lockTable(String table) {
        return "LOCK TABLES " + table + " WRITE";
    }

    @Override
    void unlockTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UNLOCK TABLES");
        }
    }

    @Override
    void cutOthers(Statement statement) throws SQLException {
        List<Long> others = new ArrayList<>();
        try (ResultSet results = statement.executeQuery(
                "SELECT id FROM information_schema.processlist" + " WHERE id <> CONNECTION_ID() AND db = DATABASE()")) {
            while (results.next()) {
                others.add(results.getLong(1));
            }
        }
        for (long other : others) {
            statement.execute("KILL " + other);
        }
    }

    @Override
    String waiting() {
        return "SELECT count(*) FROM information_schema.processlist WHERE state = 'User lock'";
    }

    @Override
    String sleep(int seconds) {
        return "SELECT SLEEP(" + seconds + ")";
    }

    @Override
    void createReader(String user) throws Exception {
        place.execute("CREATE USER " + user + "@'%' IDENTIFIED BY ''");
        for (String name : new Statements(new MariaDbDialect(), place.names()).tables()) {
            place.execute("GRANT SELECT ON {" + name + "} TO " + user + "@'%'");
        }
    }

    /** The shop's order may take as long as it likes: it delays nobody's events, and its own come when it is there. */
    @Test
    void s11_whatCommitsLateComesLate() throws Exception {
        store.accept(List.of(Orders.plan("1")), "shop");
        try (Connection slow = transaction()) {
            store.register(slow, Orders.plan("slow"), "shop");
            store.accept(List.of(Orders.plan("2")), "shop");
            List<Event> first = store.events(Event.START, 10);
            assertEquals(List.of(Orders.id("1"), Orders.id("2")), shipments(first));
            String cursor = first.get(1).cursor();
            assertTrue(store.events(cursor, 10).isEmpty());

            slow.commit();

            assertEquals(List.of(Orders.id("slow")), shipments(store.events(cursor, 10)));
            assertEquals(
                    List.of(Orders.id("1"), Orders.id("2"), Orders.id("slow")),
                    shipments(store.events(Event.START, 10)));
        }
    }

    /** Writers that commit in any order, some never, and readers that race each other: each reads all, once, in one order. */
    @Test
    void s11_noReaderMissesAnEventWhateverTheOrderOfCommits() throws Exception {
        int writers = 4;
        int orders = 40;
        ExecutorService threads = Executors.newFixedThreadPool(writers + 2);
        try {
            List<Future<Set<ShipmentId>>> written = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                written.add(threads.submit(() -> registerInAnyOrder(number, orders)));
            }
            AtomicInteger working = new AtomicInteger(writers);
            Callable<List<Event>> reader = () -> readUntil(working);
            List<Future<List<Event>>> readers = List.of(threads.submit(reader), threads.submit(reader));
            Set<ShipmentId> committed = new HashSet<>();
            for (Future<Set<ShipmentId>> one : written) {
                committed.addAll(one.get(60, TimeUnit.SECONDS));
                working.decrementAndGet();
            }
            List<Event> all = store.events(Event.START, 10_000);
            assertEquals(committed, new HashSet<>(shipments(all)));
            assertEquals(committed.size(), all.size());
            for (Future<List<Event>> read : readers) {
                assertEquals(all, read.get(60, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each on up to three connections at once, ended in another order than begun. */
    private Set<ShipmentId> registerInAnyOrder(int writer, int orders) throws SQLException {
        Random random = new Random(writer);
        Set<ShipmentId> committed = new HashSet<>();
        Map<ShipmentId, Connection> open = new HashMap<>();
        for (int n = 0; n < orders || !open.isEmpty(); n++) {
            if (n < orders && open.size() < 3) {
                String number = writer + "-" + n;
                Connection connection = transaction();
                open.put(Orders.id(number), connection);
                store.register(connection, Orders.plan(number), "shop");
            } else {
                List<ShipmentId> choice = new ArrayList<>(open.keySet());
                ShipmentId ended = choice.get(random.nextInt(choice.size()));
                try (Connection connection = open.remove(ended)) {
                    if (random.nextInt(4) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        committed.add(ended);
                    }
                }
            }
        }
        return committed;
    }

    private List<Event> readUntil(AtomicInteger working) {
        List<Event> read = new ArrayList<>();
        String cursor = Event.START;
        while (true) {
            boolean last = working.get() == 0;
            List<Event> events = store.events(cursor, 3);
            if (events.isEmpty() && last) {
                return read;
            }
            read.addAll(events);
            cursor = events.isEmpty() ? cursor : events.get(events.size() - 1).cursor();
        }
    }

    /** The server went down, or back to a backup, before the last places were on its disk; the reader had seen them. */
    @Test
    void s11_placesThatWereLostAreNotGivenAgain() throws Exception {
        store.accept(List.of(Orders.plan("1")), "shop");
        List<Event> read = store.events(Event.START, 10);
        String cursor = read.get(0).cursor();
        place.execute("DELETE FROM {history}");
        place.execute("UPDATE {event} SET last_place = 0");
        store.accept(List.of(Orders.plan("2")), "shop");

        assertEquals(List.of(Orders.id("2")), shipments(store.events(cursor, 10)));
    }

    /** A locking read sees the restore, whatever the caller's transaction saw before. */
    @Test
    void r14_registeringInATransactionOfBeforeARestoreSeesTheRestore() throws Exception {
        try (Connection old = transaction();
                Statement statement = old.createStatement()) {
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute(table("SELECT count(*) FROM {meta}"));
            store.control(new Change.Restored(Duration.ofMinutes(1)));

            store.register(old, Orders.plan("1"), "shop");
            old.commit();
        }
        assertEquals(
                ShipmentState.IN_DOUBT,
                store.find(Orders.id("1")).orElseThrow().shipment().state());
    }

    /** The server undoes one statement only; the call undoes the rest before it begins anew. */
    @Test
    void s4_aLockThatWasNotToBeHadIsWaitedForAgain() throws Exception {
        store.accept(Orders.plans(1), "shop");
        CountDownLatch second = new CountDownLatch(2);
        Tap tap = new Tap(place) {
            @Override
            void beforeExecute(String sql) {
                if (sql.contains("STRAIGHT_JOIN")) {
                    second.countDown();
                }
            }
        };
        ShipmentRecord seen = store.find(Orders.id("n0")).orElseThrow().shipment();
        try (JdbcShipmentStore patient =
                        JdbcShipmentStore.open(tap.dataSource(), place.settings(Duration.ofSeconds(8)));
                Connection other = transaction()) {
            lock(other, "s-n0-1");
            CompletableFuture<List<TransitionResult>> held = CompletableFuture.supplyAsync(() -> patient.transition(
                    List.of(new Transition(seen.id(), seen.version(), "ann", new Action.Hold("look")))));
            await(second);
            other.rollback();

            assertInstanceOf(
                    TransitionResult.Done.class, held.get(30, TimeUnit.SECONDS).get(0));
        }
        assertEquals(2, store.history(seen.id()).size());
    }

    /** Rows that are only looked at must not be locked: somebody may hold them, and be waited for. */
    @Test
    void r16_anActionWaitsForItsOwnRowsOnly() throws Exception {
        store.accept(Orders.plans(3), "shop");
        ShipmentRecord seen = store.find(Orders.id("n1")).orElseThrow().shipment();
        try (Connection other = transaction()) {
            lock(other, "s-n0-1", "s-n2-1");

            assertInstanceOf(
                    TransitionResult.Done.class,
                    store.transition(List.of(new Transition(seen.id(), seen.version(), "ann", new Action.Hold("look"))))
                            .get(0));
        }
    }

    /** Who claims holds what it claims, and not all that it could have claimed. */
    @Test
    void r16_aClaimLocksNoMoreThanItTakes() throws Exception {
        store.accept(Orders.plans(30), "shop");
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Tap tap = new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) {
                if (sql.contains("held IS NULL")) {
                    claimed.countDown();
                    await(goOn);
                }
                return result;
            }
        };
        try (JdbcShipmentStore slow = JdbcShipmentStore.open(tap.dataSource(), place.settings())) {
            CompletableFuture<ExchangeResult> first =
                    CompletableFuture.supplyAsync(() -> slow.exchange(Orders.exchange(Orders.claim(5))));
            await(claimed);
            List<StoredShipment> others =
                    store.exchange(Orders.exchange(Orders.claim(30))).claimed();
            goOn.countDown();
            assertEquals(5, first.get(30, TimeUnit.SECONDS).claimed().size());
            // The row after the last one is looked at as well.
            assertTrue(others.size() >= 24, others.size() + " claimed beside");
        }
    }

    /** Erasing and forgiving, by people, beside an engine: rows that somebody holds are left for the next time. */
    @Test
    void r16_otherWorkLeavesOutWhatIsHeld() throws Exception {
        store.accept(Orders.plans(2), "shop");
        List<Settlement> settlements = store.exchange(Orders.exchange(Orders.claim(2))).claimed().stream()
                .map(one -> Orders.settlement(one.shipment(), Orders.unknown()))
                .toList();
        store.exchange(Orders.exchange(settlements));
        try (Connection other = transaction()) {
            lock(other, "s-n0-1");
            store.control(new Change.ResumeCarrier(Orders.CARRIER, "ann"));
            other.rollback();
        }
        assertEquals(
                1,
                store.exchange(Orders.exchange(Orders.claim(1)))
                        .carriers()
                        .get(Orders.CARRIER)
                        .openDoubts());
    }
}
