package io.shiponce.carrier;

/**
 * How a cancellation at the carrier ended.
 *
 * <p>Immutable and safe for any thread. Details hold no personal data (C11).
 */
public sealed interface CancelOutcome {

    /** The carrier cancelled it, or had done so before. */
    record Cancelled() implements CancelOutcome {}

    /** The carrier refuses: it is too late, or does not know the number. */
    record Refused(String detail) implements CancelOutcome {}

    /** No answer, or none that can be read; may be asked again. */
    record Failed(String detail) implements CancelOutcome {}
}
