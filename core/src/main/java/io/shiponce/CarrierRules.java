package io.shiponce;

import io.shiponce.carrier.Address;
import io.shiponce.internal.Limits;
import io.shiponce.store.ShipmentRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Carriers by rules: the first that matches wins.
 *
 * <p>Immutable, pure and safe for any thread, as far as the conditions are.
 */
public final class CarrierRules implements CarrierChoice {
    private final List<Rule> rules;
    private final boolean refuse;

    private record Rule(
            String name,
            Predicate<? super Group> condition,
            String carrier,
            @Nullable String service) {}

    private CarrierRules(Builder builder) {
        this.rules = List.copyOf(builder.rules);
        this.refuse = builder.refuse;
    }

    static void check(String carrier, String service) {
        Limits.check("carrier", Limits.name(carrier, ShipmentRecord.MAX_CARRIER));
        Limits.check("service", Limits.text(service, Address.MAX_LENGTH));
    }

    /** No rules yet. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Optional<Chosen> choose(Group group) {
        for (Rule rule : rules) {
            if (rule.condition.test(group)) {
                return Optional.of(chosen(rule, group));
            }
        }
        if (refuse) {
            throw new IllegalArgumentException("no rule names a carrier for "
                    + group.lines().size() + " lines to " + group.shipTo().country());
        }
        return Optional.empty();
    }

    private static Chosen chosen(Rule rule, Group group) {
        String service = rule.service == null ? group.lines().get(0).shippingClass() : rule.service;
        String who = service.isEmpty() ? rule.carrier : rule.carrier + ", service " + Limits.quoted(service);
        return new Chosen(rule.carrier, service, Reason.of("carrier " + who + ": " + rule.name));
    }

    /** Collects rules, in their order. Not for use by several threads at once. */
    public static final class Builder {
        private final List<Rule> rules = new ArrayList<>();
        private boolean refuse;

        private Builder() {}

        /**
         * The carrier of each group for which {@code condition}, a pure function, holds; its service is the group's
         * shipping class.
         *
         * @param name why, for people, at most 100 characters
         */
        public Builder rule(String name, Predicate<? super Group> condition, String carrier) {
            check(carrier, "");
            return add(name, condition, carrier, null);
        }

        /** Carrier and service of each group for which {@code condition}, a pure function, holds. */
        public Builder rule(String name, Predicate<? super Group> condition, String carrier, String service) {
            check(carrier, service);
            return add(name, condition, carrier, service);
        }

        private Builder add(String name, Predicate<? super Group> condition, String carrier, @Nullable String service) {
            Limits.check("a rule's name", Limits.nonBlank(name, 100));
            rules.add(new Rule(name, Objects.requireNonNull(condition), carrier, service));
            return this;
        }

        /** Refuses orders for which no rule matches; else they keep the carrier that they name. */
        public Builder refuseOthers() {
            refuse = true;
            return this;
        }

        /** The rules. */
        public CarrierRules build() {
            return new CarrierRules(this);
        }
    }
}
