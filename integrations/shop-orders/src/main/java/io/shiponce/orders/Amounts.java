package io.shiponce.orders;

import io.shiponce.carrier.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Amounts of money as shops write them. Stateless; safe for any thread. */
final class Amounts {
    private static final int USUAL_DIGITS = 2;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Amounts() {}

    static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }

    /**
     * The amount, rounded half up to the currency's usual digits: 2 for EUR, 0 for JPY, 3 for KWD. So the same price is
     * the same amount, whether it was written 199, "199.00", 199.0000 or, by way of binary fractions, 198.99999999999997.
     */
    static Money money(BigDecimal amount, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return new Money(amount.setScale(digits < 0 ? USUAL_DIGITS : digits, RoundingMode.HALF_UP), currency);
    }
}
