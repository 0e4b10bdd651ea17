package io.shiponce.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Pattern;

/** How a database is going to answer a statement, in its own words. */
record Plan(TestDatabase database, TestDatabase.Place place, String text) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Plan of(TestDatabase database, TestDatabase.Place place, String sql) {
        try (Connection connection = place.connect()) {
            String text = switch (database) {
                case SQLITE -> rows(connection, "EXPLAIN QUERY PLAN " + sql);
                case POSTGRESQL -> postgres(connection, withRows(place, sql));
                case MARIADB -> rows(connection, "EXPLAIN " + withValues(place, sql));
                case H2 -> rows(connection, "EXPLAIN " + sql);
            };
            return new Plan(database, place, text);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    boolean uses(String index) {
        return Pattern.compile(Pattern.quote(place.prefix() + index), Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    /** Whether it goes through the whole of a table. */
    boolean scans(String table) {
        String name = place.prefix() + table;
        return switch (database) {
            case SQLITE -> text.contains("SCAN " + name);
            case POSTGRESQL -> text.contains("Seq Scan on " + name);
            // Named by our aliases, which are the tables' first letters.
            case MARIADB ->
                Pattern.compile("(?m)\\|(" + name + "|" + table.charAt(0) + ")\\|(ALL|index)\\|")
                        .matcher(text)
                        .find();
            case H2 -> text.toLowerCase(java.util.Locale.ROOT).contains(name + ".tablescan");
        };
    }

    /** What PostgreSQL does on a connection of ours, also for parameters that it does not know. */
    private static String postgres(Connection connection, String sql) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        int parameters = 0;
        for (int at = 0; at < sql.length(); at++) {
            numbered.append(sql.charAt(at) == '?' ? "$" + ++parameters : sql.substring(at, at + 1));
        }
        new PostgresDialect().configure(connection, PATIENCE, Deadline.in(PATIENCE));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE planned AS " + numbered);
        }
        String nulls = parameters == 0 ? "" : "(" + "NULL, ".repeat(parameters - 1) + "NULL)";
        return rows(connection, "EXPLAIN EXECUTE planned" + nulls);
    }

    /** PostgreSQL plans no array of unknown kind: rows of the table in their place, as many as of an exchange. */
    private static String withRows(TestDatabase.Place place, String sql) {
        String rows = "(SELECT (NULL::" + place.prefix() + "shipment).*, FALSE AS same_doubt, item::text AS known_id,"
                + " item AS known_version, item FROM generate_series(1, 64) AS item) v";
        return sql.replaceFirst("unnest\\(.*\\) WITH ORDINALITY AS v \\(.*, item\\)", rows);
    }

    /** MariaDB explains no parameters, and estimates what there is of a value. */
    private static String withValues(TestDatabase.Place place, String sql) {
        // Read as a whole, for it is short; its alias would be taken for that of shipments.
        String tally = "(SELECT 1 AS id, 'c' AS carrier, 'CONFIRMED' AS state, 1 AS by_how_many) s";
        return sql.replace(place.prefix() + "tally s", tally)
                .replace("JSON_TABLE(?", "JSON_TABLE('[\"a\", \"b\"]'")
                .replace("LIMIT ?", "LIMIT 5")
                .replace("carrier = ?", "carrier = '" + Orders.CARRIER + "'")
                .replace("order_number = ?", "order_number = 'n1'")
                .replace("shop = ?", "shop = 'shop'")
                .replace("?", "'1'");
    }

    private static String rows(Connection connection, String explain) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement(explain);
                ResultSet results = statement.executeQuery()) {
            int columns = results.getMetaData().getColumnCount();
            while (results.next()) {
                for (int column = 1; column <= columns; column++) {
                    text.append(results.getString(column)).append('|');
                }
                text.append('\n');
            }
        }
        return text.toString();
    }
}
