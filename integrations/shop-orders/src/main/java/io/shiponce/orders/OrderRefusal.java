package io.shiponce.orders;

/**
 * Something in an order is not what it must be: where, and what was expected. Its texts hold no values that were read,
 * which may be personal data. One thread throws it, one order ends by it.
 */
final class OrderRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /** {@code field} is a path in the shop's own words, like {@code line_items[2].quantity}; empty for the whole order. */
    OrderRefusal(String field, String problem) {
        // Without a stack trace: a file of a million refused orders is read as fast as one of good ones.
        super(field.isEmpty() ? problem : field + ": " + problem, null, false, false);
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
