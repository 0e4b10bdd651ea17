package io.shiponce.orders;

import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weights as shops write them. Stateless; safe for any thread. */
final class Weights {
    private static final Map<String, BigDecimal> GRAMS = Map.ofEntries(
            Map.entry("g", BigDecimal.ONE),
            Map.entry("grams", BigDecimal.ONE),
            Map.entry("kg", new BigDecimal("1000")),
            Map.entry("kgs", new BigDecimal("1000")),
            Map.entry("kilograms", new BigDecimal("1000")),
            Map.entry("lb", new BigDecimal("453.59237")),
            Map.entry("lbs", new BigDecimal("453.59237")),
            Map.entry("pounds", new BigDecimal("453.59237")),
            Map.entry("oz", new BigDecimal("28.349523125")),
            Map.entry("ounces", new BigDecimal("28.349523125")),
            Map.entry("t", new BigDecimal("1000000")),
            Map.entry("tonnes", new BigDecimal("1000000")));

    private Weights() {}

    static boolean isUnit(String unit) {
        return GRAMS.containsKey(unit.toLowerCase(Locale.ROOT));
    }

    /**
     * Whole grams, rounded half up, but at least one of what weighs anything. Zero is null: shops say 0 for "not known",
     * and nothing that travels weighs nothing.
     */
    static @Nullable Weight of(BigDecimal value, String unit) {
        BigDecimal grams = GRAMS.get(unit.toLowerCase(Locale.ROOT));
        if (grams == null) {
            throw new IllegalArgumentException("the unit of weight must be one of g, kg, lb and oz");
        }
        if (value.signum() < 0) {
            throw new IllegalArgumentException("the weight must not be negative");
        }
        if (value.signum() == 0) {
            return null;
        }
        BigDecimal whole = value.multiply(grams).setScale(0, RoundingMode.HALF_UP);
        if (whole.compareTo(BigDecimal.valueOf(Weight.MAX_GRAMS)) > 0) {
            throw new IllegalArgumentException("the weight must be at most " + Weight.MAX_GRAMS + " grams");
        }
        return new Weight(Math.max(1, whole.longValueExact()));
    }
}
