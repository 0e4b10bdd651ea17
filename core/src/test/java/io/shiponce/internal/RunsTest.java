package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.CarrierLimits;
import io.shiponce.Selection;
import io.shiponce.testkit.MutableClock;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class RunsTest {
    private final MutableClock clock = new MutableClock();
    private final Lane one = lane("one");
    private final Lane other = lane("other");
    private final Runs runs = new Runs(
            new NoStore(), Map.of("one", one, "other", other), () -> 0, new StoreClock(() -> 0, MutableClock.START));

    private Lane lane(String carrier) {
        return new Lane(carrier, ScriptedCarrier.atLevel(1, clock), CarrierLimits.DEFAULT, Duration.ofSeconds(30), 0);
    }

    private Run add(boolean endless) {
        Run run = new Run(Selection.all(), endless, () -> 0, () -> {});
        runs.add(run);
        return run;
    }

    @Test
    void eachLaneServesEachRunInTurn() {
        Set<Run> all = Set.of(add(true), add(false));
        List<Lane> asked = IntStream.range(0, 4)
                .boxed()
                .flatMap(i -> List.of(one, other).stream())
                .toList();
        Map<Lane, Set<Run>> served = asked.stream()
                .collect(Collectors.groupingBy(
                        lane -> lane, Collectors.mapping(lane -> runs.nextFor(lane, 0), Collectors.toSet())));

        assertEquals(Map.of(one, all, other, all), served);
    }
}
