package io.shiponce.store;

import java.util.List;

/**
 * What a store found when it asked its database whether an acknowledged commit can be lost.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param description the database and its version, for logs
 */
public record Durability(String description, List<Finding> findings) {
    public Durability {
        findings = List.copyOf(findings);
    }

    /** Whether everything is as it must be. */
    public boolean holds() {
        return findings.stream().allMatch(Finding::holds);
    }

    /** The findings that do not hold, one per line: setting, value, and what to do. Empty if everything holds. */
    public String complaints() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            if (!finding.holds()) {
                text.append(text.isEmpty() ? "" : System.lineSeparator())
                        .append(finding.setting())
                        .append(" is ")
                        .append(finding.value())
                        .append(": ")
                        .append(finding.remedy());
            }
        }
        return text.toString();
    }

    /**
     * One setting, as the database itself reported it.
     *
     * @param remedy what to change, word for word
     */
    public record Finding(String setting, String value, boolean holds, String remedy) {}
}
