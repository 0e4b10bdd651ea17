package io.shiponce;

import io.shiponce.internal.Coverage;
import io.shiponce.internal.SimulatedStore;
import io.shiponce.internal.World;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * The real engine on a store, under everything at once: crashes, pauses, delays, lost answers, unknown commits, jumping clocks, people who
 * click twice, restored backups. Extend it in your own tests to put your store under it.
 *
 * <p>Three engines, one carrier with a ledger of its own, one thread: coordinators turn by hand, time moves by hand. A schedule is
 * plain data from one seed; a failing one shrinks, and prints its seed, what happened, and the shipments' histories. Judged after each
 * step by the ledger: no shipment was executed twice, what is confirmed was executed, what is pending, rejected or cancelled was not; and
 * when faults stop, all that its level can resolve ends.
 *
 * <p>A stored schedule is repeated by jqwik's {@code @Property(seed = …)} on an overriding method, which may set more tries as well.
 */
public abstract class CrashSimulation {
    /** For subclasses. */
    protected CrashSimulation() {}

    /** A new, empty store whose clock is this one. Called once for each schedule. */
    protected abstract ShipmentStore openFresh(MutableClock clock) throws Exception;

    /** The store that {@link #openFresh} made last, opened once more: each engine has a handle of its own. All are closed in the end. */
    protected abstract ShipmentStore openAgain() throws Exception;

    /**
     * Keeps all that is stored now, as a backup would.
     *
     * @return brings exactly that back; null if the store has no way to do so, then nothing is restored
     */
    protected @Nullable Runnable backup() throws Exception {
        return null;
    }

    /** Where to count what was reached. */
    protected Coverage coverage() {
        return new Coverage();
    }

    /** The promise. */
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    protected void atMostOnceWhateverHappens(
            @ForAll("schedules") List<World.Op> schedule, @ForAll @IntRange(min = 0, max = 3) int level) {
        play(schedule, level);
    }

    /** One schedule, and then the faults stop. */
    protected final void play(List<World.Op> schedule, int level) {
        try (World world = new World(new Simulated(), level, coverage())) {
            try {
                world.play(schedule);
                world.heal();
            } finally {
                world.count();
            }
        }
    }

    private final class Simulated implements SimulatedStore {
        @Override
        public ShipmentStore openFresh(MutableClock clock) throws Exception {
            return CrashSimulation.this.openFresh(clock);
        }

        @Override
        public ShipmentStore openAgain() throws Exception {
            return CrashSimulation.this.openAgain();
        }

        @Override
        public @Nullable Runnable backup() throws Exception {
            return CrashSimulation.this.backup();
        }
    }

    /** From one seed: what happens, and how often in relation to the rest. */
    @Provide
    protected Arbitrary<List<World.Op>> schedules() {
        Arbitrary<World.Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, World.Kind.ACCEPT),
                Tuple.of(20, World.Kind.TURN),
                Tuple.of(20, World.Kind.TURN_AND_SEND),
                Tuple.of(20, World.Kind.SEND),
                Tuple.of(14, World.Kind.ADVANCE),
                Tuple.of(1, World.Kind.STORE_CLOCK_JUMPS),
                Tuple.of(5, World.Kind.CRASH),
                Tuple.of(2, World.Kind.STORE_FAILS_BEFORE),
                Tuple.of(4, World.Kind.STORE_FAILS_AFTER),
                Tuple.of(1, World.Kind.LOOKUP_FAILS),
                Tuple.of(1, World.Kind.LOOKUP_LAGS),
                Tuple.of(4, World.Kind.DECLARE_NOT_SENT),
                Tuple.of(1, World.Kind.DECLARE_SENT),
                Tuple.of(2, World.Kind.DECLARE_REFUSED),
                Tuple.of(1, World.Kind.CLICK_TWICE),
                Tuple.of(1, World.Kind.CANCEL),
                Tuple.of(1, World.Kind.RETRY),
                Tuple.of(3, World.Kind.AMEND),
                Tuple.of(1, World.Kind.PAUSE),
                Tuple.of(1, World.Kind.RESUME),
                Tuple.of(1, World.Kind.BACKUP),
                Tuple.of(1, World.Kind.RESTORE));
        Arbitrary<World.Op> ops = Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 1023),
                        Arbitraries.integers().between(0, 1023))
                .as(World.Op::new);
        return ops.list().ofMinSize(1).ofMaxSize(80);
    }
}
