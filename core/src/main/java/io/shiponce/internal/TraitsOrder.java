package io.shiponce.internal;

import io.shiponce.Traits;
import io.shiponce.carrier.Dimensions;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A total order on traits, so that equal ones only compare as equal. Pure; safe for any thread. */
final class TraitsOrder {
    private static final Comparator<@Nullable Dimensions> DIMENSIONS =
            Comparator.nullsFirst(Comparator.comparingInt(Dimensions::lengthMillimetres)
                    .thenComparingInt(Dimensions::widthMillimetres)
                    .thenComparingInt(Dimensions::heightMillimetres));
    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.<String>naturalOrder());

    static final Comparator<Traits> CANONICAL = text(Traits::vendor)
            .thenComparing(text(Traits::hazard))
            .thenComparing(text(Traits::temperature))
            .thenComparing(text(Traits::keepTogether))
            .thenComparing(Traits::shipsAlone)
            .thenComparing(text(Traits::commodityCode))
            .thenComparing(text(Traits::countryOfOrigin))
            .thenComparing(Traits::unitDimensions, DIMENSIONS);

    private TraitsOrder() {}

    private static Comparator<Traits> text(Function<Traits, @Nullable String> trait) {
        return Comparator.comparing(trait, TEXT);
    }
}
