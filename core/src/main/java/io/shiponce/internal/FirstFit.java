package io.shiponce.internal;

import io.shiponce.Box;
import io.shiponce.Capacity;
import io.shiponce.Group;
import io.shiponce.OrderLine;
import io.shiponce.Packed;
import io.shiponce.Packer;
import io.shiponce.Reason;
import io.shiponce.carrier.Dimensions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link Packer#firstFit}. Immutable, pure and safe for any thread. Its work grows with lines and parcels. */
public final class FirstFit implements Packer {
    private static final Comparator<Box> SMALLEST = Comparator.<Box>comparingLong(box -> Measure.volume(box.inner()))
            .thenComparing(Box::tare)
            .thenComparing(Box::name);

    private final List<Box> boxes;

    /** Refuses to pack into nothing. */
    public FirstFit(List<Box> boxes) {
        if (boxes.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one box");
        }
        this.boxes = boxes.stream().sorted(SMALLEST).toList();
    }

    @Override
    public List<Packed> pack(Group group, Capacity capacity) {
        for (OrderLine line : group.lines()) {
            if (line.traits().unitDimensions() == null) {
                return unboxed(group, "the size of " + Limits.shown(line.sku()) + " is unknown");
            }
        }
        List<Box> taken =
                boxes.stream().filter(box -> box.roomGrams(capacity) > 0).toList();
        if (taken.isEmpty()) {
            return unboxed(group, "the carrier takes none of them");
        }
        List<Good> goods = Unit.of(group.lines()).stream()
                .map(Good::of)
                .sorted(Good.LARGEST)
                .toList();
        Boxes boxing = new Boxes(taken, capacity);
        goods.forEach(boxing::add);
        return boxing.packed(group);
    }

    private static List<Packed> unboxed(Group group, String why) {
        return List.of(new Packed(group.because(Reason.flagged("in no box: " + why)), null));
    }

    /** What is not divided, and how much of a box one of it takes up. */
    private record Good(Unit unit, long volume, long grams, List<Dimensions> sizes) {
        static final Comparator<Good> LARGEST = Comparator.comparingLong(Good::volume)
                .thenComparingLong(Good::grams)
                .reversed()
                .thenComparing(good -> good.unit().first(), Splitting.CANONICAL);

        static Good of(Unit unit) {
            long volume = 0;
            long grams = 0;
            List<Dimensions> sizes = new ArrayList<>();
            for (OrderLine line : unit.take(1)) {
                Dimensions size = line.traits().unitDimensions();
                if (size != null) {
                    volume = Measure.saturated(volume, Measure.volume(size), line.quantity());
                    sizes.add(size);
                }
                grams = Measure.saturated(grams, Math.max(0, Measure.grams(line)), line.quantity());
            }
            return new Good(unit, volume, grams, List.copyOf(sizes));
        }

        /** Whether one of it fits into the box when that is empty. */
        boolean fits(Box box, Capacity capacity) {
            return volume <= Measure.volume(box.inner())
                    && grams <= box.roomGrams(capacity)
                    && sizes.stream().allMatch(box::fits);
        }
    }

    /** One parcel that is being filled. */
    private static final class Filled {
        final List<OrderLine> lines = new ArrayList<>();
        final List<Good> goods = new ArrayList<>();
        final @Nullable Box box;
        long volume;
        long grams;

        Filled(@Nullable Box box) {
            this.box = box;
        }

        /** How many of so many there is room for. */
        long room(Good good, int left, Capacity capacity) {
            if (box == null || !good.fits(box, capacity)) {
                return 0;
            }
            long fitting = Math.min(left, (Measure.volume(box.inner()) - volume) / good.volume());
            return good.grams() == 0 ? fitting : Math.min(fitting, (box.roomGrams(capacity) - grams) / good.grams());
        }

        void put(Good good, int count) {
            lines.addAll(good.unit().take(count));
            goods.add(good);
            volume += good.volume() * count;
            grams += good.grams() * count;
        }
    }

    /** All parcels, in the order in which they were opened. */
    private static final class Boxes {
        private final List<Box> boxes;
        private final Capacity capacity;
        private final List<Filled> parcels = new ArrayList<>();

        Boxes(List<Box> boxes, Capacity capacity) {
            this.boxes = boxes;
            this.capacity = capacity;
        }

        void add(Good good) {
            int left = good.unit().count();
            List<Box> fitting =
                    boxes.stream().filter(box -> good.fits(box, capacity)).toList();
            for (int i = 0; !fitting.isEmpty() && i < parcels.size() && left > 0; i++) {
                left -= fill(parcels.get(i), good, left);
            }
            while (left > 0) {
                Filled next = new Filled(best(fitting, good, left));
                parcels.add(next);
                Splitting.bounded(parcels.size());
                if (next.box == null) {
                    next.put(good, 1);
                    left--;
                } else {
                    left -= fill(next, good, left);
                }
            }
        }

        /** The one that takes most of it; of these the largest, since more may follow. */
        private @Nullable Box best(List<Box> fitting, Good good, int left) {
            Box best = null;
            long most = 0;
            for (Box box : fitting) {
                long count = new Filled(box).room(good, left, capacity);
                if (count >= most) {
                    best = box;
                    most = count;
                }
            }
            return best;
        }

        /** Puts in as many as there is room for; returns how many. */
        private int fill(Filled parcel, Good good, int left) {
            int fitting = (int) parcel.room(good, left, capacity);
            if (fitting > 0) {
                parcel.put(good, fitting);
            }
            return fitting;
        }

        List<Packed> packed(Group group) {
            List<Packed> packed = new ArrayList<>(parcels.size());
            for (Filled parcel : parcels) {
                Box box = smallest(parcel);
                String number =
                        parcels.size() == 1 ? "" : "parcel " + (packed.size() + 1) + " of " + parcels.size() + ", ";
                Reason why = box == null
                        ? Reason.flagged(number + "in no box: "
                                + parcel.goods.get(0).unit().shown() + " fits into none")
                        : Reason.of(number + "in box " + Limits.quoted(box.name()));
                packed.add(
                        new Packed(group.with(Splitting.canonical(parcel.lines)).because(why), box));
            }
            return packed;
        }

        /** Its own takes it, so there is one. */
        private @Nullable Box smallest(Filled parcel) {
            return boxes.stream()
                    .filter(box -> parcel.box != null
                            && parcel.volume <= Measure.volume(box.inner())
                            && parcel.grams <= box.roomGrams(capacity)
                            && parcel.goods.stream().allMatch(good -> good.fits(box, capacity)))
                    .findFirst()
                    .orElse(parcel.box);
        }
    }
}
