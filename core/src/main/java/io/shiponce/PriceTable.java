package io.shiponce;

import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import io.shiponce.internal.Measure;
import java.util.List;
import java.util.Optional;

/**
 * What a carrier asks, by weight.
 *
 * <p>Immutable and safe for any thread. At least one step; steps by ascending weight, all in one currency, or {@link
 * IllegalArgumentException} is thrown.
 */
public record PriceTable(List<Step> steps) {

    /** Up to this weight, it costs so much. */
    public record Step(Weight upTo, Money price) {}

    public PriceTable {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a table of prices must have at least one step");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).upTo().compareTo(steps.get(i - 1).upTo()) <= 0) {
                throw new IllegalArgumentException("a table of prices must have ascending weights");
            }
            if (!steps.get(i).price().currency().equals(steps.get(0).price().currency())) {
                throw new IllegalArgumentException("a table of prices must have one currency");
            }
        }
    }

    /** Empty if the weight is unknown, or more than the table knows. */
    public Optional<Money> priceOf(Group group) {
        long grams = Measure.gramsOf(group.lines());
        return grams == Measure.UNKNOWN
                ? Optional.empty()
                : steps.stream()
                        .filter(step -> grams <= step.upTo().grams())
                        .map(Step::price)
                        .findFirst();
    }

    void comparable(Money limit) {
        String currency = steps.get(0).price().currency();
        if (!limit.currency().equals(currency)) {
            throw new IllegalArgumentException(
                    "a limit in " + limit.currency() + " cannot be compared with prices in " + currency);
        }
    }
}
