package io.shiponce.packing;

import io.shiponce.Box;
import io.shiponce.Capacity;
import io.shiponce.Group;
import io.shiponce.OrderLine;
import io.shiponce.Packed;
import io.shiponce.Packer;
import io.shiponce.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Packs into boxes in three dimensions, by <a href="https://github.com/skjolber/3d-bin-container-packing">
 * 3d-bin-container-packing</a>: all of a shipment into the smallest box that takes it, else into as few boxes as it
 * finds. What is kept together is in one box.
 *
 * <p>Safe for any thread; each call uses a thread of its own. It is bounded in time, and what comes out is checked: each
 * piece once, as large as it is, within its box, where no other piece is, and no box too heavy. If the time is over, if
 * the check fails, if there are more than {@value #MAX_PIECES} pieces or a size is unknown, it packs as {@link
 * Packer#firstFit} does, and the reason says so, flagged. A thread that goes on after its time is asked to stop and left
 * behind; at {@value #MAX_STUCK} of them nothing more is tried in three dimensions until one has ended.
 *
 * <p>A limit of time makes two runs differ on a busy machine. That harms nothing: an order is packed once, when it is
 * accepted, and what was decided is stored (R12). A preview may show another packing than the one that is accepted later.
 *
 * <p>The library belongs on the class path; on the module path, its modules need the options that {@code
 * docs/splitting.md} names. Without them this packs by volume, and says so.
 */
public final class ThreeDimensionalPacker implements Packer {
    /** The most pieces of one shipment that are tried. */
    public static final int MAX_PIECES = 500;

    /** The most threads that may be left behind. */
    public static final int MAX_STUCK = 4;

    private static final Duration USUAL_TIME = Duration.ofMillis(500);
    private static final Duration LOADING = Duration.ofSeconds(10);
    private static final Duration MOST_TIME = Duration.ofMinutes(1);

    private final List<Box> boxes;
    private final Duration time;
    private final Solver solver;
    private final Packer byVolume;
    private final AtomicInteger stuck = new AtomicInteger();

    ThreeDimensionalPacker(List<Box> boxes, Duration time, Solver solver) {
        if (time.toMillis() < 1 || time.compareTo(MOST_TIME) > 0) {
            throw new IllegalArgumentException("the time must be between 1 ms and " + MOST_TIME + ", was " + time);
        }
        this.byVolume = Packer.firstFit(boxes);
        this.boxes = boxes.stream()
                .sorted(Comparator.<Box>comparingDouble(ThreeDimensionalPacker::volume)
                        .thenComparing(Box::tare)
                        .thenComparing(Box::name))
                .toList();
        this.time = time;
        this.solver = solver;
    }

    /** Into these boxes, at least one, within half a second per shipment. Loads the library, which may take seconds. */
    public static ThreeDimensionalPacker into(List<Box> boxes) {
        return into(boxes, USUAL_TIME);
    }

    /**
     * Into these boxes, at least one. Loads the library, which may take seconds.
     *
     * @param time the longest that one shipment may take, from 1 ms to a minute
     */
    public static ThreeDimensionalPacker into(List<Box> boxes, Duration time) {
        ThreeDimensionalPacker packer = new ThreeDimensionalPacker(boxes, time, new LargestAreaSolver());
        packer.loadLibrary();
        return packer;
    }

    /** Packs one piece with as much time as that takes: the first shipment shall not lose its time to loading. */
    private void loadLibrary() {
        Box box = boxes.get(0);
        List<Piece> piece = List.of(new Piece(box.inner(), 0, 1));
        List<Solver.Room> room = List.of(new Solver.Room(box, 1));
        FutureTask<List<Load>> task = new FutureTask<>(() -> solver.solve(piece, room, 1, LOADING, () -> false));
        start(task, new AtomicReference<>(Fate.UNDER_WAY));
        try {
            task.get(LOADING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Each shipment that needs it will say so.
            task.cancel(true);
        }
    }

    private static double volume(Box box) {
        return (double) box.inner().lengthMillimetres()
                * box.inner().widthMillimetres()
                * box.inner().heightMillimetres();
    }

    @Override
    public List<Packed> pack(Group group, Capacity capacity) {
        List<Solver.Room> rooms = boxes.stream()
                .map(box -> new Solver.Room(box, box.roomGrams(capacity)))
                .filter(room -> room.grams() > 0)
                .toList();
        boolean known = group.lines().stream().allMatch(line -> line.traits().unitDimensions() != null);
        if (rooms.isEmpty() || !known) {
            return byVolume.pack(group, capacity);
        }
        try {
            return inTime(group, rooms);
        } catch (Attempt.FailedException e) {
            Reason why = Reason.flagged("packed by volume, not in three dimensions: " + e.getMessage());
            return byVolume.pack(group.because(why), capacity);
        }
    }

    private List<Packed> inTime(Group group, List<Solver.Room> rooms) {
        long pieces = group.lines().stream().mapToLong(OrderLine::quantity).sum();
        if (pieces > MAX_PIECES) {
            throw new Attempt.FailedException(pieces + " pieces are too many");
        }
        if (stuck.get() >= MAX_STUCK) {
            throw new Attempt.FailedException("too many earlier ones have not ended");
        }
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Fate> fate = new AtomicReference<>(Fate.UNDER_WAY);
        FutureTask<List<Packed>> task = new FutureTask<>(() -> new Attempt(solver, rooms, time, over::get).pack(group));
        Thread thread = start(task, fate);
        try {
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Attempt.FailedException("it took longer than " + time.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Attempt.FailedException("it was interrupted");
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            over.set(true);
            if (!task.isDone() && fate.compareAndSet(Fate.UNDER_WAY, Fate.LEFT_BEHIND)) {
                stuck.incrementAndGet();
                thread.interrupt();
            }
        }
    }

    /** Of one thread: who sees first that it has ended, or that its time is over. */
    private enum Fate {
        UNDER_WAY,
        LEFT_BEHIND,
        ENDED
    }

    private Thread start(Runnable task, AtomicReference<Fate> fate) {
        Thread thread = new Thread(
                () -> {
                    task.run();
                    if (fate.getAndSet(Fate.ENDED) == Fate.LEFT_BEHIND) {
                        stuck.decrementAndGet();
                    }
                },
                "shiponce-packing");
        thread.setDaemon(true);
        try {
            thread.start();
            return thread;
        } catch (OutOfMemoryError e) {
            throw new Attempt.FailedException("no thread could be started");
        }
    }

    private static Attempt.FailedException failure(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof Attempt.FailedException failed
                ? failed
                : new Attempt.FailedException(
                        "it failed with " + cause.getClass().getSimpleName());
    }
}
