package io.shiponce.examples.mutants;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test as the page names it: {@code Type#method}, and {@code on PostgreSQL} if what the store's tests do on every database is
 * to be done there; otherwise on the first one, SQLite. Immutable and safe for any thread.
 */
record NamedTest(String type, String method, boolean onPostgres) {
    private static final Pattern NAME = Pattern.compile("(\\w+)#(\\w+)( on PostgreSQL)?");

    static NamedTest parse(String cell) {
        Matcher name = NAME.matcher(cell);
        if (!name.matches()) {
            throw new IllegalArgumentException("no test is named so: " + cell);
        }
        return new NamedTest(name.group(1), name.group(2), name.group(3) != null);
    }

    @Override
    public String toString() {
        return type + "#" + method + (onPostgres ? " on PostgreSQL" : "");
    }
}
