package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Weights and sizes in the units that the settings name. Metric ones are exact; the others are rounded up, so that nothing is
 * declared lighter or smaller than it is.
 *
 * <p>Immutable and safe for any thread.
 */
record Measures(WeightUnit weightUnit, SizeUnit sizeUnit) {

    /** {@code weight_unit} of the description. */
    enum WeightUnit {
        GRAM("1", 0),
        KILOGRAM("1000", 3),
        OUNCE("28.349523125", 2),
        POUND("453.59237", 3);

        private final BigDecimal grams;
        private final int scale;

        WeightUnit(String grams, int scale) {
            this.grams = new BigDecimal(grams);
            this.scale = scale;
        }
    }

    /** {@code dimension_unit} of the description. */
    enum SizeUnit {
        CENTIMETER("10", 1),
        INCH("25.4", 2);

        private final BigDecimal millimetres;
        private final int scale;

        SizeUnit(String millimetres, int scale) {
            this.millimetres = new BigDecimal(millimetres);
            this.scale = scale;
        }
    }

    ObjectNode weight(Weight weight) {
        return Json.object()
                .put("value", rounded(weight.grams(), weightUnit.grams, weightUnit.scale))
                .put("unit", LabelRequests.word(weightUnit));
    }

    ObjectNode size(Dimensions size) {
        return Json.object()
                .put("unit", LabelRequests.word(sizeUnit))
                .put("length", rounded(size.lengthMillimetres(), sizeUnit.millimetres, sizeUnit.scale))
                .put("width", rounded(size.widthMillimetres(), sizeUnit.millimetres, sizeUnit.scale))
                .put("height", rounded(size.heightMillimetres(), sizeUnit.millimetres, sizeUnit.scale));
    }

    private static BigDecimal rounded(long value, BigDecimal unit, int scale) {
        return BigDecimal.valueOf(value).divide(unit, scale, RoundingMode.CEILING);
    }
}
