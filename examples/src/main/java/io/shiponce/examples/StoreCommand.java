package io.shiponce.examples;

import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import picocli.CommandLine.Mixin;

/** A command that works on a store. What can be checked without the store is checked before it is opened. For one thread. */
abstract class StoreCommand extends ProgramCommand {
    /** The longest that one call of the store may take, where nothing asks for less. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Override
    public final Integer call() {
        check();
        try (ShipmentStore opened = store.open(callTimeout())) {
            return run(opened);
        }
    }

    /** Refuses wrong usage by an exception, before anything is touched. */
    void check() {}

    Duration callTimeout() {
        return CALL_TIMEOUT;
    }

    /** Does it; returns the exit code. */
    abstract int run(ShipmentStore store);
}
