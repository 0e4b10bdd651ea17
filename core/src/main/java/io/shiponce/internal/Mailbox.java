package io.shiponce.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What senders hand to the coordinator: things to be done on its thread, and the wake-up that goes with them.
 *
 * <p>{@link #put} and {@link #wake} may be called by any thread, the others by the coordinator only.
 */
public final class Mailbox {
    private final Queue<Runnable> letters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore bell = new Semaphore(0);

    /** How many letters are worth a wake-up. */
    private volatile int enough = 1;

    /** Leaves a letter; it is opened on the coordinator's thread. */
    public void put(Runnable letter) {
        letters.add(letter);
        if (waiting.incrementAndGet() >= enough) {
            wake();
        }
    }

    /** Ends the coordinator's wait, now or the next one. */
    public void wake() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** Opens all letters that are there. */
    public int open() {
        int opened = 0;
        for (Runnable letter = letters.poll(); letter != null; letter = letters.poll()) {
            waiting.decrementAndGet();
            letter.run();
            opened++;
        }
        return opened;
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    int size() {
        return letters.size();
    }

    /** Waits for a wake-up since the last wait, at most so long. */
    public void await(long nanos) throws InterruptedException {
        if (bell.tryAcquire(Math.max(nanos, 0), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }

    /** Lets letters come in until there are so many, at most so long. */
    void gather(int letters, long nanos) throws InterruptedException {
        long untilNanos = System.nanoTime() + nanos;
        enough = letters;
        long left = nanos;
        while (waiting.get() < letters && left > 0) {
            bell.tryAcquire(left, TimeUnit.NANOSECONDS);
            left = untilNanos - System.nanoTime();
        }
        enough = 1;
    }
}
