package io.shiponce.packing;

import static io.shiponce.packing.Lines.BOXES;
import static io.shiponce.packing.Lines.group;
import static io.shiponce.packing.Lines.line;
import static io.shiponce.packing.Lines.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Capacity;
import io.shiponce.OrderLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A solver that hangs, overruns, fails or tells nonsense: the goods are packed by volume, and nothing is lost. */
@Timeout(60)
class UntrustedSolverTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final OrderLine[] GOODS = {line("A", 2, 100, 100, 100, 100), line("B", 1, 300, 50, 50, 50)};
    private static final String BY_VOLUME = "A x 2, B x 1 | ! packed by volume, not in three dimensions: ";

    private static List<String> packed(Duration time, Solver solver) {
        return shown(new ThreeDimensionalPacker(BOXES, time, solver).pack(group(GOODS), Capacity.UNLIMITED));
    }

    /** What it answers if all of it is asked for in one box. */
    private static List<String> packed(Placement... placements) {
        return packed(LONG_ENOUGH, (pieces, boxes, most, time, stop) -> List.of(new Load(0, List.of(placements))));
    }

    private static Placement at(int piece, int x, int y, int z, int side) {
        return new Placement(piece, x, y, z, side, side, side);
    }

    @Test
    void whatCanBeIsBelieved() {
        assertEquals(
                List.of("A x 2, B x 1 | in box 'L', in three dimensions"),
                packed(
                        LONG_ENOUGH,
                        (pieces, boxes, most, time, stop) -> boxes.get(0)
                                        .box()
                                        .name()
                                        .equals("L")
                                ? List.of(new Load(
                                        0, List.of(at(0, 0, 0, 0, 100), at(0, 100, 0, 0, 100), at(1, 200, 0, 0, 50))))
                                : List.of()));
    }

    @Test
    void impossiblePackingsAreNotBelieved() {
        assertEquals(
                List.of(BY_VOLUME + "it packed two pieces into one place; in box 'S'"),
                packed(at(0, 0, 0, 0, 100), at(0, 99, 0, 0, 100), at(1, 0, 100, 0, 50)));
        assertEquals(
                List.of(BY_VOLUME + "it packed a piece that sticks out; in box 'S'"),
                packed(at(0, 0, 0, 0, 100), at(0, 101, 0, 0, 100), at(1, 0, 100, 0, 50)));
        assertEquals(
                List.of(BY_VOLUME + "it packed a piece that sticks out; in box 'S'"),
                packed(at(0, 0, 0, 0, 100), at(0, 100, 0, 0, 100), at(1, 0, 0, -1, 50)));
        assertEquals(
                List.of(BY_VOLUME + "it changed the size of a piece; in box 'S'"),
                packed(at(0, 0, 0, 0, 100), at(0, 100, 0, 0, 99), at(1, 0, 100, 0, 50)));
        assertEquals(
                List.of(BY_VOLUME + "it lost a piece; in box 'S'"), packed(at(0, 0, 0, 0, 100), at(1, 0, 100, 0, 50)));
        assertEquals(
                List.of(BY_VOLUME + "it packed a piece that there is not; in box 'S'"),
                packed(at(0, 0, 0, 0, 100), at(0, 100, 0, 0, 100), at(1, 0, 100, 0, 50), at(1, 50, 100, 0, 50)));
        assertEquals(
                List.of(BY_VOLUME + "it packed a piece that there is not; in box 'S'"),
                packed(at(0, 0, 0, 0, 100), at(0, 100, 0, 0, 100), at(2, 0, 100, 0, 50)));
    }

    @Test
    void boxesThatThereAreNotAreNotBelieved() {
        for (int box : new int[] {-1, 1}) {
            assertEquals(
                    List.of(BY_VOLUME + "it used a box that there is not, or an empty one; in box 'S'"),
                    packed(
                            LONG_ENOUGH,
                            (pieces, boxes, most, time, stop) -> List.of(new Load(box, List.of(at(0, 0, 0, 0, 100))))));
        }
        assertEquals(List.of(BY_VOLUME + "it used a box that there is not, or an empty one; in box 'S'"), packed());
    }

    @Test
    void everySideAndTheWeightAreChecked() {
        List<Piece> one = List.of(new Piece(Lines.SMALL.inner(), 4_800, 1));
        List<Solver.Room> rooms = List.of(new Solver.Room(Lines.SMALL, 4_800));
        Placement whole = new Placement(0, 0, 0, 0, 200, 150, 100);
        assertNull(LoadCheck.problem(one, rooms, List.of(new Load(0, List.of(whole)))));
        assertEquals(
                "it packed more than a box may weigh",
                LoadCheck.problem(
                        List.of(new Piece(Lines.SMALL.inner(), 4_801, 1)),
                        rooms,
                        List.of(new Load(0, List.of(whole)))));
        for (Placement out : List.of(
                new Placement(0, 1, 0, 0, 200, 150, 100),
                new Placement(0, 0, 1, 0, 200, 150, 100),
                new Placement(0, 0, 0, 1, 200, 150, 100),
                new Placement(0, -1, 0, 0, 200, 150, 100),
                new Placement(0, 0, -1, 0, 200, 150, 100),
                new Placement(0, 0, 0, -1, 200, 150, 100),
                new Placement(0, Integer.MAX_VALUE, 0, 0, 200, 150, 100),
                new Placement(0, 0, 0, 0, 150, 200, 100))) {
            assertEquals(
                    "it packed a piece that sticks out",
                    LoadCheck.problem(one, rooms, List.of(new Load(0, List.of(out)))));
        }
        assertEquals("it lost a piece", LoadCheck.problem(one, rooms, List.of()));
    }

    @Test
    void piecesBesideEachOtherDoNotOverlap() {
        Placement one = new Placement(0, 10, 10, 10, 5, 5, 5);
        for (Placement beside : List.of(
                new Placement(0, 15, 10, 10, 5, 5, 5),
                new Placement(0, 10, 15, 10, 5, 5, 5),
                new Placement(0, 10, 10, 15, 5, 5, 5),
                new Placement(0, 5, 10, 10, 5, 5, 5),
                new Placement(0, 10, 5, 10, 5, 5, 5),
                new Placement(0, 10, 10, 5, 5, 5, 5))) {
            assertEquals(false, one.overlaps(beside));
            assertEquals(false, beside.overlaps(one));
        }
        for (Placement within :
                List.of(one, new Placement(0, 14, 14, 14, 9, 9, 9), new Placement(0, 0, 0, 0, 99, 99, 99))) {
            assertTrue(one.overlaps(within) && within.overlaps(one));
        }
    }

    @Test
    void failuresAreNamedByTheirKind() {
        assertEquals(
                List.of(BY_VOLUME + "it failed with ArithmeticException; in box 'S'"),
                packed(LONG_ENOUGH, (pieces, boxes, most, time, stop) -> {
                    throw new ArithmeticException("Ada Ahorn");
                }));
        assertEquals(
                List.of(BY_VOLUME + "it failed with NoClassDefFoundError; in box 'S'"),
                packed(LONG_ENOUGH, (pieces, boxes, most, time, stop) -> {
                    throw new NoClassDefFoundError("x");
                }));
        assertEquals(
                List.of(BY_VOLUME + "it found no way; in box 'S'"),
                packed(LONG_ENOUGH, (pieces, boxes, most, time, stop) -> List.of()));
    }

    /** A loop that looks at nothing: only its thread is lost, and only so many of them. */
    @Test
    void whatHangsIsLeftBehindAndNotTriedForEver() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Solver hanging = (pieces, boxes, most, time, stop) -> {
            started.incrementAndGet();
            boolean released = false;
            while (!released) {
                try {
                    released = release.await(1, TimeUnit.HOURS);
                } catch (InterruptedException e) {
                    // It is of the kind that does not listen.
                }
            }
            ended.incrementAndGet();
            return List.of();
        };
        ThreeDimensionalPacker packer = new ThreeDimensionalPacker(BOXES, Duration.ofMillis(5), hanging);
        for (int i = 0; i < ThreeDimensionalPacker.MAX_STUCK; i++) {
            assertEquals(
                    List.of(BY_VOLUME + "it took longer than 5 ms; in box 'S'"),
                    shown(packer.pack(group(GOODS), Capacity.UNLIMITED)));
        }
        assertEquals(
                List.of(BY_VOLUME + "too many earlier ones have not ended; in box 'S'"),
                shown(packer.pack(group(GOODS), Capacity.UNLIMITED)));
        assertEquals(ThreeDimensionalPacker.MAX_STUCK, started.get());
        release.countDown();
        while (shown(packer.pack(group(GOODS), Capacity.UNLIMITED)).get(0).contains("not ended")) {
            Thread.onSpinWait();
        }
        assertTrue(ended.get() >= 1);
    }

    @Test
    void whatIsAskedToStopHearsIt() {
        CountDownLatch heard = new CountDownLatch(1);
        Solver listening = (pieces, boxes, most, time, stop) -> {
            while (!stop.getAsBoolean()) {
                Thread.onSpinWait();
            }
            heard.countDown();
            return List.of(new Load(0, List.of()));
        };
        assertEquals(
                List.of(BY_VOLUME + "it took longer than 5 ms; in box 'S'"), packed(Duration.ofMillis(5), listening));
        try {
            assertTrue(heard.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInterruptOfTheCallerIsKept() {
        Thread.currentThread().interrupt();
        List<String> packed = packed(LONG_ENOUGH, (pieces, boxes, most, time, stop) -> {
            while (!stop.getAsBoolean()) {
                Thread.onSpinWait();
            }
            return List.of();
        });
        assertTrue(Thread.interrupted());
        assertEquals(List.of(BY_VOLUME + "it was interrupted; in box 'S'"), packed);
    }

    /** Many at once are no reason to give up: only what is left behind counts. */
    @Test
    void manyThreadsPackAtOnce() throws Exception {
        int threads = ThreeDimensionalPacker.MAX_STUCK * 2;
        CountDownLatch all = new CountDownLatch(threads);
        ThreeDimensionalPacker packer =
                new ThreeDimensionalPacker(BOXES, LONG_ENOUGH, (pieces, boxes, most, time, stop) -> {
                    all.countDown();
                    try {
                        assertTrue(all.await(20, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new LargestAreaSolver().solve(pieces, boxes, most, time, stop);
                });
        List<List<String>> packed = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            callers.add(new Thread(() -> {
                List<String> mine = shown(packer.pack(group(GOODS), Capacity.UNLIMITED));
                synchronized (packed) {
                    packed.add(mine);
                }
            }));
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(threads, packed.size());
        packed.forEach(each -> assertEquals(List.of("A x 2, B x 1 | in box 'S', in three dimensions"), each));
    }
}
