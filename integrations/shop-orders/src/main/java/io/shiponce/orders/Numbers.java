package io.shiponce.orders;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decimal numbers of bounded length, so that no arithmetic on them is long. Stateless; safe for any thread. */
final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{0,40})?");
    private static final int MAX_DIGITS = 40;

    private Numbers() {}

    /** The number that a text writes in digits, with a point if any; null if it is none. */
    static @Nullable BigDecimal parse(String text) {
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** The number, or null if it has too many digits or too large an exponent to be one of an order's. */
    static @Nullable BigDecimal inRange(BigDecimal number) {
        boolean inRange = Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= 2 * MAX_DIGITS;
        return inRange ? number : null;
    }
}
