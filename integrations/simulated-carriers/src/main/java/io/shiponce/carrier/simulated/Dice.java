package io.shiponce.carrier.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chance that can be repeated: what happens to the n-th request for a reference depends on the seed, the reference and n only,
 * not on how threads happen to interleave. The count starts anew when the carrier does.
 *
 * <p>Safe for any thread.
 */
final class Dice {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long seed;
    private final List<Fault> faults;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    Dice(long seed, List<Fault> faults) {
        this.seed = seed;
        this.faults = List.copyOf(faults);
    }

    /** The next request of this kind for this reference. */
    Roll next(String method, String reference) {
        String subject = method + ' ' + reference;
        return new Roll(subject + ' ' + counts.merge(subject, 1, Integer::sum));
    }

    /** The chances of one request: asking twice for the same gives the same. */
    final class Roll {
        private final String subject;

        private Roll(String subject) {
            this.subject = subject;
        }

        Optional<Fault.Kind> fault(Fault.Phase phase) {
            return faults.stream()
                    .filter(fault -> fault.kind().phase() == phase)
                    .filter(fault -> draw(fault.kind().word()) < fault.probability())
                    .map(Fault::kind)
                    .findFirst();
        }

        /** From 0 (inclusive) to 1 (exclusive). */
        double draw(String purpose) {
            return new SplittableRandom(seed ^ hash(purpose + ' ' + subject)).nextDouble();
        }
    }

    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
