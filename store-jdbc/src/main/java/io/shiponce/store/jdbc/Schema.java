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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schema files in the jar: the script to be run by hand, and the migration. Without state; safe for any thread. */
final class Schema {
    /** The version that this code reads and writes. */
    static final int VERSION = 1;

    private static final Pattern SECTION = Pattern.compile("(?m)^-- version (\\d+)$");

    private Schema() {}

    /** All versions, one after the other, for a new database. */
    static String script(Dialect dialect, String prefix) {
        String resource = "schema-" + dialect.name() + ".sql";
        try (InputStream input = Objects.requireNonNull(Schema.class.getResourceAsStream(resource), resource)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8).replace("${prefix}", prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements that lead from one version to the present one; from 0 for a new database. */
    static List<String> statements(String script, int fromVersion) {
        List<String> statements = new ArrayList<>();
        Matcher sections = SECTION.matcher(script);
        int start = 0;
        while (sections.find(start)) {
            int version = Integer.parseInt(sections.group(1));
            int begin = sections.end();
            start = sections.find() ? sections.start() : script.length();
            if (version > fromVersion) {
                statements.addAll(split(script.substring(begin, start)));
            }
        }
        return statements;
    }

    private static List<String> split(String section) {
        String withoutComments = section.replaceAll("(?m)--.*$", "");
        return List.of(withoutComments.split(";\\s*(\\n|$)")).stream()
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Called by one process at a time: {@link Dialect#migrate} sees to it. */
    static void migrate(Connection connection, Dialect dialect, String prefix) throws SQLException {
        int present = dialect.tableExists(connection, prefix + "meta") ? version(connection, prefix) : 0;
        if (present > VERSION) {
            throw new StoreRefusedException(
                    Reason.SCHEMA,
                    "the schema is of version " + present + ", newer than this software's version " + VERSION
                            + ": use newer software");
        }
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(script(dialect, prefix), present)) {
                statement.execute(sql);
            }
        }
    }

    private static int version(Connection connection, String prefix) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT schema_version FROM " + prefix + "meta")) {
            return results.next() ? results.getInt(1) : 0;
        }
    }
}
