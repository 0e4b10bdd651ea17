package io.shiponce.carrier;

/**
 * What a dry run brought. In none of the cases was anything created.
 *
 * <p>Immutable and safe for any thread. Details hold no personal data (C11).
 */
public sealed interface ValidationOutcome {

    /** The carrier would take it now, by what it says. */
    record Valid() implements ValidationOutcome {}

    /** The carrier would refuse it, or the adapter would before asking: the consignment is to be amended. */
    record Invalid(String detail) implements ValidationOutcome {}

    /** No answer, none that can be read, or a setting is missing: nothing is known of the consignment; may be asked again. */
    record Failed(String detail) implements ValidationOutcome {}
}
