package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.Event;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.StoredShipment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only MariaDB and its driver can get wrong. */
class MariaDbTest extends MySqlFamilyTest {
    MariaDbTest() {
        super(TestDatabase.MARIADB.fresh());
    }

    private JdbcShipmentStore openWith(String parameters) {
        return JdbcShipmentStore.open(with(parameters));
    }

    private StoreSettings with(String parameters) {
        return new StoreSettings(place.url() + "&" + parameters, "test", Duration.ofSeconds(20), place.properties());
    }

    @Override
    String deadlocks() {
        return status("INNODB_DEADLOCKS");
    }

    @Override
    String waitingForRows() {
        return status("INNODB_ROW_LOCK_CURRENT_WAITS");
    }

    private static String status(String name) {
        return "SELECT variable_value FROM information_schema.global_status WHERE variable_name = '" + name + "'";
    }

    /** Some make the driver join statements, or count others than those that were changed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "useAffectedRows=true",
                "useAffectedRows=false",
                "useBulkStmts=true",
                "useBulkStmtsForInserts=false",
                "rewriteBatchedStatements=true",
                "useServerPrepStmts=true",
                "useServerPrepStmts=true&useBulkStmts=true",
                "allowMultiQueries=true",
                "disablePipeline=true",
                "useCompression=true"
            })
    void s1_whateverTheDriversSettingsEachWriteIsCounted(String setting) {
        try (JdbcShipmentStore other = openWith(setting)) {
            List<AcceptResult> results = other.accept(Orders.plans(5), "shop");
            assertTrue(results.stream().allMatch(AcceptResult.Stored.class::isInstance));
            other.accept(List.of(Orders.plan("n5")), "shop");
            results = store.accept(Orders.plans(7), "shop");
            assertEquals(
                    1,
                    results.stream()
                            .filter(AcceptResult.Stored.class::isInstance)
                            .count());
            assertInstanceOf(AcceptResult.Stored.class, results.get(6));
            results = other.accept(Orders.plans(8), "shop");
            assertEquals(
                    1,
                    results.stream()
                            .filter(AcceptResult.Stored.class::isInstance)
                            .count());
            List<StoredShipment> claimed =
                    other.exchange(Orders.exchange(Orders.claim(4))).claimed();
            assertEquals(4, claimed.size());
            List<Settlement> settlements = claimed.stream()
                    .map(one -> Orders.settlement(one.shipment(), Orders.notSent()))
                    .toList();
            assertEquals(
                    4, other.exchange(Orders.exchange(settlements)).settled().size());
            List<StoredShipment> again =
                    other.exchange(Orders.exchange(Orders.claim(8))).claimed();
            assertEquals(8, again.size());
            other.exchange(Orders.exchange(again.stream()
                    .map(one -> Orders.settlement(one.shipment(), Orders.notSent()))
                    .toList()));
            HistoryEntry folded = store.history(Orders.id("n0")).get(2);
            assertEquals(2, folded.count());
            // Planned 8, claimed 4 + 8, not sent 4 + 8; of the 4 that were repeated, two each were replaced.
            assertEquals(24, store.events(Event.START, 100).size());
        }
    }

    @Test
    void s8_timeIsUtcWhateverTheSessionsTimeZone() {
        for (String zone : List.of("+05:00", "-11:30")) {
            try (JdbcShipmentStore elsewhere = openWith("sessionVariables=time_zone='" + zone + "'")) {
                Duration off = Duration.between(elsewhere.control().now(), Instant.now())
                        .abs();
                assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, zone + " " + off);
            }
        }
    }

    @Test
    void aServerThatLogsStatementsIsRefusedWithWhatToDo() {
        StoreRefusedException refusal =
                assertThrows(StoreRefusedException.class, () -> openWith("sessionVariables=binlog_format='STATEMENT'"));
        assertEquals(StoreRefusedException.Reason.UNSUPPORTED, refusal.reason());
        assertTrue(refusal.getMessage().endsWith("set binlog_format = ROW"), refusal.getMessage());
    }

    /** Its driver would change the server in the middle, and keep neither time limits nor durability. */
    @Test
    void aFailoverModeOfTheDriverIsRefused() {
        for (String mode : List.of("sequential", "loadbalance", "replication", "load-balance-read")) {
            StoreSettings settings = new StoreSettings(
                    place.url().replaceFirst("mariadb:", "mariadb:" + mode + ":"),
                    "test",
                    Duration.ofSeconds(5),
                    place.properties());
            StoreRefusedException refusal =
                    assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings));
            assertEquals(StoreRefusedException.Reason.UNSUPPORTED, refusal.reason());
            assertTrue(refusal.getMessage().contains("without a failover mode"), refusal.getMessage());
        }
    }

    @Test
    void anAddressWithoutADatabaseIsRefusedWithWhatToDo() {
        StoreSettings settings = new StoreSettings(
                place.url().replaceFirst("/\\w+[?]", "/?"), "test", Duration.ofSeconds(5), place.properties());
        StoreRefusedException refusal =
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.migrate(settings));
        assertTrue(refusal.getMessage().contains("name a database in the address"), refusal.getMessage());
    }

    /** Each statement of a schema commits by itself: what a crash left is completed. */
    @Test
    void aMigrationThatWasCutOffIsCompleted() throws Exception {
        TestDatabase.Place cut = TestDatabase.MARIADB.fresh();
        List<String> statements = Schema.PRESENT.statements(new MariaDbDialect(), cut.names(), 1);
        for (String statement : statements.subList(0, 5)) {
            cut.execute(statement);
        }
        assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(cut.settings()));
        JdbcShipmentStore.migrate(cut.settings());
        try (JdbcShipmentStore complete = JdbcShipmentStore.open(cut.settings())) {
            complete.accept(Orders.plans(1), "shop");
            assertTrue(complete.audit().holds());
        }
    }

    @Test
    void s3_whatWouldNotBeKeptOrComparedExactlyIsFound() throws Exception {
        place.execute("ALTER TABLE {receipt} ENGINE = Aria");
        place.execute("ALTER TABLE {order} CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        String complaints = store.audit().complaints();
        assertTrue(
                complaints.startsWith("tables that are not InnoDB is " + place.prefix() + "receipt: ALTER TABLE"),
                complaints);
        assertTrue(complaints.contains("tables that do not compare exactly is " + place.prefix() + "order: "));
    }

    @Test
    void s3_anUnsafeServerIsFound() throws Exception {
        MariaDbServer server = MariaDbServer.start(
                "--innodb-flush-log-at-trx-commit=0",
                "--log-bin=binlog",
                "--sync-binlog=0",
                "--skip-innodb-doublewrite",
                "--innodb-flush-method=nosync",
                "--innodb-force-recovery=1",
                "--max_allowed_packet=1M");
        TestDatabase.Place unsafe = new TestDatabase.Place(server.database("store"), Map.of());
        JdbcShipmentStore.migrate(unsafe.settings());
        try (JdbcShipmentStore store = JdbcShipmentStore.open(unsafe.settings())) {
            unsafe.execute("SET GLOBAL read_only = 1");
            String complaints = store.audit().complaints();
            for (String found : List.of(
                    "innodb_flush_log_at_trx_commit is 0: SET GLOBAL innodb_flush_log_at_trx_commit = 1",
                    "sync_binlog is 0: SET GLOBAL sync_binlog = 1",
                    "innodb_doublewrite is OFF: ",
                    "innodb_flush_method is nosync: ",
                    "innodb_force_recovery is 1: ",
                    "read_only is ON: connect to the primary",
                    "max_allowed_packet is 1048576: ")) {
                assertTrue(complaints.contains(found), found + " not in:\n" + complaints);
            }
        }

        server.startAgain("--innodb-read-only");
        StoreRefusedException refusal =
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(unsafe.settings()));
        assertEquals(StoreRefusedException.Reason.READ_ONLY, refusal.reason(), refusal.getMessage());
    }

    @Test
    void s3_aConnectionThatIsChangedBehindTheStoreIsFound() {
        Map<String, String> changes = Map.of(
                "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ", "transaction_isolation is REPEATABLE-READ: ",
                "SET character_set_client = latin1", "character_set_client is latin1: ",
                "SET character_set_connection = latin1", "character_set_connection is latin1: ");
        changes.forEach((change, found) -> {
            Tap tap = new Tap(place) {
                @Override
                void configured(Connection connection) throws SQLException {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(change);
                    }
                }
            };
            try (JdbcShipmentStore changed = JdbcShipmentStore.open(tap.dataSource(), place.settings())) {
                String complaints = changed.audit().complaints();
                assertTrue(complaints.startsWith(found), complaints);
            }
        });
    }

    /** A driver, or a pool, that puts it back between two transactions. */
    @Test
    void s3_aConnectionThatCommitsByItselfIsFound() {
        Tap tap = new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                connection.commit();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET autocommit = 1");
                }
            }
        };
        try (JdbcShipmentStore changed = JdbcShipmentStore.open(tap.dataSource(), place.settings())) {
            changed.exchange(Orders.exchange());
            String complaints = changed.audit().complaints();
            assertTrue(complaints.startsWith("autocommit is ON: let this connection keep autocommit = 0"), complaints);
        }
    }

    /** It syncs as often as 1 does. */
    @Test
    void s3_theOlderWayToFlushAtEachCommitIsAsGood() throws Exception {
        place.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 3");
        try {
            assertTrue(store.audit().holds(), store.audit()::complaints);
        } finally {
            place.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
    }

    /** A replica has what its primary had, but for the last commits; engines at both would send the same shipments. */
    @Test
    void r14_aReplicaOfTheServerIsFoundAlsoIfItCanBeWritten() throws Exception {
        place.execute("SET GLOBAL server_id = 4711");
        try (JdbcShipmentStore replica = JdbcShipmentStore.open(place.settings())) {
            String complaints = replica.audit().complaints();
            assertTrue(
                    complaints.startsWith("the line of data is server 4711: the store was on server 1,"), complaints);
        } finally {
            place.execute("SET GLOBAL server_id = 1");
        }
    }

    /** With the server's default for the largest packet. */
    @Test
    void s6_theLargestReceiptCanBeStored() {
        store.accept(Orders.plans(1), "shop");
        ShipmentRecord claimed = store.exchange(Orders.exchange(Orders.claim(1)))
                .claimed()
                .get(0)
                .shipment();
        byte[] label = new byte[Payload.MAX_BYTES - 4_096];
        java.util.Arrays.fill(label, (byte) 'A');
        Payload receipt = Payload.of(label);

        store.exchange(Orders.exchange(List.of(Orders.settlement(claimed, new Outcome.Accepted("T1", receipt)))));

        assertEquals(List.of(receipt), store.receipts(claimed.id()));
    }
}
