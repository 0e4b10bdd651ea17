package io.shiponce;

import java.util.List;

/**
 * Whether an engine can do its work, and if not, why.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param problems for people; empty if all is well
 */
public record Health(List<String> problems) {
    public Health {
        problems = List.copyOf(problems);
    }

    /** Whether there is no problem. */
    public boolean isGood() {
        return problems.isEmpty();
    }
}
