package io.shiponce.examples.power;

/**
 * When a call of the operating system was under way, in lines of the trace: what began before a cut may have happened, what
 * returned before it has. Immutable.
 *
 * @param end {@link #NEVER} for a call that did not return
 */
record Span(long begin, long end) {
    static final long NEVER = Long.MAX_VALUE;

    boolean beganBefore(long cut) {
        return begin < cut;
    }

    boolean returnedBefore(long cut) {
        return end < cut;
    }
}
