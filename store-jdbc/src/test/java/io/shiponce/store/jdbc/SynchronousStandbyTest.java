package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ExchangeResult;
import io.shiponce.store.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3: what a PostgreSQL primary acknowledges has reached its synchronous standby; here there is none, and every commit waits. */
class SynchronousStandbyTest {
    private EmbeddedPostgres server;
    private TestDatabase.Place place;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        place = new TestDatabase.Place(
                server.getJdbcUrl("postgres", "postgres").replaceFirst("[?].*", ""), Map.of("user", "postgres"));
        JdbcShipmentStore.migrate(place.settings());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** The server ends such a wait in success, and only warns. */
    @Test
    void s3_aCommitThatWasNotWaitedForIsNoClaim() throws Exception {
        try (JdbcShipmentStore store = JdbcShipmentStore.open(place.settings())) {
            store.accept(Orders.plans(1), "shop");
            standby("nobody");
            CompletableFuture<ExchangeResult> exchange =
                    CompletableFuture.supplyAsync(() -> store.exchange(Orders.exchange(Orders.claim(1))));
            awaitTrue("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'SyncRep'");

            awaitTrue("SELECT bool_or(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");

            ExecutionException unknown =
                    assertThrows(ExecutionException.class, () -> exchange.get(30, TimeUnit.SECONDS));
            assertInstanceOf(StoreException.class, unknown.getCause());
            assertTrue(unknown.getMessage().contains("perhaps not for good"), unknown.getMessage());
            standby("");
        }
    }

    /** Whatever the role or the database are set to. */
    @Test
    void s3_theStoreWaitsForTheStandbyWhateverTheDefault() throws Exception {
        for (String level : List.of("off", "local", "remote_write")) {
            place.execute("ALTER ROLE postgres SET synchronous_commit = " + level);
            try (JdbcShipmentStore store = JdbcShipmentStore.open(place.settings())) {
                assertTrue(store.audit().holds(), store.audit()::complaints);
            }
            Tap behind = new Tap(place) {
                @Override
                void configured(Connection connection) throws SQLException {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SET synchronous_commit = " + level);
                    }
                }
            };
            try (JdbcShipmentStore store = JdbcShipmentStore.open(behind.dataSource(), place.settings())) {
                assertEquals(
                        "synchronous_commit is " + level
                                + ": let this connection keep synchronous_commit = on, as it sets it",
                        store.audit().complaints());
            }
        }
    }

    /** New sessions show it a moment later; commits wait for it once the checkpointer has read it, which a checkpoint ensures. */
    private void standby(String name) throws Exception {
        place.execute("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
        place.execute("SELECT pg_reload_conf()");
        awaitTrue("SELECT current_setting('synchronous_standby_names') = '" + name + "'");
        place.execute("CHECKPOINT");
    }

    private void awaitTrue(String query) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try (Connection connection = place.connect();
                    Statement statement = connection.createStatement();
                    ResultSet results = statement.executeQuery(query)) {
                if (results.next() && results.getBoolean(1)) {
                    return;
                }
            }
        }
        throw new AssertionError("never true: " + query);
    }
}
