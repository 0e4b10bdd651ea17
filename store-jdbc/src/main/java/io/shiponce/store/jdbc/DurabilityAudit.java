package io.shiponce.store.jdbc;

import io.shiponce.store.Durability;
import io.shiponce.store.Durability.Finding;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Asks the database, on the very connections that will write, whether what they commit is kept; and proves that a commit is
 * one: that another connection sees it (R11). Safe for any thread.
 */
final class DurabilityAudit {
    private final Connector connector;
    private final List<Lane> writers;
    private final Lane reader;

    DurabilityAudit(Connector connector, List<Lane> writers, Lane reader) {
        this.connector = connector;
        this.writers = writers;
        this.reader = reader;
    }

    Durability run() {
        Set<Finding> findings = new LinkedHashSet<>();
        for (Lane writer : writers) {
            findings.addAll(
                    writer.call(Dialect.Mode.READ, session -> session.dialect().findings(session)));
        }
        for (Lane writer : writers) {
            Finding visible = commitIsVisible(writer);
            findings.add(visible);
            if (!visible.holds()) {
                // A transaction that does not end may keep the other writers out.
                break;
            }
        }
        Durability durability = new Durability(description(), new ArrayList<>(findings));
        if (durability.holds()) {
            connector.requireSound();
        }
        return durability;
    }

    private Finding commitIsVisible(Lane writer) {
        String probe = UUID.randomUUID().toString();
        writer.call(
                Dialect.Mode.WRITE, session -> session.update(session.sql().insertProbe, params -> params.text(probe)));
        boolean visible = reader.call(
                Dialect.Mode.READ,
                session -> session.first(session.sql().selectProbe, params -> params.text(probe), Row::text)
                        .isPresent());
        writer.call(
                Dialect.Mode.WRITE, session -> session.update(session.sql().deleteProbe, params -> params.text(probe)));
        return new Finding(
                "commit is visible to another connection",
                String.valueOf(visible),
                visible,
                "give the store connections of its own, that join no transaction of the application");
    }

    private String description() {
        return reader.call(Dialect.Mode.READ, session -> {
            DatabaseMetaData database = session.connection().getMetaData();
            return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion() + " at "
                    + connector.shown();
        });
    }
}
