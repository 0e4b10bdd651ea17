package io.shiponce.store.jdbc;

import io.shiponce.store.Durability.Finding;
import io.shiponce.store.ExchangeId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A Galera cluster of MariaDB servers, to each of which can be written. A node knows its own locks only, so rows are written in
 * their place ({@link Gates}); its word that something was committed is not enough, so that is read back ({@link CommitProof});
 * and each transaction begins by waiting until its node knows what the others have acknowledged.
 */
final class GaleraDialect extends MariaDbDialect {
    /** MySQL's clusters, which nobody has tried, are left to be refused by the audit. */
    private static final String PROVIDER = "SHOW VARIABLES WHERE Variable_name = 'wsrep_provider'"
            + " AND Value NOT IN ('', 'none') AND version() LIKE '%MariaDB%'";

    static boolean isNode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet provider = statement.executeQuery(PROVIDER)) {
            return provider.next();
        }
    }

    @Override
    public void configure(Connection connection, Duration callTimeout, Deadline deadline) throws SQLException {
        super.configure(connection, callTimeout, deadline);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION wsrep_sync_wait = 15, wsrep_dirty_reads = OFF");
        }
        connection.commit();
    }

    /** Each of the statements is run by one node after the other, in the same order everywhere: no lock is needed, and none there. */
    @Override
    void migrateLocked(Connection connection, Names names, Migration migration) throws SQLException {
        migration.run(connection);
        connection.commit();
    }

    @Override
    public void begin(Session session, Mode mode) throws SQLException {
        if (mode != Mode.READ) {
            beforeWrite(session);
            if (mode == Mode.WRITE) {
                Gates.write(session);
            } else {
                Gates.alone(session);
            }
        }
    }

    /** The commit of a caller's transaction is the caller's. */
    @Override
    public void beforeWrite(Session session) throws SQLException {
        if (session.isLimited()) {
            session.proof().begin();
        }
    }

    /** Also for those who only ask: if the exchange is still under way, at whichever node, one of both is undone (S9). */
    @Override
    public void lockExchange(Session session, ExchangeId exchange) throws SQLException {
        beforeWrite(session);
        Gates.exchange(session, exchange);
    }

    /** No lock was taken that would outlast it. */
    @Override
    public void rollback(Session session) throws SQLException {
        session.connection().rollback();
    }

    @Override
    public void commit(Session session) throws SQLException {
        session.proof().commit();
    }

    /** All nodes share the cluster's. */
    @Override
    public String lineage() {
        return "(SELECT CONCAT('cluster ', variable_value) FROM information_schema.global_status"
                + " WHERE variable_name = 'WSREP_CLUSTER_STATE_UUID')";
    }

    @Override
    public List<Finding> findings(Session session) throws SQLException {
        return MariaDbFindings.ofNode(session);
    }
}
