package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.internal.Rest;
import io.shiponce.internal.ShipmentPlanner;
import io.shiponce.store.Outcome;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasing is not urgent: sending goes on beside it. */
class ErasureRestTest {
    private static final Duration AGE = Duration.ofDays(90);

    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);

    @BeforeEach
    void finish250() {
        ShipmentPlanner planner = new ShipmentPlanner("test", Splitter.standard());
        store.accept(
                IntStream.range(0, 250)
                        .mapToObj(number -> planner.plan(TestOrders.numbered(number, OrderLine.of("MUG-1", 1))))
                        .toList(),
                "test");
        EngineByHand engine = new EngineByHand(store);
        engine.settle(engine.claim(250), new Outcome.Rejected("no such street"));
        clock.advance(AGE.plusSeconds(1));
    }

    private Operator operator(Rest rest) {
        return new Operator(store, "test", EngineSettings.defaults().quiet(), Map.of(), rest, OperatorListeners.NONE);
    }

    @Test
    void eachBatchIsFollowedByARest() {
        List<Duration> worked = new ArrayList<>();

        assertEquals(250, operator(worked::add).erase(AGE));

        assertEquals(3, worked.size());
        assertTrue(worked.stream().noneMatch(one -> one.isNegative() || one.isZero()), worked.toString());
    }

    @Test
    void whoIsInterruptedLeavesWhatIsNotDoneForTheNextTime() {
        Operator interrupted = operator(worked -> {
            throw new InterruptedException();
        });

        assertEquals(100, interrupted.erase(AGE));

        assertTrue(Thread.interrupted());
        assertEquals(150, operator(worked -> {}).erase(AGE));
    }

    @Test
    void aRestIsThreeTimesTheWorkAndAtMostASecond() {
        assertEquals(Duration.ofMillis(30), Rest.after(Duration.ofMillis(10)));
        assertEquals(Duration.ofSeconds(1), Rest.after(Duration.ofMillis(400)));
    }
}
