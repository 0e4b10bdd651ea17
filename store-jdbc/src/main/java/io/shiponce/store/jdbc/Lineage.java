package io.shiponce.store.jdbc;

import io.shiponce.store.Durability.Finding;
import java.sql.SQLException;
import java.util.List;

/**
 * R14: remembers on which line of data the store has been, see {@link Dialect#lineage}. A promoted standby and a restored backup
 * go on from a copy that may have forgotten sends; what is not on the line that the store knows is refused until somebody has
 * said what was lost. Without state; safe for any thread.
 */
final class Lineage {
    private static final String ADOPT = "UPDATE {meta} SET lineage = @, lineage_by = ? WHERE singleton = 1";
    private static final String START = ADOPT + " AND lineage IS NULL";
    private static final String KNOWN = "SELECT @, COALESCE(lineage, @) FROM {meta} WHERE singleton = 1";

    private Lineage() {}

    /** The first one that the store is opened on. */
    static void start(Session session) throws SQLException {
        write(session, START, "the first to open it");
    }

    /** Somebody has said what was lost. */
    static void adopt(Session session, String by) throws SQLException {
        write(session, ADOPT, by);
    }

    private static void write(Session session, String template, String by) throws SQLException {
        String present = session.dialect().lineage();
        if (present != null) {
            session.update(sql(session, template, present), params -> params.text(by));
        }
    }

    /** None if the database cannot tell. */
    static List<Finding> findings(Session session) throws SQLException {
        String present = session.dialect().lineage();
        return present == null
                ? List.of()
                : session.query(sql(session, KNOWN, present), Session.Binding.NOTHING, Lineage::finding);
    }

    private static Finding finding(Row row) throws SQLException {
        String present = row.text();
        String known = row.text();
        return new Finding(
                "the line of data",
                present,
                present.equals(known),
                "the store was on " + known
                        + ", and this is a standby that was promoted, or a backup: run after-restore;"
                        + " or, if it surely lacks no commit that the former server acknowledged, after-restore"
                        + " --nothing-lost (Operator.nothingLost)");
    }

    private static String sql(Session session, String template, String present) {
        return session.sql().sql(template).replace("@", present);
    }
}
