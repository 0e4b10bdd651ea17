package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is summed up is what one would count, whoever wrote and folded it at the same time. */
class FinishedTallyTest extends StoreTest {
    private static final long SEED = Long.getLong("seed", new SplittableRandom().nextInt(1_000_000));
    private static final int ENGINES = 3;
    private static final int EXCHANGES = 70;

    @Test
    void theTallyIsWhatOneWouldCount() throws Exception {
        store.accept(Orders.plans(250), "shop");
        ExecutorService threads = Executors.newFixedThreadPool(ENGINES);
        try {
            List<Callable<Void>> engines = new ArrayList<>();
            for (int i = 0; i < ENGINES; i++) {
                Random chance = new Random(SEED + i);
                JdbcShipmentStore own = another();
                engines.add(() -> work(own, chance));
            }
            for (Future<Void> engine : threads.invokeAll(engines)) {
                engine.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Map<ShipmentState, Long> counted = new TreeMap<>();
        for (ShipmentRecord one : store.page(ShipmentFilter.ALL, null, 10_000)) {
            counted.merge(one.state(), 1L, Long::sum);
        }
        assertTrue(counted.containsKey(ShipmentState.CONFIRMED), "seed " + SEED);
        for (ShipmentFilter filter : List.of(ShipmentFilter.ALL, ShipmentFilter.ALL.withCarrier(Orders.CARRIER))) {
            assertEquals(counted, new TreeMap<>(store.counts(filter).get(0).states()), "seed " + SEED);
        }
        long rows = rows();
        assertTrue(rows < ENGINES * EXCHANGES / 2, rows + " rows were not folded");
    }

    /** A sweep comes every second, also when there is nothing to do. */
    @Test
    void aShortTallyIsNotLocked() {
        store.accept(Orders.plans(1), "shop");
        settle(claimOne(), Orders.accepted("T"));
        List<String> statements = new ArrayList<>();
        Tap tap = new Tap(place) {
            @Override
            void beforeExecute(String sql) {
                statements.add(sql);
            }
        };
        JdbcShipmentStore tapped = closedLater(JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock));
        tapped.exchange(new ExchangeRequest(Orders.exchangeId(), Orders.ENGINE, 1, List.of(), List.of(), 5));

        Statements sql = new Statements(database.dialect(), place.names());
        assertTrue(statements.contains(sql.tallyIsLong), () -> String.join("\n", statements));
        assertFalse(statements.contains(sql.tally), () -> String.join("\n", statements));
    }

    /** Late evidence and people change what was finished already. */
    private static Void work(JdbcShipmentStore own, Random chance) {
        List<ShipmentRecord> seen = new ArrayList<>();
        List<Settlement> settlements = List.of();
        for (int i = 0; i < EXCHANGES; i++) {
            List<StoredShipment> claimed = own.exchange(new ExchangeRequest(
                            Orders.exchangeId(),
                            Orders.ENGINE,
                            1,
                            settlements,
                            List.of(Orders.claim(2)),
                            chance.nextInt(2)))
                    .claimed();
            claimed.forEach(one -> seen.add(one.shipment()));
            settlements = new ArrayList<>();
            for (StoredShipment one : claimed) {
                settlements.add(Orders.settlement(one.shipment(), outcome(chance)));
            }
            if (!seen.isEmpty()) {
                ShipmentRecord late = seen.get(chance.nextInt(seen.size()));
                settlements.add(Orders.settlement(late, Orders.accepted("L" + chance.nextInt(1_000))));
                own.transition(List.of(new Transition(
                        late.id(),
                        own.find(late.id()).orElseThrow().shipment().version(),
                        "ann",
                        new Action.Cancel("not wanted"))));
            }
        }
        return null;
    }

    private static Outcome outcome(Random chance) {
        return switch (chance.nextInt(3)) {
            case 0 -> new Outcome.Rejected("no such street");
            case 1 -> Orders.notSent();
            default -> Orders.accepted("T" + chance.nextInt(1_000_000));
        };
    }

    private long rows() throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(place.names().fill("SELECT count(*) FROM {tally}"))) {
            results.next();
            return results.getLong(1);
        }
    }
}
