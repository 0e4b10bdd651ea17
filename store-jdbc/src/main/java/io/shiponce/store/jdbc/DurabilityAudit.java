package io.shiponce.store.jdbc;

import io.shiponce.store.Durability;
import io.shiponce.store.Durability.Finding;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Asks the database, on connections that will write, whether what they commit is kept; and proves that a commit is one: that
 * another connection sees it, and nothing before (R11). Safe for any thread.
 */
final class DurabilityAudit {
    private final Connector connector;
    private final Lane writer;
    private final Lane reader;

    private DurabilityAudit(Connector connector, Lane writer, Lane reader) {
        this.connector = connector;
        this.writer = writer;
        this.reader = reader;
    }

    /** The reader never takes what the writer has left: a connection always sees what it has written itself. */
    static Durability run(Connector connector, Lane writer) {
        try (IdleSessions apart = new IdleSessions(System::nanoTime)) {
            Lane reader = new Lane("audit", connector.unchecked(), apart, 1);
            return new DurabilityAudit(connector, writer, reader).run();
        }
    }

    private Durability run() {
        List<Finding> findings = new ArrayList<>(writer.call(Dialect.Mode.READ, session -> {
            session.audited();
            return session.dialect().findings(session);
        }));
        // What its settings rule out need not be tried, and may not even be possible: SQLite in memory locks readers
        // out.
        if (findings.stream().allMatch(Finding::holds)) {
            findings.addAll(proof());
        }
        Durability durability = new Durability(description(), findings);
        if (durability.holds()) {
            connector.requireSound();
        }
        return durability;
    }

    /** The same source may give the same connection twice: what is seen on it says nothing about a commit. */
    private List<Finding> proof() {
        String probe = UUID.randomUUID().toString();
        boolean early = writer.call(Dialect.Mode.WRITE, session -> {
            session.update(session.sql().insertProbe, params -> params.text(probe));
            return isVisible(probe);
        });
        boolean visible = isVisible(probe);
        writer.call(
                Dialect.Mode.WRITE, session -> session.update(session.sql().deleteProbe, params -> params.text(probe)));
        return List.of(
                new Finding(
                        "commit is visible to another connection",
                        String.valueOf(visible),
                        visible,
                        "give the store connections of its own, that join no transaction of the application"),
                new Finding(
                        "what is not committed is visible to another connection",
                        String.valueOf(early),
                        !early,
                        "give the store connections of its own, none of which is handed out twice"));
    }

    private boolean isVisible(String probe) {
        return reader.call(
                Dialect.Mode.READ,
                session -> session.first(session.sql().selectProbe, params -> params.text(probe), Row::text)
                        .isPresent());
    }

    private String description() {
        return reader.call(Dialect.Mode.READ, session -> {
            DatabaseMetaData database = session.connection().getMetaData();
            return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion() + " at "
                    + connector.shown();
        });
    }
}
