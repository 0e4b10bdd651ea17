package io.shiponce.metrics;

import java.util.Locale;

/** The names of tags, and how their values are written: few, and none of a single shipment. */
final class Tag {
    static final String CARRIER = "carrier";
    static final String STATE = "state";
    static final String OUTCOME = "outcome";
    static final String CAUSE = "cause";
    static final String CODE = "code";
    static final String REASON = "reason";

    private Tag() {}

    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
