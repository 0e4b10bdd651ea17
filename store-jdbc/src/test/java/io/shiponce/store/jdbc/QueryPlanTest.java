package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.OrderKey;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done again and again is answered by an index that finished shipments are not in, or lie apart in. */
class QueryPlanTest extends StoreTest {
    private static final List<String> LARGE = List.of("shipment", "payload", "history", "receipt");

    /** Some databases read a small table as a whole, whatever its indexes. */
    @BeforeEach
    void fillWithFinishedShipments() throws Exception {
        if (database == TestDatabase.MARIADB || database == TestDatabase.H2) {
            store.accept(Orders.plans(40), "shop");
            List<Settlement> settlements = claimUpTo(40).claimed().stream()
                    .map(claimed -> Orders.settlement(claimed.shipment(), Orders.accepted("T")))
                    .toList();
            store.exchange(Orders.exchange(settlements));
            for (int times = 0; times < 5; times++) {
                String more = String.valueOf((char) ('a' + times));
                place.execute(
                        "INSERT INTO {shipment} (" + columns("") + ") SELECT " + columns(more) + " FROM {shipment} s");
                place.execute(
                        "INSERT INTO {payload} (shipment_id, shop, order_number, reference, payload) SELECT CONCAT(shipment_id, '"
                                + more + "'), shop, CONCAT(order_number, '" + more + "'), CONCAT(reference, '" + more
                                + "'), payload FROM {payload}");
                place.execute("INSERT INTO {receipt} (shipment_id, receipt) SELECT CONCAT(shipment_id, '" + more
                        + "'), receipt FROM {receipt}");
                place.execute(
                        "INSERT INTO {history} (shipment_id, incarnation, at, kind, to_state, actor, revision, attempt,"
                                + " detail, folded) SELECT CONCAT(shipment_id, '" + more
                                + "'), incarnation, at, kind, to_state,"
                                + " actor, revision, attempt, detail, folded FROM {history}");
            }
            analyze();
        }
    }

    private void analyze() throws Exception {
        for (String table : LARGE) {
            boolean byTable = database == TestDatabase.MARIADB || database == TestDatabase.H2;
            place.execute((byTable ? "ANALYZE TABLE {" : "ANALYZE {") + table + "}");
        }
    }

    private static String columns(String more) {
        String all = ShipmentRows.columns().replace("s.", "") + ", erasable_since, doubt_forgiven";
        return more.isEmpty() ? all : all.replaceFirst("^id", "CONCAT(id, '" + more + "')");
    }

    @Test
    void noStatementOfAnExchangeReadsAWholeTable() {
        List<String> statements = new ArrayList<>();
        store.accept(List.of(Orders.plan("a"), Orders.plan("b"), Orders.plan("c"), Orders.plan("d")), "shop");
        List<Settlement> settlements = claimUpTo(2).claimed().stream()
                .map(claimed -> Orders.settlement(claimed.shipment(), Orders.notSent()))
                .toList();
        Tap tap = new Tap(place) {
            @Override
            void beforeExecute(String sql) {
                statements.addAll(List.of(sql.split("; ")));
            }
        };
        try (JdbcShipmentStore tapped = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
            statements.clear();
            tapped.exchange(new ExchangeRequest(
                    Orders.exchangeId(), Orders.ENGINE, 1, settlements, List.of(Orders.claim(5)), 5));
        }
        int planned = 0;
        for (String sql : statements) {
            if (sql.contains(place.prefix()) && !sql.startsWith("INSERT")) {
                Plan plan = Plan.of(database, place, sql);
                planned++;
                for (String table : LARGE) {
                    assertFalse(plan.scans(table), sql + "\n" + plan.text());
                }
            }
        }
        assertTrue(planned > 5, planned + " statements");
    }

    @Test
    void claimingExpiringAndCountingDoubtsUseTheirIndexes() {
        Dialect dialect = database.dialect();
        Statements sql = new Statements(dialect, place.names());
        FilterSql ready = FilterSql.ready(dialect, Orders.CARRIER, ShipmentFilter.ALL, Instant.EPOCH);
        assertUses("shipment_ready", sql.claimable(ready));
        assertUses("shipment_claimed", sql.expired);
        assertUses("shipment_unanswered", sql.unanswered);
        assertUses("shipment_erasable", sql.erasable);
        String counts = Counting.sql(sql, ShipmentFilter.ALL, FilterSql.of(dialect, ShipmentFilter.ALL));
        for (ShipmentState state : ShipmentState.values()) {
            String page = sql.page(FilterSql.of(dialect, ShipmentFilter.ALL.withState(state)));
            if (state != ShipmentState.CONFIRMED) {
                // Most are confirmed: reading all in the order of their ids is best.
                assertUses("shipment_", page);
            }
        }
        if (database == TestDatabase.SQLITE || database == TestDatabase.POSTGRESQL) {
            for (String index : List.of("pending", "claimed", "doubtful")) {
                assertUses("shipment_" + index, counts);
            }
        } else {
            assertFalse(Plan.of(database, place, counts).scans("shipment"));
        }
    }

    /** R4: it is asked again and again after a lost exchange, and after a restore there may be a hundred thousand doubts. */
    @Test
    void askingForTheClaimsOfAnExchangeReadsNoOtherDoubts() throws Exception {
        String claimsOf = new Statements(database.dialect(), place.names()).claimsOf;
        assertUses("shipment_claimed", claimsOf);
        String plan = Plan.of(database, place, claimsOf).text();
        switch (database) {
            case SQLITE -> assertTrue(plan.contains("shipment_expired (claim_id=?)"), plan);
            case POSTGRESQL -> assertTrue(plan.contains("shipment_expired"), plan);
            // By state and cause, of which the expired ones are few: two constants.
            case MARIADB -> assertTrue(plan.matches("(?s).*shipment_unanswered\\|\\d+\\|const,const\\|.*"), plan);
            // Its plan does not say how much of an index it reads.
            case H2 -> {
                store.accept(Orders.plans(60), "shop");
                place.execute(
                        "UPDATE {shipment} SET state = 'IN_DOUBT', doubt_cause = 'RESTORED' WHERE state = 'PENDING'");
                String read = Plan.of(database, place, "ANALYZE " + claimsOf.replace("?", "'none'"))
                        .text();
                assertTrue(read.contains("scanCount: 1 "), read);
                assertFalse(read.matches("(?s).*scanCount: ([2-9]|\\d\\d).*"), read);
            }
        }
    }

    /** The first that are due are the first in the index: nothing is sorted, and nothing more is read, or locked. */
    @Test
    void claimingReadsNoFurtherThanItsLimit() {
        FilterSql ready = FilterSql.ready(database.dialect(), Orders.CARRIER, ShipmentFilter.ALL, Instant.EPOCH);
        Statements sql = new Statements(database.dialect(), place.names());
        String plan = Plan.of(database, place, sql.claimable(ready)).text();
        switch (database) {
            case SQLITE -> assertFalse(plan.contains("TEMP B-TREE"), plan);
            case POSTGRESQL -> assertFalse(plan.contains("Sort"), plan);
            case MARIADB -> assertFalse(plan.contains("filesort"), plan);
            case H2 -> assertTrue(plan.contains("index sorted"), plan);
        }
    }

    /** Its index keeps what was claimed until a vacuum: a claim begins behind that, in the index and not in a filter. */
    @Test
    void claimingGoesOnWhereTheLastClaimEnded() {
        Assumptions.assumeTrue(database.dialect().leavesDeadEntries(), "no other database leaves dead entries");
        ReadyCursor.Place last =
                new ReadyCursor.Place(0, Instant.EPOCH, Orders.id("n1").value(), 0);
        FilterSql behind = FilterSql.ready(database.dialect(), Orders.CARRIER, ShipmentFilter.ALL, Instant.EPOCH)
                .behind(last);
        Statements sql = new Statements(database.dialect(), place.names());
        String plan = Plan.of(database, place, sql.claimable(behind)).text();
        assertTrue(plan.matches("(?s).*Index Cond: .*priority = .*ROW\\(due_at, id\\) > ROW.*"), plan);
        assertFalse(plan.contains("Sort"), plan);
    }

    /** The shop's Christmas: PostgreSQL has no statistics yet, and took a thousand shipments for a few that are soon sorted. */
    @Test
    void claimingReadsNoFurtherRightAfterALargeAccept() throws Exception {
        if (database == TestDatabase.POSTGRESQL) {
            place.execute("ALTER TABLE {shipment} SET (autovacuum_enabled = off)");
        }
        store.accept(Orders.plans(1_000), "shop");
        claimingReadsNoFurtherThanItsLimit();
    }

    /** A person sends one order of many: the others are not gone through for it, nor locked. */
    @Test
    void claimingWhatWasChosenReadsNothingElse() throws Exception {
        store.accept(Orders.plans(500), "shop");
        analyze();
        Dialect dialect = database.dialect();
        Statements sql = new Statements(dialect, place.names());
        ShipmentFilter order = ShipmentFilter.ofOrder(new OrderKey("shop", "n1"));
        ShipmentFilter id = ShipmentFilter.of(Set.of(Orders.id("n1")));
        ShipmentFilter reference = ShipmentFilter.ALL.withReference("REF-n1-1");
        for (ShipmentFilter chosen : List.of(order, id, reference)) {
            String claim = sql.claimable(FilterSql.ready(dialect, Orders.CARRIER, chosen, Instant.EPOCH));
            Plan plan = Plan.of(database, place, claim);
            assertFalse(plan.scans("shipment"), claim + "\n" + plan.text());
            if (database == TestDatabase.MARIADB || database == TestDatabase.H2) {
                assertFalse(plan.uses("shipment_ready"), claim + "\n" + plan.text());
            }
        }
    }

    /** A customer on the telephone says a number: it is looked up, and nothing is gone through for it, or sorted for long. */
    @Test
    void whatIsAskedForByItsNumberIsLookedUp() throws Exception {
        if (database == TestDatabase.POSTGRESQL) {
            for (String table : LARGE) {
                place.execute("ALTER TABLE {" + table + "} SET (autovacuum_enabled = off)");
            }
        }
        store.accept(Orders.plans(1_000), "shop");
        List<Settlement> settlements = claimUpTo(500).claimed().stream()
                .map(claimed -> Orders.settlement(
                        claimed.shipment(),
                        Orders.accepted("T-" + claimed.shipment().id())))
                .toList();
        store.exchange(Orders.exchange(settlements));
        assertLooksUpNumbers();
        analyze();
        assertLooksUpNumbers();
    }

    private void assertLooksUpNumbers() {
        assertLooksUp("payload_reference", ShipmentFilter.ALL.withReference("REF-n7-1"));
        assertLooksUp("shipment_tracking", ShipmentFilter.ALL.withTrackingNumber("T-7"));
    }

    private void assertLooksUp(String index, ShipmentFilter number) {
        Dialect dialect = database.dialect();
        Statements sql = new Statements(dialect, place.names());
        for (ShipmentFilter filter : List.of(
                number,
                number.withState(ShipmentState.CONFIRMED),
                number.withState(ShipmentState.PENDING).withCarrier("c"))) {
            FilterSql later = FilterSql.of(dialect, filter).after(Orders.id("n3"));
            for (FilterSql page : List.of(FilterSql.of(dialect, filter), later)) {
                String statement = sql.page(page);
                assertUses(index, statement);
                Plan plan = Plan.of(database, place, statement);
                for (String other : List.of("shipment_pending", "shipment_ready", "shipment_unanswered")) {
                    assertFalse(plan.uses(other), statement + "\n" + plan.text());
                }
                assertFalse(plan.scans("payload"), statement + "\n" + plan.text());
                // With a range of ids it would not look into the list.
                assertTrue(
                        database != TestDatabase.H2 || plan.text().matches("(?s).*PRIMARY_KEY_\\w+: ID IN\\(.*"),
                        plan.text());
            }
            assertUses(index, Counting.sql(sql, filter, FilterSql.of(dialect, filter)));
        }
    }

    private void assertUses(String index, String sql) {
        Plan plan = Plan.of(database, place, sql);
        assertTrue(plan.uses(index), sql + "\n" + plan.text());
        assertFalse(plan.scans("shipment"), sql + "\n" + plan.text());
    }
}
