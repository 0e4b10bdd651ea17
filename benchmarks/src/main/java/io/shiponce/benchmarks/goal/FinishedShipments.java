package io.shiponce.benchmarks.goal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes many finished shipments out of a few: copies all their rows under other names, and counts them. It knows which columns hold
 * names, and the tally, and nothing else of the tables.
 */
final class FinishedShipments {
    private static final List<String> TABLES = List.of("order", "shipment", "payload", "receipt", "history");
    private static final Set<String> NAMES = Set.of("number", "order_number", "shipment_id");
    private static final int COPIES_AT_ONCE = 100;

    private final Statement statement;
    private final boolean postgres;

    private FinishedShipments(Statement statement, boolean postgres) {
        this.statement = statement;
        this.postgres = postgres;
    }

    static void multiply(String url, int copies) throws SQLException {
        boolean postgres = url.startsWith("jdbc:postgresql:");
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            // These are no shipments that anybody would miss.
            statement.execute(postgres ? "SET synchronous_commit = off" : "PRAGMA synchronous = OFF");
            FinishedShipments all = new FinishedShipments(statement, postgres);
            for (String table : TABLES) {
                all.copyRows(table, copies);
            }
            statement.execute("INSERT INTO shiponce_tally (carrier, state, by_how_many) SELECT carrier, state,"
                    + " by_how_many * " + copies + " FROM shiponce_tally");
            if (postgres) {
                statement.execute("VACUUM (ANALYZE)");
                statement.execute("CHECKPOINT");
            } else {
                statement.execute("ANALYZE");
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }
    }

    private void copyRows(String table, int copies) throws SQLException {
        List<String> columns = columns(table);
        List<String> values = columns.stream()
                .map(column -> isName(table, column) ? "s." + column + " || '-' || c.copy" : "s." + column)
                .toList();
        String name = "shiponce_" + table;
        // The originals are put aside, so that no copy is copied.
        statement.execute("CREATE TEMPORARY TABLE original AS SELECT * FROM " + name);
        for (int from = 1; from <= copies; from += COPIES_AT_ONCE) {
            int to = Math.min(copies, from + COPIES_AT_ONCE - 1);
            String numbers = postgres
                    ? "generate_series(" + from + ", " + to + ") AS c (copy)"
                    : "(WITH RECURSIVE n (copy) AS (SELECT " + from + " UNION ALL SELECT copy + 1 FROM n WHERE copy < "
                            + to + ") SELECT copy FROM n) AS c";
            statement.execute("INSERT INTO " + name + " (" + String.join(", ", columns) + ") SELECT "
                    + String.join(", ", values) + " FROM " + numbers + " CROSS JOIN original s");
        }
        statement.execute("DROP TABLE original");
    }

    private static boolean isName(String table, String column) {
        return NAMES.contains(column) || (table.equals("shipment") && column.equals("id"));
    }

    /** All but the numbers that the database gives itself. */
    private List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        String query = postgres
                ? "SELECT column_name FROM information_schema.columns WHERE table_name = 'shiponce_" + table
                        + "' AND is_identity = 'NO' ORDER BY ordinal_position"
                : "SELECT name FROM pragma_table_info('shiponce_" + table
                        + "') WHERE NOT (pk = 1 AND type = 'INTEGER')";
        try (ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                columns.add(results.getString(1));
            }
        }
        return columns;
    }
}
