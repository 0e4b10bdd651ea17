package io.shiponce.carrier.simulated;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One way in which the simulated carrier misbehaves, and how often: {@code cut-after:0.05}.
 *
 * <p>Immutable and safe for any thread. A probability outside 0 to 1 throws {@link IllegalArgumentException}.
 */
public record Fault(Kind kind, double probability) {

    /** At which step of a request a fault strikes. */
    enum Phase {
        BEFORE,
        REPEAT,
        AFTER,
        LOOKUP
    }

    /** What goes wrong. In each phase, the first fault given that strikes is the one that happens. */
    public enum Kind {
        /** The connection is cut; nothing was executed. */
        CUT_BEFORE("cut-before", Phase.BEFORE),
        /** 500; nothing was executed. */
        ERROR_BEFORE("error-before", Phase.BEFORE),
        /** No answer until the client gives up; nothing was executed. */
        HANG_BEFORE("hang-before", Phase.BEFORE),
        /** 503 with Retry-After; nothing was executed. */
        BUSY("503", Phase.BEFORE),
        /** 429 with, without, or with an odd Retry-After; nothing was executed. */
        TOO_MANY("429", Phase.BEFORE),
        /** A documented refusal; nothing was executed. */
        REJECT("reject", Phase.BEFORE),
        /** The same for a reference that was executed before: a late no about something that was done. */
        REFUSE_REPEAT("refuse-repeat", Phase.REPEAT),
        /** Executed; the connection is cut without an answer. */
        CUT_AFTER("cut-after", Phase.AFTER),
        /** Executed; 500. */
        ERROR_AFTER("error-after", Phase.AFTER),
        /** Executed; no answer until the client gives up. */
        HANG("hang", Phase.AFTER),
        /** Executed; 409. */
        CONFLICT("conflict", Phase.AFTER),
        /** Executed; the right answer, cut in the middle. */
        GARBLED("garbled", Phase.AFTER),
        /** Executed; the answer says that all went well, and lacks the tracking number. */
        HOLLOW("hollow", Phase.AFTER),
        /** Executed; the right answer comes late. */
        SLOW("slow", Phase.AFTER),
        /** A look-up that does not show what was executed. */
        LOOKUP_LAG("lookup-lag", Phase.LOOKUP),
        /** 500 to a look-up. */
        LOOKUP_ERROR("lookup-error", Phase.LOOKUP);

        private final String word;
        private final Phase phase;

        Kind(String word, Phase phase) {
            this.word = word;
            this.phase = phase;
        }

        /** As the command line writes it. */
        public String word() {
            return word;
        }

        Phase phase() {
            return phase;
        }
    }

    public Fault {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "the probability of " + kind.word() + " must be between 0 and 1, was " + probability);
        }
    }

    /** Reads {@code KIND:PROB}; throws {@link IllegalArgumentException} that quotes the text and says what was expected. */
    public static Fault parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' must be KIND:PROB, for example cut-after:0.05");
        }
        String word = text.substring(0, colon).toLowerCase(Locale.ROOT);
        Kind kind = Arrays.stream(Kind.values())
                .filter(candidate -> candidate.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not a kind of fault; there are "
                        + Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "))));
        return new Fault(kind, probability(text.substring(colon + 1), text));
    }

    private static double probability(String number, String text) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + number + "' in '" + text + "' must be a probability between 0 and 1, for example 0.05", e);
        }
    }
}
