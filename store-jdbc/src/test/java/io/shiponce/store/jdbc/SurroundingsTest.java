package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import io.shiponce.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time zones, encodings, and databases that can only be read. */
class SurroundingsTest extends StoreTest {
    private static final String TEXT = "Größe №1 \uD83C\uDF84 日本";

    /** One with an offset that is no whole hour, one whose summer time shifts by half of one, and the two usual ones. */
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");

    /** What does not exist, and what exists twice, on the clocks of those zones. */
    private static final List<Instant> SHIFTS = List.of(
            Instant.parse("2026-03-29T00:59:59.999999Z"),
            Instant.parse("2026-03-29T01:30:00.000001Z"),
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T01:30:00Z"),
            Instant.parse("2026-11-01T05:30:00Z"),
            Instant.parse("2026-11-01T06:30:00Z"),
            Instant.parse("2026-10-03T15:45:00Z"));

    /** The zone of this machine, which drivers take for the session's, and that of the session itself. */
    @Test
    void s8_whateverTheZonesTimesComeBackAndAreComparedAsInstants() throws Exception {
        TimeZone own = TimeZone.getDefault();
        try {
            for (String zone : ZONES) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                try (JdbcShipmentStore elsewhere = JdbcShipmentStore.open(
                        ThreadBound.dataSource(() -> in(zone)), place.settings(Duration.ofSeconds(10)))) {
                    Duration off = Duration.between(elsewhere.control().now(), Instant.now())
                            .abs();
                    assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, zone + " " + off);
                }
                JdbcShipmentStore moved = closedLater(
                        JdbcShipmentStore.open(ThreadBound.dataSource(() -> in(zone)), place.settings(), clock));
                for (Instant shift : SHIFTS) {
                    assertDueAt(moved, zone + SHIFTS.indexOf(shift), shift);
                }
            }
        } finally {
            TimeZone.setDefault(own);
        }
    }

    /** Not claimed one microsecond before, and claimed then; and read back by everybody as it was. */
    private void assertDueAt(JdbcShipmentStore moved, String number, Instant due) {
        NewShipment shipment = Orders.shipment(number, 1, number, 0, due);
        clock.set(due.minus(Duration.ofHours(3)));
        moved.accept(List.of(new OrderPlan(new OrderKey("shop", number), "v1", due, List.of(shipment))), "shop");
        clock.set(due.minusNanos(1_000));
        assertEquals(
                List.of(),
                moved.exchange(Orders.exchange(Orders.claim(number, 5))).claimed());
        clock.set(due);
        assertEquals(
                1,
                moved.exchange(Orders.exchange(Orders.claim(number, 5)))
                        .claimed()
                        .size());
        ShipmentRecord read = shipment(shipment.id());
        assertEquals(due, read.notBefore());
        assertEquals(due, read.claim().claimedAt());
    }

    private Connection in(String zone) throws Exception {
        Connection connection = place.connect();
        try (Statement statement = connection.createStatement()) {
            switch (database) {
                case SQLITE -> {}
                case POSTGRESQL, H2 -> statement.execute("SET TIME ZONE '" + zone + "'");
                // Names of zones are an option of its servers; their offset now is none.
                case MARIADB ->
                    statement.execute(
                            "SET time_zone = '" + ZoneId.of(zone).getRules().getOffset(Instant.now()) + "'");
            }
        }
        return connection;
    }

    /** The MariaDB database of all tests is one of latin1, as older servers make them. */
    @Test
    void s10_whateverTheDatabasesEncodingTextsComeBackOrItIsRefused() throws Exception {
        switch (database) {
            case SQLITE -> {
                TestDatabase.Place wide = database.fresh();
                wide.execute("PRAGMA encoding = 'UTF-16'; CREATE TABLE other (id INTEGER)");
                assertTextsComeBack(wide);
            }
            case POSTGRESQL -> {
                for (String encoding : List.of("SQL_ASCII", "LATIN1")) {
                    assertEncodingIsFound(encoding);
                }
            }
            case MARIADB, H2 -> assertTextsComeBack(place);
        }
    }

    private void assertTextsComeBack(TestDatabase.Place other) {
        JdbcShipmentStore.migrate(other.settings());
        JdbcShipmentStore any = closedLater(JdbcShipmentStore.open(other.settings(), clock));
        assertTrue(any.audit().holds(), any.audit().complaints());
        OrderPlan plan =
                new OrderPlan(new OrderKey("shop", TEXT), "v1", Orders.PLACED, List.of(Orders.shipment("1", 1)));
        any.accept(List.of(plan), TEXT);
        assertEquals(
                TEXT,
                any.page(ShipmentFilter.ofOrder(plan.key()), null, 5)
                        .get(0)
                        .order()
                        .number());
        assertEquals(TEXT, any.history(Orders.id("1")).get(0).actor());
    }

    private void assertEncodingIsFound(String encoding) throws Exception {
        String name = place.prefix() + encoding.toLowerCase(Locale.ROOT);
        place.execute("CREATE DATABASE " + name + " ENCODING '" + encoding
                + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        TestDatabase.Place narrow =
                new TestDatabase.Place(place.url().replaceFirst("/postgres$", "/" + name), place.properties());
        JdbcShipmentStore.migrate(narrow.settings());
        try (JdbcShipmentStore refused = JdbcShipmentStore.open(narrow.settings())) {
            assertEquals(
                    "server_encoding is " + encoding + ": create the database with ENCODING 'UTF8'",
                    refused.audit().complaints());
        }
    }

    /** By the server, by the user or by the connection. */
    @Test
    void whatCanOnlyBeReadIsRefused() throws Exception {
        switch (database) {
            case SQLITE -> assertReadOnly("jdbc:sqlite:file:" + place.url().substring(12) + "?mode=ro", Map.of());
            case POSTGRESQL ->
                assertReadOnly(place.url() + "?options=-c%20default_transaction_read_only%3Don", place.properties());
            case MARIADB -> {
                String user = place.prefix() + "shop";
                place.execute("CREATE USER " + user + "@'%' IDENTIFIED BY ''");
                place.execute("GRANT ALL ON store.* TO " + user + "@'%'");
                place.execute("SET GLOBAL read_only = 1");
                try {
                    assertReadOnly(
                            place.url().replaceFirst("[?].*", ""), Map.of("user", user, "tablePrefix", place.prefix()));
                } finally {
                    place.execute("SET GLOBAL read_only = 0");
                }
            }
            case H2 -> {
                store.close();
                place.execute("SHUTDOWN");
                assertReadOnly(place.url() + ";ACCESS_MODE_DATA=r", place.properties());
            }
        }
    }

    private static void assertReadOnly(String url, Map<String, String> properties) {
        StoreSettings settings = new StoreSettings(url, "test", Duration.ofSeconds(5), properties);
        StoreRefusedException refusal =
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings));
        assertEquals(Reason.READ_ONLY, refusal.reason(), refusal.getMessage());
    }

    /** A server that follows another one, as its replica or because it is being restored. */
    @Test
    void r14_aStandbyIsRefusedAlsoOnceItIsPromoted(@TempDir Path data) throws Exception {
        if (database == TestDatabase.POSTGRESQL) {
            Path cluster = data.resolve("cluster");
            try (EmbeddedPostgres primary = durable(cluster)) {
                JdbcShipmentStore.migrate(at(primary));
                JdbcShipmentStore.open(at(primary)).close();
            }
            Files.createFile(cluster.resolve("standby.signal"));
            try (EmbeddedPostgres standby = durable(cluster)) {
                StoreRefusedException refusal =
                        assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(at(standby)));
                assertEquals(Reason.READ_ONLY, refusal.reason());
                assertTrue(refusal.getMessage().contains("give the address of the primary"), refusal.getMessage());
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.migrate(at(standby)));
                promotedIsFound(standby);
            }
        }
    }

    /** R14: from here on it can be written, and may lack what its primary acknowledged last. */
    private static void promotedIsFound(EmbeddedPostgres standby) throws Exception {
        try (Connection connection = standby.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote()");
        }
        try (JdbcShipmentStore promoted = JdbcShipmentStore.open(at(standby))) {
            String complaints = promoted.audit().complaints();
            assertTrue(
                    complaints.matches("the line of data is \\d+/00000002: the store was on \\d+/00000001, .*"),
                    complaints);
        }
    }

    private static EmbeddedPostgres durable(Path data) throws Exception {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .start();
    }

    private static StoreSettings at(EmbeddedPostgres server) {
        return new StoreSettings(
                server.getJdbcUrl("postgres", "postgres"), "test", Duration.ofSeconds(10), Map.of("user", "postgres"));
    }
}
