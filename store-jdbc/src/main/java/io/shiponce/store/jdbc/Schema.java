package io.shiponce.store.jdbc;

import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The versions of the schema that this code knows, the last of which it reads and writes. Each is a file per database in the jar,
 * run on a schema of the version before it; its last statement records that it is there. A file that was released is never changed.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param files the names of the files, without their ends; the first is version 1
 */
record Schema(List<String> files) {
    static final Schema PRESENT = new Schema(List.of("V1"));

    Schema {
        files = List.copyOf(files);
    }

    int version() {
        return files.size();
    }

    /** The line that begins a version in {@link #script}. */
    static String heading(int version) {
        return "-- version " + version;
    }

    /** All versions, one after the other, for a new database. */
    String script(Dialect dialect, Names names) {
        StringBuilder script = new StringBuilder();
        for (int version = 1; version <= version(); version++) {
            script.append(heading(version)).append('\n').append(text(dialect, names, version));
            script.append(version < version() ? "\n" : "");
        }
        return script.toString();
    }

    /** What leads from the version before it to this one. */
    List<String> statements(Dialect dialect, Names names, int version) {
        return split(text(dialect, names, version));
    }

    /** For our files only: no text in them holds two hyphens, nor a semicolon at the end of a line. */
    static List<String> split(String script) {
        String withoutComments = script.replaceAll("(?m)--.*$", "");
        return Stream.of(withoutComments.split(";\\s*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private String text(Dialect dialect, Names names, int version) {
        String resource = dialect.name() + "/" + files.get(version - 1) + ".sql";
        try (InputStream input = Objects.requireNonNull(Schema.class.getResourceAsStream(resource), resource)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}", names.qualifier())
                    .replace("${prefix}", names.prefix());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by one process at a time, where the database can see to it: {@link Dialect#migrate}. */
    void migrate(Connection connection, Dialect dialect, Names names) throws SQLException {
        int present = present(connection, dialect, names);
        if (present > version()) {
            throw new StoreRefusedException(
                    Reason.SCHEMA,
                    "the schema is of version " + present + ", newer than this software's version " + version()
                            + ": use newer software");
        }
        while (present < version()) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements(dialect, names, present + 1)) {
                    statement.execute(sql);
                }
            }
            int reached = present(connection, dialect, names);
            if (reached <= present) {
                throw new SQLException("after the migration to version " + (present + 1) + " the schema is of version "
                        + reached + " still");
            }
            present = reached;
        }
    }

    /** 0 if there is none, or if the first version was cut off. */
    private static int present(Connection connection, Dialect dialect, Names names) throws SQLException {
        if (!dialect.tableExists(connection, names, "meta")) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(names.fill("SELECT schema_version FROM {meta}"))) {
            return results.next() ? results.getInt(1) : 0;
        }
    }
}
