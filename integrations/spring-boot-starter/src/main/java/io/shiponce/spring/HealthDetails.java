package io.shiponce.spring;

import io.shiponce.Health;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the actuator's health shows of an engine that is down: codes, which stay as they are, and words for people. Stateless. */
final class HealthDetails {
    static final String NAME = "problems";

    private HealthDetails() {}

    /** One for each reason; {@code carrier} only where it is about one. */
    static List<Map<String, String>> of(Health health) {
        return health.reasons().stream().map(HealthDetails::of).toList();
    }

    private static Map<String, String> of(Health.Problem problem) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("code", problem.code().name());
        if (problem.carrier() != null) {
            shown.put("carrier", problem.carrier());
        }
        shown.put("text", problem.text());
        return shown;
    }
}
