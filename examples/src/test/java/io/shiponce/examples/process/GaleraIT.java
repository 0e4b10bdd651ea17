package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.Proxies;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.Control;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** R4, R5: engines on different nodes of a Galera cluster; nodes are cut off and come back, and one is killed. */
@Tag("soak")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GaleraIT {
    private static final int ORDERS = 4_000;
    private static final int CUTS = 4;
    private static final Duration WORKS_WITHIN = Duration.ofMinutes(2);

    /** Until the others have given up a node, no commit of the cluster ends. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration CLAIM_TTL = Duration.ofSeconds(9);

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsPackages() {
        String missing = Galera.missing();
        if (!missing.isEmpty()) {
            System.out.println("[galera] SKIPPED: not here:" + missing + "; as root on Debian, run .ci/cluster");
        }
        Assumptions.assumeTrue(missing.isEmpty(), "no Galera cluster here: run .ci/cluster");
    }

    @Test
    void r4_r5_nodesAreCutOffAndOneIsKilled() throws Exception {
        Random chance = Chance.of("galera");
        try (Galera galera = Galera.start(directory.resolve("galera"))) {
            galera.create("cluster");
            try (Scene scene = new Scene(directory.resolve("scene"), galera.database("cluster", 0), 1)
                    .withSlots(8)
                    .withTimes(TIMEOUT, CLAIM_TTL)) {
                scene.carrier(List.of(), "--latency", "60ms", "--jitter", "40ms");
                scene.accept(ORDERS);
                List<Running> engines = new ArrayList<>();
                for (int node = 0; node < Galera.NODES; node++) {
                    engines.add(scene.dispatchOn(galera.database("cluster", node)));
                }
                awaitSends(scene, engines, 100);
                for (int cut = 0; cut < CUTS; cut++) {
                    cutOff(galera, chance.nextInt(Galera.NODES), cut % 2 == 0, () -> awaitSends(scene, engines, 60));
                    awaitSends(scene, engines, 40 + chance.nextInt(40));
                }

                galera.kill(2);
                engines.get(0).kill();
                galera.awaitSize(0, 2);
                int killed = scene.executed();

                for (Running engine : engines.subList(1, Galera.NODES)) {
                    int exit = engine.exit(WORKS_WITHIN);
                    assertTrue(exit == 0 || exit == 1, () -> "exit code " + exit + engine.text());
                }
                Judge.Verdict alone = Judge.judge(scene);
                assertTrue(killed < alone.executed(), "nothing was left to be sent after the last death");
                Person person = new Person(scene);
                Judge.Verdict end = person.settleAndFinish();
                assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
                assertEquals(scene.accepted(), end.executed(), end::toString);
                Summary.line(
                        "Galera, 3 nodes",
                        CUTS + " times one of them cut off and back, then one and an engine killed by " + killed
                                + " sends, " + end.executed() + " executed, " + alone.in("IN_DOUBT")
                                + " in doubt at the engines' ends, " + person.declared() + " settled by a person, "
                                + end.duplicates() + " duplicates");
            }
        }
    }

    /** What happens while one node is away. */
    @FunctionalInterface
    private interface Meanwhile {
        void happens() throws Exception;
    }

    private static void cutOff(Galera galera, int node, boolean stops, Meanwhile meanwhile) throws Exception {
        int other = (node + 1) % Galera.NODES;
        if (stops) {
            galera.pause(node);
        } else {
            galera.isolate(node, true);
        }
        galera.awaitSize(other, Galera.NODES - 1);
        meanwhile.happens();
        if (stops) {
            galera.goOn(node);
        } else {
            galera.isolate(node, false);
        }
        for (int one = 0; one < Galera.NODES; one++) {
            galera.awaitSize(one, Galera.NODES);
        }
    }

    /** Of two transactions at two nodes, the one that is certified later is undone. */
    @Test
    void r14_s9_whatIsUnderWayAtAnotherNodeIsUndone() throws Exception {
        try (Galera galera = Galera.start(directory.resolve("galera"))) {
            galera.create("gates");
            StoreSettings settings = settings(galera.databaseAt("gates", 0));
            JdbcShipmentStore.migrate(settings);
            try (JdbcShipmentStore here = JdbcShipmentStore.open(settings);
                    JdbcShipmentStore there = JdbcShipmentStore.open(settings(galera.databaseAt("gates", 1)))) {
                assertTrue(here.audit().holds(), here.audit()::complaints);
                whatCouldSplitTheClusterIsFound(here, galera);
                acceptedBeforeARestore(here, there, galera);
                claimedWithoutAnAnswer(there, galera);
            }
            whatIsChangedBehindTheStoreIsFound(settings);
        }
    }

    /** S3. */
    private static void whatCouldSplitTheClusterIsFound(JdbcShipmentStore here, Galera galera) throws Exception {
        for (String option : List.of("pc.ignore_quorum", "pc.ignore_sb")) {
            galera.option(option + "=true");
            assertEquals(
                    option + " = false is not set: set it in wsrep_provider_options, as it is by default",
                    here.audit().complaints());
            galera.option(option + "=false");
            assertTrue(here.audit().holds(), here.audit()::complaints);
        }
    }

    /** S3: a node that does not wait for the others, or whose writes they never get. */
    private static void whatIsChangedBehindTheStoreIsFound(StoreSettings settings) {
        Map<String, String> changes = Map.of(
                "SET SESSION wsrep_sync_wait = 0", "wsrep_sync_wait is 0: let this connection keep",
                "SET SESSION wsrep_dirty_reads = ON", "wsrep_dirty_reads is ON: let this connection keep",
                "SET SESSION wsrep_on = OFF", "wsrep_on is OFF: let this connection keep");
        changes.forEach((change, complaint) -> {
            AtomicBoolean behind = new AtomicBoolean();
            DataSource source = Proxies.dataSource(() -> changed(settings.url(), change, behind));
            try (JdbcShipmentStore store = JdbcShipmentStore.open(source, settings)) {
                behind.set(true);
                store.control();
                String complaints = store.audit().complaints();
                assertTrue(complaints.startsWith(complaint), complaints);
            }
        });
    }

    private static Connection changed(String url, String change, AtomicBoolean behind) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        return Proxies.proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = Proxies.invoke(connection, method, arguments);
            if (behind.get() && method.getName().equals("commit")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(change);
                }
            }
            return result;
        });
    }

    /** R14: it has not seen the restore, so it must not be there after it. */
    private static void acceptedBeforeARestore(JdbcShipmentStore here, JdbcShipmentStore there, Galera galera)
            throws Exception {
        try (Connection shop = DriverManager.getConnection(galera.databaseAt("gates", 0))) {
            shop.setAutoCommit(false);
            here.register(shop, plan("old"), "shop");
            there.control(new Control.Change.Restored(Duration.ofMinutes(1)));
            SQLException undone = assertThrows(SQLException.class, shop::commit);
            assertEquals(1213, undone.getErrorCode(), undone::toString);
        }
        here.accept(List.of(plan("old")), "shop");
        assertEquals(
                ShipmentState.IN_DOUBT,
                there.find(new ShipmentId("s-old")).orElseThrow().shipment().state());
        here.control(new Control.Change.LiftQuarantine());
    }

    /** S9: its answer is lost; when another node says that nothing is claimed, its commit comes too late. */
    private static void claimedWithoutAnAnswer(JdbcShipmentStore there, Galera galera) throws Exception {
        there.accept(List.of(plan("claimed")), "shop");
        LateCommits late = new LateCommits(galera.databaseAt("gates", 0));
        ExchangeId exchange = new ExchangeId("exchange-1");
        try (JdbcShipmentStore engine =
                JdbcShipmentStore.open(late.dataSource(), settings(galera.databaseAt("gates", 0)))) {
            ExchangeRequest request = new ExchangeRequest(
                    exchange, new EngineId("engine"), engine.control().incarnation(), List.of(), List.of(claim()), 0);
            late.hold();
            assertThrows(StoreException.class, () -> engine.exchange(request));
            assertEquals(List.of(), there.claimsOf(exchange));
            late.commit();
        }
        assertEquals(
                ShipmentState.PENDING,
                there.find(new ShipmentId("s-claimed")).orElseThrow().shipment().state());
    }

    private static ClaimRequest claim() {
        return new ClaimRequest(
                "reference",
                ShipmentFilter.ALL,
                5,
                5,
                new ClaimTerms(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(40),
                        RecoveryTerms.of(RecoveryTerms.NONE, "account", "1")));
    }

    private static OrderPlan plan(String number) {
        return new OrderPlan(
                new OrderKey("augsburg", number),
                "1:" + number,
                null,
                List.of(new NewShipment(
                        new ShipmentId("s-" + number),
                        1,
                        "reference",
                        "R-" + number,
                        "K-" + number,
                        "1:" + number,
                        0,
                        Instant.EPOCH,
                        Payload.EMPTY,
                        null)));
    }

    private static StoreSettings settings(String url) {
        return new StoreSettings(url, "test", Duration.ofSeconds(20), Map.of());
    }

    private static void awaitSends(Scene scene, List<Running> engines, int more) throws Exception {
        int goal = scene.executed() + more;
        Await.until(
                WORKS_WITHIN,
                () -> "not " + goal + " executed"
                        + engines.stream().map(Running::text).toList(),
                () -> scene.executed() >= goal);
    }
}
