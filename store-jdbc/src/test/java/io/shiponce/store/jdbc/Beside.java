package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A shop whose own tables, made by a migration tool of its own, share a schema with the store's. */
final class Beside {
    static final String FIRST = "CREATE TABLE basket (id INTEGER PRIMARY KEY);\nINSERT INTO basket (id) VALUES (1);\n";
    static final String SECOND = "ALTER TABLE basket ADD COLUMN note VARCHAR(20);\n";

    private Beside() {}

    /** Where both have their tables: connections look there first. */
    static TestDatabase.Place place(TestDatabase database) throws SQLException {
        TestDatabase.Place fresh = database.fresh();
        if (database == TestDatabase.SQLITE || database == TestDatabase.H2) {
            return fresh;
        }
        TestDatabase.Place own = fresh.inOwnSchema();
        String schema = own.names().schema();
        String url = database == TestDatabase.POSTGRESQL
                ? own.url() + "?currentSchema=" + schema
                : own.url().replaceFirst("/\\w+[?]", "/" + schema + "?");
        return new TestDatabase.Place(url, own.properties());
    }

    static void useStore(TestDatabase.Place place) {
        try (JdbcShipmentStore store = JdbcShipmentStore.open(place.settings())) {
            assertTrue(store.audit().holds(), store.audit().complaints());
            store.accept(List.of(Orders.plan("1")), "shop");
            store.exchange(Orders.exchange(Orders.claim(1)));
            assertTrue(store.find(Orders.id("1")).isPresent());
        }
    }

    static void assertBasket(TestDatabase.Place place, String select) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            assertTrue(rows.next());
            assertEquals(1, rows.getInt(1));
        }
    }
}
