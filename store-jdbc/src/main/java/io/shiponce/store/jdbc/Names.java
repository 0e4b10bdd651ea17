package io.shiponce.store.jdbc;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the store's tables are called. Letters, digits and underscores only: the names are part of statements, where nothing can be
 * bound. Immutable and safe for any thread.
 *
 * @param schema where the tables are; empty for wherever the connection looks first
 * @param prefix how their names begin
 */
record Names(String schema, String prefix) {
    static final String DEFAULT_PREFIX = "shiponce_";

    private static final Pattern PREFIX = Pattern.compile("[a-z_][a-z0-9_]{0,29}");
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    Names {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "tablePrefix must be 1 to 30 of a-z, 0-9 and _, not beginning with a digit");
        }
        if (!schema.isEmpty() && !SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "schema must be 1 to 63 of a-z, 0-9 and _, not beginning with a digit; name another one in the address");
        }
    }

    static Names of(Map<String, String> properties) {
        String schema = properties.get("schema");
        if (schema != null && schema.isEmpty()) {
            throw new IllegalArgumentException("schema must not be empty: leave it out");
        }
        return new Names(schema == null ? "" : schema, properties.getOrDefault("tablePrefix", DEFAULT_PREFIX));
    }

    boolean hasSchema() {
        return !schema.isEmpty();
    }

    /** What stands before the prefix of a table in a statement; indexes are always where their table is. */
    String qualifier() {
        return schema.isEmpty() ? "" : schema + ".";
    }

    /** A table as statements name it. */
    String table(String name) {
        return qualifier() + prefix + name;
    }

    /** Puts in the names: <code>{name}</code> stands for a table, <code>{index name}</code> for an index. */
    String fill(String template) {
        return template.replace("{index ", prefix).replace("{", table("")).replace("}", "");
    }
}
