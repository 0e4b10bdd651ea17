package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Beside Flyway in one schema, and run by it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FlywayTest {
    @Parameter
    TestDatabase database;

    @TempDir
    Path migrations;

    private void write(String file, String sql) throws IOException {
        Files.writeString(migrations.resolve(file), sql);
    }

    private FluentConfiguration flyway(TestDatabase.Place place) {
        return Flyway.configure()
                .dataSource(
                        place.url(),
                        place.properties().get("user"),
                        place.properties().get("password"))
                .locations("filesystem:" + migrations);
    }

    @Test
    void neitherDisturbsTheOther() throws Exception {
        TestDatabase.Place place = Beside.place(database);
        write("V1__basket.sql", Beside.FIRST);
        flyway(place).load().migrate();

        JdbcShipmentStore.migrate(place.settings());
        Beside.useStore(place);
        write("V2__note.sql", Beside.SECOND);
        Flyway flyway = flyway(place).load();
        assertEquals(1, flyway.migrate().migrationsExecuted);
        flyway.validate();

        JdbcShipmentStore.migrate(place.settings());
        Beside.useStore(place);
        Beside.assertBasket(place, "SELECT id FROM basket WHERE note IS NULL");
    }

    /** What docs/schema.md says of a schema in which the store was first. */
    @Test
    void afterTheStoreFlywayBeginsAtABaselineOfZero() throws Exception {
        TestDatabase.Place place = Beside.place(database);
        write("V1__basket.sql", Beside.FIRST);
        JdbcShipmentStore.migrate(place.settings());

        FlywayException refused =
                assertThrows(FlywayException.class, () -> flyway(place).load().migrate());
        assertTrue(refused.getMessage().contains("non-empty schema"), refused.getMessage());
        flyway(place).baselineOnMigrate(true).baselineVersion("0").load().migrate();

        Beside.assertBasket(place, "SELECT id FROM basket");
        Beside.useStore(place);
    }

    @Test
    void thePrintedScriptIsOneOfItsMigrations() throws Exception {
        TestDatabase.Place place = Beside.place(database);
        write("V1__shiponce.sql", new JdbcShipmentStoreFactory().migrationScript(place.settings()));
        write("V2__basket.sql", Beside.FIRST);
        Flyway flyway = flyway(place).load();

        assertEquals(2, flyway.migrate().migrationsExecuted);

        TestDatabase.Place migrated = Beside.place(database);
        JdbcShipmentStore.migrate(migrated.settings());
        List<String> tables = new Statements(database.dialect(), place.names()).tables();
        assertEquals(SchemaShape.of(migrated, tables), SchemaShape.of(place, tables));
        JdbcShipmentStore.migrate(place.settings());
        flyway.validate();
        Beside.useStore(place);
    }
}
