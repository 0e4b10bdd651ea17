package io.shiponce.store.jdbc;

import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What must hold before a store is used: its schema, whose it is, and that it can be written. Without state. */
final class SchemaCheck {
    static final String REMEDY =
            "run the migration (ShipmentStoreFactory.migrate, or the program's command migrate), or by hand"
                    + " the statements that ShipmentStoreFactory.migrationScript gives (migrate --print)";

    private SchemaCheck() {}

    static StoreRefusedException missing(String shown, Names names) {
        return new StoreRefusedException(
                Reason.SCHEMA, shown + " has no tables named " + names.table("…") + ": " + REMEDY);
    }

    static StoreRefusedException foreign(String shown, Names names, SQLException cause) {
        return new StoreRefusedException(
                Reason.SCHEMA,
                "a table of " + shown + " is not what it should be (" + cause.getMessage()
                        + "): give another tablePrefix than " + names.prefix() + " if it is somebody else's",
                cause);
    }

    /** Inside a transaction that is committed afterwards. */
    static void check(Session session, Schema schema) throws SQLException {
        checkVersion(session, schema.version());
        checkTables(session);
        checkWritable(session);
    }

    private static void checkVersion(Session session, int expected) throws SQLException {
        int present = read(session, session.sql().schemaVersion, Row::number);
        if (present != expected) {
            String remedy = REMEDY + ", from \"" + Schema.heading(present + 1) + "\" on";
            throw new StoreRefusedException(
                    Reason.SCHEMA,
                    "the schema is of version " + present + ", expected " + expected + ": "
                            + (present < expected ? remedy : "use newer software"));
        }
    }

    private static void checkTables(Session session) throws SQLException {
        Names names = session.sql().names();
        for (String table : session.sql().tables()) {
            if (!session.dialect().tableExists(session.connection(), names, table)) {
                throw new StoreRefusedException(
                        Reason.SCHEMA,
                        "the table " + names.table(table)
                                + " is missing: restore it from a backup, all tables together");
            }
        }
        for (String select : List.of(session.sql().selectShipments, session.sql().history, session.sql().moment)) {
            // Without being asked what it returns, not every driver shows it to the database.
            try (PreparedStatement statement = session.connection().prepareStatement(select)) {
                statement.getMetaData();
            }
        }
    }

    /** That the store can be written. */
    private static void checkWritable(Session session) throws SQLException {
        String probe = UUID.randomUUID().toString();
        session.update(session.sql().insertProbe, params -> params.text(probe));
        session.update(session.sql().deleteProbe, params -> params.text(probe));
    }

    /** Whether nobody ever opened the store. */
    static boolean isUnclaimed(Session session) throws SQLException {
        return read(session, session.sql().installation, row -> row.textOrNull() == null);
    }

    /** The first to open a store makes it theirs; of two at once, one. */
    static void claim(Session session, String installation) throws SQLException {
        session.update(session.sql().claimInstallation, params -> params.text(installation));
    }

    static void checkOwner(Session session, String installation) throws SQLException {
        String owner = read(session, session.sql().installation, Row::text);
        if (!owner.equals(Params.storable(installation))) {
            throw new StoreRefusedException(
                    Reason.INSTALLATION,
                    "this store belongs to the installation '" + owner + "', not to '" + installation
                            + "': give the right store, or the right installation");
        }
    }

    private static <T> T read(Session session, String sql, Session.Reading<T> reading) throws SQLException {
        return session.first(sql, Session.Binding.NOTHING, reading)
                .orElseThrow(() -> new StoreRefusedException(
                        Reason.SCHEMA, "the table " + session.sql().names().table("meta") + " has no row: " + REMEDY));
    }
}
