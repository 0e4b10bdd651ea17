package io.shiponce.store.jdbc;

import io.shiponce.store.Durability.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What H2 says of itself. Without state; safe for any thread. */
final class H2Findings {
    /** A setting that was changed is listed twice. */
    private static final String WRITE_DELAY =
            "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'";

    /** What H2 itself takes as the time after which everything is on the disk; space that was freed is used again after it. */
    private static final int SAFE_RETENTION_MILLIS = 45_000;

    private static final String FINDINGS = "SELECT DATABASE_PATH(),"
            + " (SELECT LISTAGG(DISTINCT SETTING_VALUE, ', ') FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'),"
            + " (SELECT MIN(CAST(SETTING_VALUE AS BIGINT)) FROM INFORMATION_SCHEMA.SETTINGS"
            + " WHERE SETTING_NAME = 'RETENTION_TIME'),"
            + " (SELECT ISOLATION_LEVEL FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()),"
            + " READONLY(),"
            + " (SELECT LISTAGG(DISTINCT TABLE_NAME, ', ') FROM INFORMATION_SCHEMA.COLUMNS"
            + " WHERE %s AND LOWER(TABLE_NAME) IN (@)"
            + " AND (DATA_TYPE = 'VARCHAR_IGNORECASE' OR COLLATION_NAME <> 'OFF'))";

    private H2Findings() {}

    static boolean isWriteDelayed(Statement statement) throws SQLException {
        try (ResultSet results = statement.executeQuery(WRITE_DELAY)) {
            boolean delayed = false;
            while (results.next()) {
                delayed |= results.getInt(1) != 0;
            }
            return delayed;
        }
    }

    static List<Finding> of(Session session) throws SQLException {
        Names names = session.sql().names();
        String tables = session.sql().tables().stream()
                .map(table -> "'" + names.prefix() + table + "'")
                .collect(Collectors.joining(", "));
        String select = FINDINGS.replace("@", tables).replace("%s", H2Dialect.inSchema(names));
        return session.query(select, Session.Binding.NOTHING, H2Findings::findings)
                .get(0);
    }

    private static List<Finding> findings(Row row) throws SQLException {
        String path = row.textOrNull();
        String delay = row.textOrNull();
        long retention = row.longNumber();
        String isolation = row.text();
        boolean readOnly = row.flag();
        String inexact = row.textOrNull();
        return List.of(
                file(path),
                new Finding(
                        "WRITE_DELAY",
                        delay == null ? "unknown" : delay,
                        "0".equals(delay),
                        "let SET WRITE_DELAY 0 stand, as the store sets it, in addresses of other connections as well"),
                new Finding(
                        "RETENTION_TIME",
                        String.valueOf(retention),
                        retention >= SAFE_RETENTION_MILLIS,
                        "SET RETENTION_TIME " + SAFE_RETENTION_MILLIS),
                new Finding(
                        "isolation level",
                        isolation,
                        isolation.equals("READ COMMITTED"),
                        "let this connection keep READ COMMITTED, as it sets it"),
                new Finding("READONLY()", String.valueOf(readOnly), !readOnly, "open the database for writing"),
                new Finding(
                        "tables that do not compare exactly",
                        inexact == null ? "none" : inexact,
                        inexact == null,
                        "make them anew without SET IGNORECASE and SET COLLATION: to others, two orders may be one"));
    }

    private static Finding file(@Nullable String path) {
        // On Windows, one letter and a colon are a drive.
        boolean plain = path != null && !path.matches("(?!file:)[a-zA-Z0-9]{2,}:.*");
        return new Finding(
                "database file",
                path == null ? "none" : plain ? "there" : path.replaceFirst(":.*", ":"),
                plain,
                "use a plain file, not memory, as in jdbc:h2:file:./shiponce");
    }
}
