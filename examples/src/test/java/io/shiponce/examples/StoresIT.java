package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.examples.process.MariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program's one jar brings the drivers of MariaDB and H2 along; its commands do on them what they do on any store. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoresIT {
    @TempDir
    private Path directory;

    private Jar jar;

    @BeforeEach
    void start() {
        jar = new Jar(directory);
    }

    @AfterEach
    void end() throws Exception {
        jar.close();
    }

    @Tag("proof")
    @Test
    void mariaDb() throws Exception {
        try (MariaDb server = MariaDb.start()) {
            String store = server.database("shop");
            aDaysWork(store);
            christmas(store);
        }
    }

    /** One file, and several processes that share it. */
    @Tag("proof")
    @Test
    void h2() throws Exception {
        aDaysWork("jdbc:h2:file:./shop");
        christmas("jdbc:h2:file:./shop;AUTO_SERVER=TRUE");
    }

    @Test
    void h2InMemoryIsRefused() throws Exception {
        Path orders = Files.write(directory.resolve("orders.jsonl"), List.of(OrderLines.order(1)));
        Cli.Result refused = jar.run("import", "--store", "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1", orders.toString());
        assertEquals(3, refused.exit(), refused::toString);
        assertTrue(refused.err().contains("use a plain file, not memory"), refused::toString);
    }

    /** Each command in a process of its own. */
    private void aDaysWork(String store) throws Exception {
        Path orders = Files.write(
                directory.resolve("orders.jsonl"),
                List.of(OrderLines.order(1), OrderLines.order(2), OrderLines.order(3)));
        jar.run("migrate", "--store", store).exits(0);
        assertTrue(
                jar.run("migrate", "--print", "--store", store).exits(0).out().contains("CREATE TABLE IF NOT EXISTS"));
        JsonNode imported = jar.run("import", "--json", "--store", store, orders.toString())
                .exits(0)
                .json();
        assertEquals(3, imported.get("shipments").asInt(), imported::toString);
        imported = jar.run("import", "--json", "--store", store, orders.toString())
                .exits(0)
                .json();
        assertEquals(3, imported.get("alreadyAccepted").asInt(), imported::toString);
        List<String> ids = jar.run("shipments", "--json", "--store", store).exits(0).lines().stream()
                .map(shipment -> shipment.get("id").asText())
                .toList();
        assertEquals(3, ids.size());
        String[] who = {"--by", "ann", "--reason", "test", "--store", store};
        jar.run(arguments(who, "pause", "reference")).exits(0);
        jar.run("resume", "reference", "--by", "ann", "--store", store).exits(0);
        for (String id : ids) {
            jar.run(arguments(who, "cancel", id)).exits(0);
        }
        jar.run("erase", "--older-than", "1d", "--store", store).exits(0);
        JsonNode status = jar.run("status", "--json", "--store", store).exits(0).json();
        assertEquals(3, status.get("cancelled").asInt(), status::toString);
        assertFalse(
                jar.run("history", "--store", store, ids.get(0)).exits(0).out().isEmpty());
    }

    private static String[] arguments(String[] who, String... command) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(command), java.util.Arrays.stream(who))
                .toArray(String[]::new);
    }

    private void christmas(String store) throws Exception {
        JsonNode verdict = jar.run("christmas", "--json", "--orders", "100", "--kills", "1", "--store", store)
                .exits(0)
                .json();
        assertEquals(verdict.get("shipments"), verdict.get("sent"), verdict::toString);
        assertEquals(0, verdict.get("duplicates").asInt(), verdict::toString);
        assertEquals(0, verdict.get("lost").asInt(), verdict::toString);
        assertEquals(1, verdict.get("kills").asInt(), verdict::toString);
    }
}
