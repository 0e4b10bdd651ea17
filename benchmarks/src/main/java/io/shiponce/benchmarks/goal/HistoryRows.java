package io.shiponce.benchmarks.goal;

import io.shiponce.benchmarks.lab.Lab;
import io.shiponce.benchmarks.lab.Trial;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the history rows of a dispatch take in the database's log when nothing else is written: the same rows, into a table like it. */
final class HistoryRows {
    private HistoryRows() {}

    static double walBytesPerShipment(Lab lab, Trial trial) throws Exception {
        double[] bytes = {Double.NaN};
        lab.run(trial, url -> bytes[0] = written(url) / trial.shipments());
        return bytes[0];
    }

    private static double written(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE copied (LIKE shiponce_history INCLUDING ALL)");
            // Whoever reads rows for the first time marks their pages, which is logged, now and then as whole pages.
            statement.execute("SELECT count(*) FROM shiponce_history");
            long before = wal(statement);
            statement.execute("INSERT INTO copied OVERRIDING SYSTEM VALUE SELECT * FROM shiponce_history h"
                    + " WHERE EXISTS (SELECT 1 FROM shiponce_history e WHERE e.shipment_id = h.shipment_id AND e.id < h.id)"
                    + " ORDER BY h.id");
            return wal(statement) - before;
        }
    }

    private static long wal(Statement statement) throws SQLException {
        try (ResultSet results =
                statement.executeQuery("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")) {
            results.next();
            return results.getLong(1);
        }
    }
}
