package io.shiponce.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.Dimensions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What several readers do with the fields of goods and addresses. Stateless; safe for any thread. */
final class Goods {
    private Goods() {}

    /** One of core's values, made of the fields of {@code at}; what it does not take is a refusal of these. */
    static <T> T made(Fields at, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw at.refusal(String.valueOf(e.getMessage()));
        }
    }

    /** The goods' code; without it the best name that stays the same: of the product, else of the line. */
    static String sku(@Nullable String code, @Nullable String product, Fields line, String id) {
        if (code != null) {
            return code;
        }
        return product == null ? "line:" + line.code(id, "the id of the line") : "product:" + product;
    }

    /** An id; null if it is not there, or zero, or an object without fields: each is how a system says so. */
    static @Nullable String id(Fields at, String name) {
        JsonNode value = at.node().path(name);
        String id = value.isObject() && value.isEmpty() ? null : at.optionalCode(name);
        return "0".equals(id) ? null : id;
    }

    /** The size of one piece in millimetres, rounded up; null unless all sides are there, and none is zero. */
    static @Nullable Dimensions millimetres(Fields line, String length, String width, String height) {
        int[] sides = new int[3];
        for (int i = 0; i < sides.length; i++) {
            String name = List.of(length, width, height).get(i);
            BigDecimal side = line.optionalNumber(name);
            if (side == null || side.signum() == 0) {
                return null;
            }
            if (side.signum() < 0 || side.compareTo(BigDecimal.valueOf(Dimensions.MAX_MILLIMETRES)) > 0) {
                throw line.refusal(name, "must be a length of up to " + Dimensions.MAX_MILLIMETRES + " millimetres");
            }
            sides[i] = side.setScale(0, RoundingMode.UP).intValueExact();
        }
        return new Dimensions(sides[0], sides[1], sides[2]);
    }

    /** The unit that a field names, one of {@code known} in any case; null if it is not there. */
    static @Nullable String unit(Fields at, String name, Set<String> known) {
        String unit = at.optionalText(name);
        if (unit != null && known.stream().noneMatch(unit::equalsIgnoreCase)) {
            throw at.refusal(name, "expected one of " + new TreeSet<>(known));
        }
        return unit;
    }

    /** Who gets it: those fields of {@code all} that there are if a name is one of them, else the company. */
    static String recipient(Fields at, String first, String last, String... all) {
        if (!at.has(first) && !at.has(last)) {
            String company = at.optionalText("company");
            if (company == null) {
                throw at.refusal(first, "is missing; expected who gets it");
            }
            return company;
        }
        return Stream.of(all).map(at::optionalText).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    /** The texts that there are, with {@code between} between them; null if there are none. */
    static @Nullable String joined(String between, @Nullable String... texts) {
        String joined = Stream.of(texts).filter(Objects::nonNull).collect(Collectors.joining(between));
        return joined.isEmpty() ? null : joined;
    }
}
