package io.shiponce.internal;

import io.shiponce.Group;
import io.shiponce.OrderLine;
import io.shiponce.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills one shipment after the other up to its limits, by line and quantity: its work grows with lines and shipments,
 * never with pieces. What exceeds a limit by itself goes alone. One thread, one use.
 */
final class Filling {
    private final Group whole;
    private final List<Measure> measures;
    private final Set<Measure> reached = new LinkedHashSet<>();
    private final List<Filled> groups = new ArrayList<>();
    private List<OrderLine> open = new ArrayList<>();
    private final long[] used;

    /** @param alone why it is one by itself; null for one that was filled */
    private record Filled(List<OrderLine> lines, @Nullable Reason alone) {}

    private Filling(Group whole, List<Measure> measures) {
        this.whole = whole;
        this.measures = measures;
        this.used = new long[measures.size()];
    }

    static List<Group> fill(Group whole, List<Measure> measures) {
        Filling filling = new Filling(whole, measures);
        Unit.of(whole.lines()).forEach(filling::add);
        return filling.groups();
    }

    private void add(Unit unit) {
        long[] one = measures.stream().mapToLong(measure -> measure.of(unit)).toArray();
        List<String> exceeded = new ArrayList<>();
        for (int i = 0; i < one.length; i++) {
            if (one[i] > measures.get(i).limit()) {
                exceeded.add(measures.get(i).name());
            }
        }
        if (exceeded.isEmpty()) {
            fill(unit, one);
        } else {
            alone(unit, String.join(", ", exceeded) + ": exceeded by " + unit.shown() + " alone");
        }
    }

    private void alone(Unit unit, String why) {
        Splitting.bounded((long) groups.size() + unit.count());
        Filled alone = new Filled(unit.take(1), Reason.flagged(why));
        for (int i = 0; i < unit.count(); i++) {
            groups.add(alone);
        }
    }

    private void fill(Unit unit, long[] one) {
        int left = unit.count();
        while (left > 0) {
            int fitting = fitting(left, one);
            if (fitting == 0) {
                close();
            } else {
                open.addAll(unit.take(fitting));
                for (int i = 0; i < one.length; i++) {
                    used[i] += measures.get(i).adds() ? one[i] * fitting : 0;
                }
                left -= fitting;
            }
        }
    }

    private int fitting(int left, long[] one) {
        long fitting = left;
        for (int i = 0; i < one.length; i++) {
            Measure measure = measures.get(i);
            if (measure.adds() && one[i] > 0) {
                long room = (measure.limit() - used[i]) / one[i];
                if (room == 0) {
                    reached.add(measure);
                }
                fitting = Math.min(fitting, room);
            }
        }
        return (int) fitting;
    }

    private void close() {
        groups.add(new Filled(List.copyOf(open), null));
        Splitting.bounded(groups.size());
        open = new ArrayList<>();
        Arrays.fill(used, 0);
    }

    private List<Group> groups() {
        if (!open.isEmpty()) {
            close();
        }
        long filled = groups.stream().filter(group -> group.alone() == null).count();
        String limit = reached.stream().map(Measure::name).collect(Collectors.joining(", "));
        List<Group> named = new ArrayList<>(groups.size());
        int number = 0;
        for (Filled group : groups) {
            Group next = whole.with(group.lines());
            Reason alone = group.alone();
            if (alone != null) {
                next = next.because(alone);
            } else if (filled > 1) {
                number++;
                next = next.because(Reason.of(limit + ": " + number + " of " + filled));
            }
            named.add(next);
        }
        return named;
    }
}
