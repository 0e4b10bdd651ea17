package io.shiponce.internal;

import io.shiponce.Capacity;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One limit, and how much of it a piece takes up: in whole numbers, so that no rounding depends on the order of adding.
 * Pure; safe for any thread.
 *
 * @param name for people, with the limit
 * @param limit the most that one shipment may hold
 * @param adds whether two pieces take up more of it than one: a longest side does not
 * @param piece how much a single piece takes up; {@link #UNKNOWN} if nobody knows
 */
public record Measure(String name, long limit, boolean adds, ToLongFunction<OrderLine> piece) {
    /** The highest limit of value: in millionths, it is still a long. */
    public static final BigDecimal MAX_VALUE = new BigDecimal("1000000000000");

    /** Nobody knows how much it takes up. */
    public static final long UNKNOWN = -1;

    private static final int MILLIONTHS = 6;
    private static final int THOUSANDTHS = 3;

    /** The limits that there are, in an order that never changes. */
    public static List<Measure> of(Capacity capacity) {
        List<Measure> measures = new ArrayList<>();
        Weight weight = capacity.weight();
        if (weight != null) {
            measures.add(new Measure("weight limit " + shown(weight), weight.grams(), true, Measure::grams));
        }
        Long volume = capacity.cubicMillimetres();
        if (volume != null) {
            measures.add(
                    new Measure("volume limit " + litres(volume), volume, true, line -> sizeOf(line, Measure::volume)));
        }
        Integer side = capacity.longestSideMillimetres();
        if (side != null) {
            measures.add(new Measure(
                    "longest side " + side + " mm",
                    side,
                    false,
                    line -> sizeOf(line, size -> Sides.of(size).longest())));
        }
        Integer girth = capacity.girthMillimetres();
        if (girth != null) {
            measures.add(new Measure(
                    "length and girth " + girth + " mm",
                    girth,
                    false,
                    line -> sizeOf(line, size -> Sides.of(size).girth())));
        }
        Money value = capacity.value();
        if (value != null) {
            measures.add(new Measure(
                    "value limit " + value.amount().toPlainString() + " " + value.currency(),
                    millionths(value.amount()),
                    true,
                    line -> value(line, value.currency())));
        }
        Integer pieces = capacity.pieces();
        if (pieces != null) {
            measures.add(new Measure("limit of " + pieces + " pieces", pieces, true, line -> 1));
        }
        return measures;
    }

    /** How much all of them take up; {@link #UNKNOWN} if one piece is. */
    public long total(List<OrderLine> lines) {
        long total = 0;
        for (OrderLine line : lines) {
            long one = piece.applyAsLong(line);
            if (one == UNKNOWN) {
                return UNKNOWN;
            }
            total = adds ? saturated(total, one, line.quantity()) : Math.max(total, one);
        }
        return total;
    }

    /** How much one of the unit takes up; what is unknown counts as none. */
    long of(Unit unit) {
        long total = 0;
        for (OrderLine line : unit.take(1)) {
            long one = Math.max(0, piece.applyAsLong(line));
            total = adds ? saturated(total, one, line.quantity()) : Math.max(total, one);
        }
        return total;
    }

    /** {@code sum + one * times}, or the largest number there is. */
    static long saturated(long sum, long one, int times) {
        if (Math.multiplyHigh(one, times) != 0 || one * times < 0) {
            return Long.MAX_VALUE;
        }
        long product = one * times;
        return product > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + product;
    }

    /** {@link #UNKNOWN} if one weight is. */
    public static long gramsOf(List<OrderLine> lines) {
        return new Measure("weight", Long.MAX_VALUE, true, Measure::grams).total(lines);
    }

    static long grams(OrderLine line) {
        return line.unitWeight() == null ? UNKNOWN : line.unitWeight().grams();
    }

    private static long sizeOf(OrderLine line, ToLongFunction<Dimensions> size) {
        Dimensions dimensions = line.traits().unitDimensions();
        return dimensions == null ? UNKNOWN : size.applyAsLong(dimensions);
    }

    static long volume(Dimensions size) {
        return (long) size.lengthMillimetres() * size.widthMillimetres() * size.heightMillimetres();
    }

    /** Unknown also in another currency. */
    private static long value(OrderLine line, String currency) {
        Money price = line.unitPrice();
        return price == null || !price.currency().equals(currency) ? UNKNOWN : millionths(price.amount());
    }

    private static long millionths(BigDecimal amount) {
        return amount.compareTo(MAX_VALUE) > 0
                ? Long.MAX_VALUE
                : amount.movePointRight(MILLIONTHS).longValueExact();
    }

    static String shown(Weight weight) {
        return weight.grams() < 1_000
                ? weight.grams() + " g"
                : plain(BigDecimal.valueOf(weight.grams(), THOUSANDTHS)) + " kg";
    }

    private static String litres(long cubicMillimetres) {
        return plain(BigDecimal.valueOf(cubicMillimetres, MILLIONTHS)) + " l";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** The currencies of prices that a limit in {@code limit} does not count, in order; empty if there is no limit. */
    static List<String> uncounted(@Nullable Money limit, List<OrderLine> lines) {
        TreeSet<String> others = new TreeSet<>();
        for (OrderLine line : lines) {
            Money price = line.unitPrice();
            if (limit != null && price != null && !price.currency().equals(limit.currency())) {
                others.add(price.currency());
            }
        }
        return List.copyOf(others);
    }
}
