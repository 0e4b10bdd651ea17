package io.shiponce;

import io.shiponce.carrier.Money;
import io.shiponce.internal.Measure;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What rules ask of a group: for {@link Splitter#where} and {@link CarrierRules}. Combine them with {@link
 * Predicate#and}, {@link Predicate#or} and {@link Predicate#not}.
 *
 * <p>Stateless, pure and safe for any thread, as are the conditions. One that cannot be judged, because a weight, a size
 * or a price is unknown, does not hold.
 */
public final class Conditions {
    /**
     * The 27 member states of the European Union, by ISO 3166-1. Territories with a code of their own, and those of a
     * member that customs treat as foreign, are not told apart here.
     */
    public static final Set<String> EUROPEAN_UNION = Set.of(
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
            "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE");

    private Conditions() {}

    /** It goes to one of these countries (ISO 3166-1 alpha-2). */
    public static Predicate<Group> to(Collection<String> countries) {
        Set<String> known = Set.copyOf(countries);
        return group -> known.contains(group.shipTo().country());
    }

    /** It goes to one of these countries (ISO 3166-1 alpha-2). */
    public static Predicate<Group> to(String... countries) {
        return to(Arrays.asList(countries));
    }

    /** It goes to none of these countries, for example {@link #EUROPEAN_UNION}. */
    public static Predicate<Group> outside(Collection<String> countries) {
        return to(countries).negate();
    }

    /** All of it has one of these shipping classes. */
    public static Predicate<Group> shippingClass(Collection<String> classes) {
        Set<String> known = Set.copyOf(classes);
        return group -> group.lines().stream().allMatch(line -> known.contains(line.shippingClass()));
    }

    /** All of it leaves from one of these places. */
    public static Predicate<Group> origin(Collection<String> origins) {
        Set<String> known = Set.copyOf(origins);
        return group -> group.lines().stream().allMatch(line -> known.contains(line.origin()));
    }

    /** All of it together keeps these limits, and what they ask for is known. */
    public static Predicate<Group> within(Capacity capacity) {
        return group -> Measure.of(capacity).stream().allMatch(measure -> {
            long total = measure.total(group.lines());
            return total != Measure.UNKNOWN && total <= measure.limit();
        });
    }

    /** All of it together exceeds at least one of these limits, as far as it is known. */
    public static Predicate<Group> beyond(Capacity capacity) {
        return group ->
                Measure.of(capacity).stream().anyMatch(measure -> measure.total(group.lines()) > measure.limit());
    }

    /** Its weight has a price in this table, of at most so much. */
    public static Predicate<Group> costs(PriceTable table, Money most) {
        table.comparable(most);
        return group -> table.priceOf(group)
                .filter(price -> price.amount().compareTo(most.amount()) <= 0)
                .isPresent();
    }
}
