package io.shiponce;

import java.util.Optional;

/**
 * Decides who carries a group, and by which of the carrier's services. See {@link CarrierRules}.
 *
 * <p>A pure function, called by many threads at once: the same group gives the same answer, now and after a restart. It
 * is asked once per group; what it said is stored (R12).
 */
@FunctionalInterface
public interface CarrierChoice {

    /**
     * Empty for the order's own carrier, and its shipping class as the service.
     *
     * @throws IllegalArgumentException if nobody carries it: the order is refused, and nothing of it is stored
     */
    Optional<Chosen> choose(Group group);

    /**
     * Who carries it.
     *
     * @param carrier the name of the adapter that sends it, from 1 to 50 characters
     * @param service the carrier's service, in the words that its adapter knows; empty for the carrier's default
     */
    record Chosen(String carrier, String service, Reason reason) {
        public Chosen {
            CarrierRules.check(carrier, service);
        }
    }
}
