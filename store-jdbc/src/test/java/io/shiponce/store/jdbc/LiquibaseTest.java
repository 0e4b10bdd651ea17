package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Beside Liquibase in one schema, and run by it, on the two whose scripts differ most. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "MARIADB"})
class LiquibaseTest {
    private static final Logger LOG = Logger.getLogger("liquibase");

    @Parameter
    TestDatabase database;

    @TempDir
    Path changes;

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.WARNING);
    }

    private void write(String file, String sql) throws Exception {
        Files.writeString(changes.resolve(file), sql);
    }

    private static String changeSet(String id, String file) {
        return "<changeSet id=\"" + id + "\" author=\"shop\"><sqlFile path=\"" + file
                + "\" relativeToChangelogFile=\"true\"/></changeSet>";
    }

    private void update(TestDatabase.Place place, String... changeSets) throws Exception {
        write("changelog.xml", """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                """ + String.join("\n", changeSets) + "</databaseChangeLog>\n");
        Map<String, Object> settings = Map.of(
                Scope.Attr.resourceAccessor.name(),
                new DirectoryResourceAccessor(changes),
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                "liquibase.analytics.enabled",
                false);
        try (Connection connection = place.connect()) {
            Database found =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(
                    settings,
                    () -> new CommandScope(UpdateCommandStep.COMMAND_NAME)
                            .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, found)
                            .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "changelog.xml")
                            .addArgumentValue("showSummary", UpdateSummaryEnum.OFF)
                            .execute());
        }
    }

    @Test
    void neitherDisturbsTheOther() throws Exception {
        write("basket.sql", Beside.FIRST);
        write("note.sql", Beside.SECOND);
        String first = changeSet("1", "basket.sql");
        TestDatabase.Place place = Beside.place(database);
        boolean storeFirst = database == TestDatabase.MARIADB;
        if (storeFirst) {
            JdbcShipmentStore.migrate(place.settings());
        }
        update(place, first);
        JdbcShipmentStore.migrate(place.settings());
        Beside.useStore(place);

        update(place, first, changeSet("2", "note.sql"));

        JdbcShipmentStore.migrate(place.settings());
        Beside.useStore(place);
        Beside.assertBasket(place, "SELECT id FROM basket WHERE note IS NULL");
    }

    @Test
    void thePrintedScriptIsOneOfItsMigrations() throws Exception {
        TestDatabase.Place place = Beside.place(database);
        write("shiponce.sql", new JdbcShipmentStoreFactory().migrationScript(place.settings()));
        write("basket.sql", Beside.FIRST);
        String[] changeSets = {changeSet("1", "shiponce.sql"), changeSet("2", "basket.sql")};

        update(place, changeSets);

        TestDatabase.Place migrated = Beside.place(database);
        JdbcShipmentStore.migrate(migrated.settings());
        List<String> tables = new Statements(database.dialect(), place.names()).tables();
        assertEquals(SchemaShape.of(migrated, tables), SchemaShape.of(place, tables));
        JdbcShipmentStore.migrate(place.settings());
        update(place, changeSets);
        Beside.useStore(place);
    }
}
