package io.shiponce.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pieces that several statements share. Without state; safe for any thread. */
final class Sql {
    private Sql() {}

    static String insert(String table, List<String> columns, String source) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") " + source;
    }

    static String insertRow(String table, List<String> columns) {
        return insert(table, columns, "VALUES (" + markers(columns.size()) + ")");
    }

    static String markers(int count) {
        return "?, ".repeat(count - 1) + "?";
    }

    /** Whether a SELECT with one parameter finds anything. */
    static boolean finds(Connection connection, String select, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, text);
            try (ResultSet results = statement.executeQuery()) {
                return results.next();
            }
        }
    }

    /** The format with each of the names in turn, between commas. */
    static String each(List<String> names, String format) {
        return names.stream().map(name -> String.format(format, name)).collect(Collectors.joining(", "));
    }

    static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
