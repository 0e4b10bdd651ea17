package io.shiponce.benchmarks.contender;

import io.shiponce.benchmarks.contender.Limit.Claimed;
import io.shiponce.benchmarks.contender.Limit.Sent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements of {@link Limit}: per database the fewest that do it. */
abstract class LimitSql {
    private static final String ACTOR = "limit:1";

    private final boolean history;

    private LimitSql(boolean history) {
        this.history = history;
    }

    static LimitSql of(boolean onPostgres, boolean history) {
        return onPostgres ? new Postgres(history) : new Sqlite(history);
    }

    abstract String[] tables();

    abstract String[] settings();

    /** Claims at most the number of its parameter; returns ids, references and bodies. */
    abstract String claim();

    abstract void update(Connection connection, List<Sent> sent) throws SQLException;

    abstract void insertTrail(Connection connection, List<Long> ids, int from, int to) throws SQLException;

    final void settle(Connection connection, List<Sent> sent) throws SQLException {
        if (!sent.isEmpty()) {
            update(connection, sent);
            trail(connection, sent.stream().map(Sent::id).toList(), 1, 2);
        }
    }

    final List<Claimed> claim(Connection connection, int most) throws SQLException {
        List<Claimed> claimed;
        try (PreparedStatement claim = connection.prepareStatement(claim())) {
            claim.setInt(1, most);
            claimed = read(claim);
        }
        trail(connection, claimed.stream().map(Claimed::id).toList(), 0, 1);
        return claimed;
    }

    private void trail(Connection connection, List<Long> ids, int from, int to) throws SQLException {
        if (history && !ids.isEmpty()) {
            insertTrail(connection, ids, from, to);
        }
    }

    private static List<Claimed> read(PreparedStatement claim) throws SQLException {
        List<Claimed> claimed = new ArrayList<>();
        try (ResultSet results = claim.executeQuery()) {
            while (results.next()) {
                claimed.add(
                        new Claimed(results.getLong(1), new Goods.Item(results.getString(2), results.getString(3))));
            }
        }
        return claimed;
    }

    private static final class Postgres extends LimitSql {
        Postgres(boolean history) {
            super(history);
        }

        @Override
        String[] tables() {
            return new String[] {
                "CREATE TABLE parcel (id bigint PRIMARY KEY, reference text NOT NULL, state smallint NOT NULL,"
                        + " tracking_number text)",
                "CREATE INDEX parcel_due ON parcel (id) WHERE state = 0",
                "CREATE INDEX parcel_claimed ON parcel (id) WHERE state = 1",
                "CREATE TABLE body (id bigint PRIMARY KEY, body text NOT NULL)",
                "CREATE TABLE trail (id bigint GENERATED ALWAYS AS IDENTITY, parcel bigint NOT NULL,"
                        + " at timestamptz NOT NULL, from_state smallint NOT NULL, to_state smallint NOT NULL,"
                        + " actor text NOT NULL, tracking_number text, PRIMARY KEY (parcel, id))"
            };
        }

        @Override
        String[] settings() {
            return new String[0];
        }

        @Override
        void update(Connection connection, List<Sent> sent) throws SQLException {
            try (PreparedStatement settle =
                    connection.prepareStatement("UPDATE parcel SET state = 2, tracking_number = t.number"
                            + " FROM unnest(?::bigint[], ?::text[]) AS t (id, number)"
                            + " WHERE parcel.id = t.id AND parcel.state = 1")) {
                settle.setArray(1, ids(connection, sent.stream().map(Sent::id).toList()));
                settle.setArray(
                        2,
                        connection.createArrayOf(
                                "text", sent.stream().map(Sent::trackingNumber).toArray()));
                settle.executeUpdate();
            }
        }

        @Override
        String claim() {
            return "WITH due AS (SELECT id FROM parcel"
                    + " WHERE state = 0 ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)"
                    + " UPDATE parcel SET state = 1 FROM due JOIN body ON body.id = due.id"
                    + " WHERE parcel.id = due.id RETURNING parcel.id, parcel.reference, body.body";
        }

        @Override
        void insertTrail(Connection connection, List<Long> ids, int from, int to) throws SQLException {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO trail (parcel, at, from_state, to_state, actor)"
                            + " SELECT id, now(), ?, ?, ? FROM unnest(?::bigint[]) AS t (id)")) {
                insert.setInt(1, from);
                insert.setInt(2, to);
                insert.setString(3, ACTOR);
                insert.setArray(4, ids(connection, ids));
                insert.executeUpdate();
            }
        }

        private static Array ids(Connection connection, List<Long> ids) throws SQLException {
            return connection.createArrayOf("bigint", ids.toArray());
        }
    }

    /** With the same durability and the same sizes as ShipOnce's own connections. */
    private static final class Sqlite extends LimitSql {
        Sqlite(boolean history) {
            super(history);
        }

        @Override
        String[] tables() {
            return new String[] {
                "CREATE TABLE parcel (id INTEGER PRIMARY KEY, reference TEXT NOT NULL, state INTEGER NOT NULL,"
                        + " tracking_number TEXT)",
                "CREATE INDEX parcel_due ON parcel (id) WHERE state = 0",
                "CREATE INDEX parcel_claimed ON parcel (id) WHERE state = 1",
                "CREATE TABLE body (id INTEGER PRIMARY KEY, body TEXT NOT NULL)",
                "CREATE TABLE trail (id INTEGER PRIMARY KEY AUTOINCREMENT, parcel INTEGER NOT NULL,"
                        + " at INTEGER NOT NULL, from_state INTEGER NOT NULL, to_state INTEGER NOT NULL,"
                        + " actor TEXT NOT NULL, tracking_number TEXT)",
                "CREATE INDEX trail_parcel ON trail (parcel, id)"
            };
        }

        @Override
        String[] settings() {
            return new String[] {
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA wal_autocheckpoint = 4096",
                "PRAGMA cache_size = -16384",
                "PRAGMA busy_timeout = 5000"
            };
        }

        @Override
        void update(Connection connection, List<Sent> sent) throws SQLException {
            try (PreparedStatement settle = connection.prepareStatement(
                    "UPDATE parcel SET state = 2, tracking_number = ? WHERE id = ? AND state = 1")) {
                for (Sent one : sent) {
                    settle.setString(1, one.trackingNumber());
                    settle.setLong(2, one.id());
                    settle.addBatch();
                }
                settle.executeBatch();
            }
        }

        @Override
        String claim() {
            return "UPDATE parcel SET state = 1 WHERE id IN (SELECT id FROM parcel WHERE state = 0 ORDER BY id LIMIT ?)"
                    + " RETURNING id, reference, (SELECT body FROM body WHERE body.id = parcel.id)";
        }

        @Override
        void insertTrail(Connection connection, List<Long> ids, int from, int to) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO trail (parcel, at, from_state, to_state, actor) VALUES (?, ?, ?, ?, ?)")) {
                long now = System.currentTimeMillis();
                for (long id : ids) {
                    insert.setLong(1, id);
                    insert.setLong(2, now);
                    insert.setInt(3, from);
                    insert.setInt(4, to);
                    insert.setString(5, ACTOR);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }
}
