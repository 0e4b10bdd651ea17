package io.shiponce.examples.christmas;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * When to kill: after how many executed consignments. Spread over the middle of the run, each at a place of its own by chance.
 *
 * <p>Immutable and safe for any thread.
 */
record KillPlan(List<Long> afterExecuted) {
    private static final double FIRST = 0.20;
    private static final double LAST = 0.70;

    KillPlan {
        afterExecuted = List.copyOf(afterExecuted);
    }

    static KillPlan of(int kills, long shipments, long seed) {
        Random random = new Random(seed);
        double step = kills > 1 ? (LAST - FIRST) / (kills - 1) : 0;
        double jitter = kills > 1 ? Math.min(step, 0.2) / 4 : 0.05;
        List<Long> moments = new ArrayList<>(kills);
        for (int i = 0; i < kills; i++) {
            double middle = kills > 1 ? FIRST + i * step : (FIRST + LAST) / 2;
            double share = middle + (2 * random.nextDouble() - 1) * jitter;
            moments.add(Math.max(1, Math.round(share * shipments)));
        }
        return new KillPlan(moments);
    }
}
