package io.shiponce.internal;

/**
 * Something read is not what it must be: where in it, and what was expected. Its texts hold no values, which may be
 * personal data.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /** {@code field} is a path like {@code lines[2].quantity}; empty for the whole. */
    Refusal(String field, String problem) {
        super(field.isEmpty() ? problem : field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    String field() {
        return field;
    }

    String problem() {
        return problem;
    }
}
