package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PostgresIT {
    private static EmbeddedPostgres postgres;

    @TempDir
    private Path directory;

    private Jar jar;

    /** As a server is set up by default; the embedded one's own settings would lose commits, and would be refused. */
    @BeforeAll
    static void server() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void start() {
        jar = new Jar(directory);
    }

    @AfterEach
    void end() throws Exception {
        jar.close();
    }

    private static String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    }

    @Test
    void christmasCanBeReplayedAgainAndAgainOnOneDatabase() throws Exception {
        for (int round = 1; round <= 2; round++) {
            JsonNode verdict = jar.run(
                            "christmas",
                            "--json",
                            "--orders",
                            "150",
                            "--kills",
                            "1",
                            "--store",
                            url() + "?user=postgres")
                    .exits(0)
                    .json();
            assertEquals(verdict.get("shipments"), verdict.get("sent"), verdict::toString);
            assertEquals(0, verdict.get("duplicates").asInt(), verdict::toString);
            assertEquals(0, verdict.get("lost").asInt(), verdict::toString);
            assertEquals(1, verdict.get("kills").asInt(), verdict::toString);
        }
    }

    @Test
    void theUserMayComeFromTheEnvironmentAndPasswordsAreNeverShown() throws Exception {
        jar.start(Map.of("SHIPONCE_STORE_USER", "postgres"), "status", "--json", "--store", url())
                .result(60)
                .exits(0);
        String nobody = url() + "?user=nobody&password=geheim";
        for (String[] command : List.of(
                new String[] {"status", "--store", nobody}, new String[] {"status", "--verbose", "--store", nobody})) {
            Cli.Result refused = jar.run(command);
            assertEquals(3, refused.exit(), refused::toString);
            assertTrue(refused.err().startsWith("shiponce: the store"), refused::toString);
            assertFalse(refused.err().contains("geheim"), refused::toString);
        }
    }
}
