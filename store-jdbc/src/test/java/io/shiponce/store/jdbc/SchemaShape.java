package io.shiponce.store.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the tables of a store look like, in the driver's words and without their prefix: to be compared. */
record SchemaShape(SortedSet<String> parts) {

    static SchemaShape of(TestDatabase.Place place, List<String> tables) throws SQLException {
        SortedSet<String> parts = new TreeSet<>();
        try (Connection connection = place.connect()) {
            for (String table : tables) {
                addColumns(connection, place, table, parts);
                addIndexes(connection, place, table, parts);
            }
        }
        return new SchemaShape(parts);
    }

    private static void addColumns(
            Connection connection, TestDatabase.Place place, String table, SortedSet<String> parts)
            throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        try (ResultSet columns = database.getColumns(
                catalog(connection, place), schema(connection, place), stored(connection, place, table), null)) {
            while (columns.next()) {
                parts.add(table + "." + columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME") + " "
                        + columns.getInt("COLUMN_SIZE") + " " + columns.getInt("NULLABLE") + " "
                        + columns.getString("COLUMN_DEF"));
            }
        }
    }

    private static void addIndexes(
            Connection connection, TestDatabase.Place place, String table, SortedSet<String> parts)
            throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        try (ResultSet indexes = database.getIndexInfo(
                catalog(connection, place), schema(connection, place), stored(connection, place, table), false, true)) {
            while (indexes.next()) {
                String index = String.valueOf(indexes.getString("INDEX_NAME"))
                        .toLowerCase(Locale.ROOT)
                        .replace(place.prefix(), "")
                        // Given by the database to a primary key.
                        .replaceAll("^(primary_key|sqlite_autoindex|constraint_index).*", "primary");
                parts.add(table + " index " + index + " " + indexes.getInt("ORDINAL_POSITION") + " "
                        + indexes.getString("COLUMN_NAME") + " " + indexes.getString("ASC_OR_DESC") + " "
                        + indexes.getString("FILTER_CONDITION"));
            }
        }
    }

    private static String catalog(Connection connection, TestDatabase.Place place) throws SQLException {
        boolean isCatalog = connection.getMetaData().getDatabaseProductName().equals("MariaDB");
        return isCatalog && place.names().hasSchema() ? place.names().schema() : connection.getCatalog();
    }

    private static String schema(Connection connection, TestDatabase.Place place) throws SQLException {
        String schema = place.names().schema();
        boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
        return schema.isEmpty() ? connection.getSchema() : upper ? schema.toUpperCase(Locale.ROOT) : schema;
    }

    private static String stored(Connection connection, TestDatabase.Place place, String table) throws SQLException {
        String name = place.prefix() + table;
        return connection.getMetaData().storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }
}
