package io.shiponce.benchmarks.lab;

import io.shiponce.benchmarks.contender.Contenders;
import java.time.Duration;

/**
 * One thing to measure. Two equal ones are the same thing.
 *
 * @param outside whether the carrier is a process of its own; else it is within the contender's JVM
 * @param latency the carrier's shortest answer
 * @param jitter up to this much is added
 * @param engines how many processes work on the one database
 * @param heapMegabytes of each of them
 * @param probed whether the endpoint is asked meanwhile
 * @param modernJava whether the newest Java of this machine is used, for its virtual threads
 * @param warm whether the same process has sent others before, elsewhere: what is measured then is not its compilers
 */
public record Trial(
        Contenders contender,
        DatabaseKind database,
        boolean outside,
        Duration latency,
        Duration jitter,
        int slots,
        int shipments,
        int engines,
        int heapMegabytes,
        boolean probed,
        boolean modernJava,
        boolean warm) {
    private static final int SLOTS = 64;
    private static final int HEAP = 512;

    /** No latency, within the same JVM: what is measured is the engine. */
    public static Trial inside(Contenders contender, DatabaseKind database, int shipments) {
        return new Trial(
                contender,
                database,
                false,
                Duration.ZERO,
                Duration.ZERO,
                SLOTS,
                shipments,
                1,
                HEAP,
                false,
                false,
                false);
    }

    /** A carrier in a process of its own. */
    public static Trial outside(
            Contenders contender, DatabaseKind database, int shipments, Duration latency, Duration jitter) {
        return new Trial(contender, database, true, latency, jitter, SLOTS, shipments, 1, HEAP, false, false, false);
    }

    /** The same, and the endpoint is asked. */
    public Trial withProbe() {
        return with(latency, slots, engines, heapMegabytes, true, modernJava, warm);
    }

    /** The same with another heap. */
    public Trial withHeap(int megabytes) {
        return with(latency, slots, engines, megabytes, probed, modernJava, warm);
    }

    /** The same with another carrier within the JVM, other slots, several engines. */
    public Trial with(Duration newLatency, int newSlots, int newEngines) {
        return with(newLatency, newSlots, newEngines, heapMegabytes, probed, modernJava, warm);
    }

    /** The same on the newest Java of this machine. */
    public Trial onModernJava() {
        return with(latency, slots, engines, heapMegabytes, probed, true, warm);
    }

    /** The same in a process that has sent before. */
    public Trial warmed() {
        return with(latency, slots, engines, heapMegabytes, probed, modernJava, true);
    }

    private Trial with(
            Duration itsLatency,
            int itsSlots,
            int itsEngines,
            int megabytes,
            boolean asked,
            boolean onNewest,
            boolean warmedUp) {
        return new Trial(
                contender,
                database,
                outside,
                itsLatency,
                jitter,
                itsSlots,
                shipments,
                itsEngines,
                megabytes,
                asked,
                onNewest,
                warmedUp);
    }
}
