package io.shiponce.examples.process;

import java.util.Random;
import java.util.SplittableRandom;

/** Chance that can be repeated: {@code -Dseed=} sets the seed that a run before printed. Safe for any thread. */
public final class Chance {
    private static final long SEED = seed();

    private Chance() {}

    private static long seed() {
        String given = System.getProperty("seed");
        long seed = given == null ? new SplittableRandom().nextInt(1_000_000) : Long.parseLong(given);
        System.out.println("[seed] " + seed + ", repeated by -Dseed=" + seed);
        return seed;
    }

    /** Always the same for one name and seed, whatever else draws. */
    public static Random of(String name) {
        return new Random(SEED * 1_000_003 + name.hashCode());
    }
}
