package io.shiponce.examples.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Strike by chance, while they are on. Safe for any thread. */
final class CarrierFaults {
    private static final List<CarrierFault> ALL = Arrays.asList(CarrierFault.values());

    private final Random chance;
    private final double probability;
    private boolean on;

    CarrierFaults(Random chance, double probability) {
        this.chance = chance;
        this.probability = probability;
    }

    synchronized void begin() {
        on = true;
    }

    synchronized void end() {
        on = false;
    }

    synchronized Optional<CarrierFault> next() {
        return on && chance.nextDouble() < probability
                ? Optional.of(ALL.get(chance.nextInt(ALL.size())))
                : Optional.empty();
    }
}
