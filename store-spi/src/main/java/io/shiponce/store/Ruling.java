package io.shiponce.store;

/**
 * What {@link ShipmentLaw#act} says to an action: write this, or no, and why.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Ruling {

    /** Write it. */
    record Allowed(Verdict verdict) implements Ruling {}

    /** Nothing may be written; the reason is for the person who asked. */
    record Refused(String reason) implements Ruling {}
}
