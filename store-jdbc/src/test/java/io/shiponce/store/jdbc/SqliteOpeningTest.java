package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import io.shiponce.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are none, or cannot be used. */
class SqliteOpeningTest {
    @TempDir
    Path directory;

    private static StoreSettings at(Object file) {
        return new StoreSettings("jdbc:sqlite:" + file, "test", Duration.ofSeconds(2), Map.of());
    }

    private static void assertRefused(Reason reason, String part, StoreSettings settings) {
        StoreRefusedException refusal =
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings));
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    @Test
    void aMissingFileIsNotMade() {
        Path file = directory.resolve("none.db");
        assertRefused(Reason.SCHEMA, "run the migration", at(file));
        assertFalse(Files.exists(file));
    }

    @Test
    void aMissingDirectoryIsNamed() {
        Path file = directory.resolve("none/some.db");
        assertRefused(Reason.UNREACHABLE, directory.resolve("none") + " does not exist", at(file));
        assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.migrate(at(file)));
        assertRefused(Reason.UNREACHABLE, "is a directory", at(directory));
    }

    @Test
    void memoryIsRefused() {
        for (String url : new String[] {":memory:", "", "file::memory:", "file:x?mode=memory&cache=shared"}) {
            assertRefused(Reason.NOT_DURABLE, "in memory", at(url));
            assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.migrate(at(url)));
        }
    }

    @Test
    void s3_memoryIsFoundBehindADataSourceToo() throws Exception {
        TestDatabase.Place memory = new TestDatabase.Place(
                "jdbc:sqlite:file:" + directory.getFileName() + "?mode=memory&cache=shared", Map.of());
        Tap source = new Tap(memory);
        // It lives as long as somebody has it open.
        try (Connection open = memory.connect()) {
            JdbcShipmentStore.migrate(source.dataSource(), memory.settings());
            assertFalse(open.isClosed());
            assertComplains("database file is none: use a file", source, memory);
        }
    }

    @Test
    void s3_aJournalThatLosesWhatWasCommittedIsFound() {
        TestDatabase.Place place = new TestDatabase.Place("jdbc:sqlite:" + directory.resolve("test.db"), Map.of());
        JdbcShipmentStore.migrate(place.settings());
        Tap behind = new Tap(place) {
            @Override
            void configured(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA journal_mode = MEMORY");
                }
            }
        };
        assertComplains("journal_mode is memory: PRAGMA journal_mode = WAL", behind, place);
    }

    private static void assertComplains(String complaint, Tap source, TestDatabase.Place place) {
        try (JdbcShipmentStore store = JdbcShipmentStore.open(source.dataSource(), place.settings())) {
            String complaints = store.audit().complaints();
            assertTrue(complaints.startsWith(complaint), complaints);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() throws Exception {
        Path file = directory.resolve("letter.txt");
        String letter = "Dear reader, this is no database. ".repeat(100);
        Files.writeString(file, letter);
        assertRefused(Reason.UNSUPPORTED, "not a database", at(file));
        assertEquals(letter, Files.readString(file));
    }

    @Test
    void aForeignDatabaseIsLeftAsItIs() throws Exception {
        Path file = directory.resolve("foreign.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (id INTEGER)");
            assertRefused(Reason.SCHEMA, "has no tables", at(file));
            try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
                assertEquals("delete", mode.getString(1));
            }
        }
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        Path file = directory.resolve("test.db");
        JdbcShipmentStore.migrate(at(file));
        JdbcShipmentStore.open(at(file)).close();

        assertRefused(Reason.READ_ONLY, "readonly", at("file:" + file + "?mode=ro"));
    }

    @Test
    void aReadOnlyFileIsRefused() {
        Path file = directory.resolve("test.db");
        JdbcShipmentStore.migrate(at(file));
        JdbcShipmentStore.open(at(file)).close();
        assertTrue(file.toFile().setWritable(false));
        assumeFalse(Files.isWritable(file), "this user may write everything");

        assertRefused(Reason.READ_ONLY, "readonly", at(file));
    }

    @Test
    void r16_whoWaitsForAPausedWriterIsToldWhatToDo() throws Exception {
        Path file = directory.resolve("test.db");
        JdbcShipmentStore.migrate(at(file));
        StoreSettings impatient = new StoreSettings("jdbc:sqlite:" + file, "test", Duration.ofMillis(300), Map.of());
        try (JdbcShipmentStore store = JdbcShipmentStore.open(impatient);
                Connection paused = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = paused.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            long started = System.nanoTime();

            String message = assertThrows(StoreException.class, () -> store.exchange(Orders.exchange(Orders.claim(1))))
                    .getMessage();

            assertTrue(message.contains("continue it or kill it"), message);
            assertTrue(System.nanoTime() - started < Duration.ofSeconds(5).toNanos());
            // Reading goes on.
            assertEquals("test", store.control().installation());
            statement.execute("ROLLBACK");
            store.exchange(Orders.exchange(Orders.claim(1)));
        }
    }
}
