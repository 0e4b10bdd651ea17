package io.shiponce.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes many finished shipments out of a few: copies all their rows under other names, past the store. It knows which columns hold
 * names, and which ones the database fills. For one thread.
 */
final class Copies {
    private static final List<String> TABLES = List.of("order", "shipment", "payload", "receipt", "history");
    private static final Set<String> NAMES = Set.of("number", "order_number", "shipment_id", "reference");
    /** Also of the table of shipments only; of their histories they may be null. */
    private static final Set<String> NAMES_OF_SHIPMENTS = Set.of("id", "tracking_number");

    private static final Set<String> FILLED = Set.of("ready_carrier");
    private static final int AT_ONCE = 100;

    private final TestDatabase.Place place;

    Copies(TestDatabase.Place place) {
        this.place = place;
    }

    void multiply(int copies) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                copy(connection, statement, table, copies);
            }
            statement.execute(
                    named("INSERT INTO {tally} (carrier, state, by_how_many) SELECT carrier, state, by_how_many * "
                            + copies + " FROM {tally}"));
            for (String table : TABLES) {
                statement.execute(
                        named((place.url().contains("sqlite:") || place.url().contains("postgresql:")
                                        ? "ANALYZE {"
                                        : "ANALYZE TABLE {")
                                + table + "}"));
            }
        }
    }

    private void copy(Connection connection, Statement statement, String table, int copies) throws SQLException {
        // The originals are put aside, so that no copy is copied.
        statement.execute(named("CREATE TABLE {original} AS SELECT * FROM {" + table + "}"));
        statement.execute(named("CREATE TABLE {copy} (n VARCHAR(20))"));
        List<String> columns = columns(statement, table);
        String insert = named("INSERT INTO {" + table + "} (" + String.join(", ", columns) + ") SELECT "
                + String.join(
                        ", ",
                        columns.stream().map(column -> value(table, column)).toList())
                + " FROM {copy} c, {original} s");
        for (int from = 0; from < copies; from += AT_ONCE) {
            statement.execute(named("DELETE FROM {copy}"));
            try (PreparedStatement numbers = connection.prepareStatement(named("INSERT INTO {copy} VALUES (?)"))) {
                for (int n = from; n < Math.min(copies, from + AT_ONCE); n++) {
                    numbers.setString(1, String.valueOf(n));
                    numbers.addBatch();
                }
                numbers.executeBatch();
            }
            statement.execute(insert);
        }
        statement.execute(named("DROP TABLE {original}"));
        statement.execute(named("DROP TABLE {copy}"));
    }

    private static String value(String table, String column) {
        boolean name = NAMES.contains(column) || (table.equals("shipment") && NAMES_OF_SHIPMENTS.contains(column));
        return name ? "CONCAT(s." + column + ", '-', c.n)" : "s." + column;
    }

    private List<String> columns(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet results = statement.executeQuery(named("SELECT * FROM {" + table + "} WHERE 1 = 0"))) {
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                String column = results.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
                boolean numbered = column.equals("id") && !table.equals("shipment");
                if (!numbered && !FILLED.contains(column)) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    private String named(String sql) {
        return place.names().fill(sql);
    }
}
