package io.shiponce.store.jdbc;

import java.util.List;
import java.util.stream.Stream;

/** Pieces that several statements share. Without state; safe for any thread. */
final class Sql {
    private Sql() {}

    static String insert(String table, List<String> columns, String source) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") " + source;
    }

    static String markers(int count) {
        return "?, ".repeat(count - 1) + "?";
    }

    static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
