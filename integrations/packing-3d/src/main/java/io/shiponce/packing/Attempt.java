package io.shiponce.packing;

import io.shiponce.Group;
import io.shiponce.OrderLine;
import io.shiponce.Packed;
import io.shiponce.Reason;
import io.shiponce.Splitter;
import io.shiponce.carrier.Dimensions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One try to pack a group: all of it into the smallest box that takes it; else what is kept together set by set, and the
 * rest into as few boxes as can be. One thread, one use.
 */
final class Attempt {
    private final Solver solver;
    private final List<Solver.Room> boxes;
    private final Duration time;
    private final BooleanSupplier stop;
    private final List<Filled> parcels = new ArrayList<>();

    /** @param box null for what fits into none */
    private record Filled(List<OrderLine> lines, Solver.@Nullable Room box) {}

    /** The solver did not do what was asked. */
    static final class FailedException extends RuntimeException {
        FailedException(String message) {
            super(message);
        }
    }

    Attempt(Solver solver, List<Solver.Room> boxes, Duration time, BooleanSupplier stop) {
        this.solver = solver;
        this.boxes = boxes;
        this.time = time;
        this.stop = stop;
    }

    /** Throws {@link FailedException} if that is not to be had. All sizes must be known. */
    List<Packed> pack(Group group) {
        if (!intoOne(group.lines())) {
            Map<String, List<OrderLine>> kept = new LinkedHashMap<>();
            List<OrderLine> rest = new ArrayList<>();
            for (OrderLine line : group.lines()) {
                String word = line.traits().keepTogether();
                if (word != null) {
                    kept.computeIfAbsent(word, any -> new ArrayList<>()).add(line);
                } else if (boxes.stream().anyMatch(room -> takes(room, line))) {
                    rest.add(line);
                } else {
                    eachAlone(line);
                }
            }
            for (List<OrderLine> set : kept.values()) {
                if (!intoOne(set)) {
                    parcels.add(new Filled(set, null));
                }
            }
            if (!rest.isEmpty()) {
                intoSeveral(rest);
            }
        }
        return packed(group);
    }

    private static boolean takes(Solver.Room room, OrderLine line) {
        Dimensions size = line.traits().unitDimensions();
        return size != null && room.box().fits(size) && grams(line) <= room.grams();
    }

    private static int grams(OrderLine line) {
        return line.unitWeight() == null ? 0 : (int) line.unitWeight().grams();
    }

    private void eachAlone(OrderLine line) {
        if (parcels.size() + line.quantity() > Splitter.MAX_SHIPMENTS) {
            throw new FailedException("there are too many pieces that fit into no box");
        }
        for (int i = 0; i < line.quantity(); i++) {
            parcels.add(new Filled(List.of(line.withQuantity(1)), null));
        }
    }

    /** Into the smallest box that takes all of it; false if there is none. */
    private boolean intoOne(List<OrderLine> lines) {
        for (Solver.Room room : boxes) {
            if (mayTake(room, lines) && add(lines, List.of(room), 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a try is worth its time. */
    private static boolean mayTake(Solver.Room room, List<OrderLine> lines) {
        long grams = 0;
        double volume = 0;
        for (OrderLine line : lines) {
            if (!takes(room, line)) {
                return false;
            }
            grams += (long) grams(line) * line.quantity();
            volume += volume(line.traits().unitDimensions()) * line.quantity();
        }
        return grams <= room.grams() && volume <= volume(room.box().inner());
    }

    private static double volume(@Nullable Dimensions size) {
        return size == null
                ? 0
                : (double) size.lengthMillimetres() * size.widthMillimetres() * size.heightMillimetres();
    }

    private void intoSeveral(List<OrderLine> lines) {
        if (!add(lines, boxes, Splitter.MAX_SHIPMENTS)) {
            throw new FailedException("it found no way");
        }
    }

    private boolean add(List<OrderLine> lines, List<Solver.Room> rooms, int most) {
        List<Piece> pieces = lines.stream().map(Attempt::piece).toList();
        List<Load> loads = solver.solve(pieces, rooms, most, time, stop);
        if (stop.getAsBoolean()) {
            throw new FailedException("its time was over");
        }
        if (loads.isEmpty() || loads.size() > most) {
            return false;
        }
        String problem = LoadCheck.problem(pieces, rooms, loads);
        if (problem != null) {
            throw new FailedException(problem);
        }
        for (Load load : loads) {
            parcels.add(new Filled(lines(lines, load), rooms.get(load.box())));
        }
        return true;
    }

    private static Piece piece(OrderLine line) {
        Dimensions size = line.traits().unitDimensions();
        if (size == null) {
            throw new FailedException("the size of a piece is unknown");
        }
        return new Piece(size, grams(line), line.quantity());
    }

    private static List<OrderLine> lines(List<OrderLine> lines, Load load) {
        int[] counts = new int[lines.size()];
        load.placements().forEach(placement -> counts[placement.piece()]++);
        List<OrderLine> packed = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                packed.add(lines.get(i).withQuantity(counts[i]));
            }
        }
        return packed;
    }

    private List<Packed> packed(Group group) {
        List<Packed> packed = new ArrayList<>();
        for (Filled parcel : parcels) {
            String number = parcels.size() == 1 ? "" : "parcel " + (packed.size() + 1) + " of " + parcels.size() + ", ";
            Solver.Room room = parcel.box();
            Reason why = room == null
                    ? Reason.flagged(number + "in no box: fits into none")
                    : Reason.of(number + "in box '" + room.box().name() + "', in three dimensions");
            packed.add(new Packed(group.with(parcel.lines()).because(why), room == null ? null : room.box()));
        }
        return packed;
    }
}
