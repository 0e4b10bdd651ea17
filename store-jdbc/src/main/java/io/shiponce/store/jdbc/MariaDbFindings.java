package io.shiponce.store.jdbc;

import io.shiponce.store.Durability.Finding;
import io.shiponce.store.Payload;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What MariaDB and MySQL say of themselves. Not for threads. */
final class MariaDbFindings {
    private static final String VARIABLES =
            "SHOW VARIABLES WHERE Variable_name IN ('autocommit', 'character_set_client',"
                    + " 'character_set_connection', 'innodb_doublewrite', 'innodb_flush_log_at_trx_commit',"
                    + " 'innodb_flush_method', 'innodb_force_recovery', 'innodb_read_only', 'log_bin', 'max_allowed_packet',"
                    + " 'read_only', 'sync_binlog', 'transaction_isolation', 'tx_isolation', 'wsrep_dirty_reads', 'wsrep_on',"
                    + " 'wsrep_provider_options', 'wsrep_sync_wait')";

    private static final String TABLES = "SELECT (SELECT GROUP_CONCAT(t.table_name) FROM information_schema.tables t"
            + " WHERE t.table_schema = DATABASE() AND t.table_name IN (@) AND t.engine <> 'InnoDB'),"
            + " (SELECT GROUP_CONCAT(DISTINCT c.table_name) FROM information_schema.columns c"
            + " WHERE c.table_schema = DATABASE() AND c.table_name IN (@)"
            + " AND c.collation_name NOT IN ('utf8mb4_nopad_bin', 'utf8mb4_0900_bin'))";

    /** With others, two halves of a cluster would go on, or a node show commits in another order. */
    private static final List<String> CLUSTER_OPTIONS =
            List.of("pc.ignore_quorum = false", "pc.ignore_sb = false", "repl.commit_order = 3");

    private final Map<String, String> variables = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private MariaDbFindings() {}

    /** Of a server that must be in no cluster. */
    static List<Finding> of(Session session) throws SQLException {
        return of(session, MariaDbFindings::noCluster);
    }

    /** Of a node of a Galera cluster. */
    static List<Finding> ofNode(Session session) throws SQLException {
        return of(session, MariaDbFindings::cluster);
    }

    private static List<Finding> of(Session session, Consumer<MariaDbFindings> clustering) throws SQLException {
        MariaDbFindings found = new MariaDbFindings();
        found.readVariables(session);
        found.durability();
        clustering.accept(found);
        found.writable();
        found.connection();
        found.tables(session);
        found.findings.addAll(Lineage.findings(session));
        return found.findings;
    }

    private void readVariables(Session session) throws SQLException {
        session.query(
                VARIABLES,
                Session.Binding.NOTHING,
                row -> variables.put(row.text().toLowerCase(Locale.ROOT), row.text()));
    }

    private void durability() {
        // 3 is 1, by an older order of writing.
        expect(
                "innodb_flush_log_at_trx_commit",
                Set.of("1", "3"),
                "SET GLOBAL innodb_flush_log_at_trx_commit = 1, and in the server's configuration");
        if (!"OFF".equals(variables.get("log_bin"))) {
            // After a crash, what the binary log does not know is rolled back.
            expect("sync_binlog", Set.of("1"), "SET GLOBAL sync_binlog = 1, and in the server's configuration");
        }
        expectNot(
                "innodb_doublewrite",
                Set.of("OFF", "0", "DETECT_ONLY"),
                "set innodb_doublewrite = ON in the server's configuration and restart: a power cut can tear pages");
        expectNot(
                "innodb_flush_method",
                Set.of("nosync", "littlesync"),
                "remove innodb_flush_method from the server's configuration and restart");
    }

    /** By its own address, or by a list of addresses of which only some are a cluster's. */
    private void noCluster() {
        expectNot(
                "wsrep_on",
                Set.of("ON"),
                "name nodes of one MariaDB cluster only, or none: nodes do not know each other's locks");
    }

    /** What is acknowledged has reached all nodes of the part that has the majority. */
    private void cluster() {
        expect(
                "wsrep_on",
                Set.of("ON"),
                "let this connection keep wsrep_on = ON: else one node alone has what it writes");
        expect("wsrep_sync_wait", Set.of("15"), "let this connection keep wsrep_sync_wait = 15, as it sets it");
        expect("wsrep_dirty_reads", Set.of("OFF"), "let this connection keep wsrep_dirty_reads = OFF, as it sets it");
        Set<String> options = Set.of(value("wsrep_provider_options").split("; *"));
        CLUSTER_OPTIONS.forEach(option -> findings.add(new Finding(
                option,
                options.contains(option) ? "set" : "not set",
                options.contains(option),
                "set it in wsrep_provider_options, as it is by default")));
    }

    private void writable() {
        expectNot("read_only", Set.of("ON", "1"), "connect to the primary");
        expectNot("innodb_read_only", Set.of("ON", "1"), "connect to the primary");
        expect("innodb_force_recovery", Set.of("0"), "repair the server, and restart it without innodb_force_recovery");
    }

    private void connection() {
        expect("autocommit", Set.of("OFF"), "let this connection keep autocommit = 0, as it sets it");
        expect(
                variables.containsKey("transaction_isolation") ? "transaction_isolation" : "tx_isolation",
                Set.of("READ-COMMITTED"),
                "let this connection keep READ COMMITTED, as it sets it");
        expect("character_set_client", Set.of("utf8mb4"), "let the driver speak utf8mb4, as it does by default");
        expect("character_set_connection", Set.of("utf8mb4"), "let the driver speak utf8mb4, as it does by default");
        // Evidence that does not fit could never be stored.
        String packet = value("max_allowed_packet");
        findings.add(new Finding(
                "max_allowed_packet",
                packet,
                packet.matches("\\d{1,18}") && Long.parseLong(packet) >= Payload.MAX_BYTES,
                "SET GLOBAL max_allowed_packet = 67108864, and in the server's configuration"));
    }

    private void tables(Session session) throws SQLException {
        Names names = session.sql().names();
        String tables = session.sql().tables().stream()
                .map(table -> "'" + names.prefix() + table + "'")
                .collect(Collectors.joining(", "));
        String select = TABLES.replace("@", tables).replace("DATABASE()", MariaDbDialect.schema(names));
        session.query(select, Session.Binding.NOTHING, row -> {
            none("tables that are not InnoDB", row.textOrNull(), "ALTER TABLE … ENGINE = InnoDB");
            none(
                    "tables that do not compare exactly",
                    row.textOrNull(),
                    "ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin (MySQL:"
                            + " utf8mb4_0900_bin): to others, two orders may be one");
            return true;
        });
    }

    private String value(String variable) {
        return variables.getOrDefault(variable, "unknown");
    }

    private void expect(String variable, Set<String> good, String remedy) {
        findings.add(new Finding(variable, value(variable), good.contains(value(variable)), remedy));
    }

    /** Not every server has it. */
    private void expectNot(String variable, Set<String> bad, String remedy) {
        if (variables.containsKey(variable)) {
            boolean holds = Collections.disjoint(bad, Set.of(value(variable)));
            findings.add(new Finding(variable, value(variable), holds, remedy));
        }
    }

    private void none(String what, @Nullable String tables, String remedy) {
        findings.add(new Finding(what, tables == null ? "none" : tables, tables == null, remedy));
    }
}
