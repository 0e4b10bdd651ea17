package io.shiponce.carrier;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount in a currency, as customs and insurance want it.
 *
 * <p>Immutable and safe for any thread. The amount is not negative, has at most 18 digits, at most 6 of them behind the
 * point, and is kept as given ({@code 1.5} and {@code 1.50} differ); {@code currency} is three capital
 * letters (ISO 4217). A violation throws {@link IllegalArgumentException}.
 */
public record Money(BigDecimal amount, String currency) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MAX_DIGITS = 18;
    private static final int MAX_SCALE = 6;

    public Money {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("amount must not be negative");
        }
        if (amount.scale() < 0 || amount.scale() > MAX_SCALE || amount.precision() > MAX_DIGITS) {
            throw new IllegalArgumentException("amount must have at most " + MAX_DIGITS + " digits, at most "
                    + MAX_SCALE + " of them behind the point, and no exponent");
        }
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency must be three capital letters (ISO 4217)");
        }
    }
}
