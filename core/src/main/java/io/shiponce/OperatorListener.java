package io.shiponce;

import java.util.Optional;

/**
 * Is asked before, and told after, people do something through an {@link Operator}: for a shop's own rules ("reship only with an
 * approval") and its own journal. Added by {@link Operator#with} or {@link DispatchEngine.Builder#operatorListener}; it hears that
 * operator and no other, so what is done by another process is not heard here.
 *
 * <p>Called by the thread that does it, while nothing is locked; a slow listener keeps that person waiting and nobody else. Whatever it
 * throws is logged and harms nothing: it refuses nothing, and nothing is undone.
 */
public interface OperatorListener {

    /**
     * Asked before anything is written or a carrier is asked. A reason refuses it, and is what the person reads; nothing happens then,
     * and no later listener is asked. What only stops something ({@link Operation.Kind#isAsked}) is not asked about. A store may still
     * refuse what this lets pass.
     */
    default Optional<String> before(Operation operation) {
        return Optional.empty();
    }

    /**
     * It was written. Not called for what was refused, came too late or failed; at most once, and a crash can lose it: what must not be
     * missed stands in the histories and in {@link DispatchEngine#events}.
     */
    default void after(Operation operation) {}
}
