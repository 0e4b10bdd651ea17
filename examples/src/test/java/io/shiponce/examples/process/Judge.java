package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.process.Scene.Listed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges a store that nobody works on by what the carrier executed. What was sent, and how often, is what the ledger says, never
 * what the store believes. Stateless.
 */
final class Judge {
    private Judge() {}

    /** How things stand. */
    record Verdict(int executed, int duplicates, Map<String, Long> states) {
        long in(String state) {
            return states.getOrDefault(state, 0L);
        }
    }

    /**
     * Nothing left twice; nothing is lost, every shipment is accounted for; no evidence was dropped, whatever was executed is
     * confirmed or still in doubt, never taken for not sent. Unless R5 sends it again: from level 2 on a look-up may not show it
     * yet, and it waits for the create that the carrier recognizes.
     */
    static Verdict judge(Scene scene) throws Exception {
        Executions executions = scene.executions();
        Map<String, List<String>> executed = executions.byReference();
        Map<String, Listed> listed =
                scene.shipments().stream().collect(Collectors.toMap(Listed::reference, Function.identity()));

        assertEquals(
                Set.of(), executions.duplicates(), () -> "executed twice: " + histories(scene, listed, executions));
        assertEquals(scene.accepted(), listed.size(), "shipments that the store knows");
        assertTrue(listed.keySet().containsAll(executed.keySet()), "the carrier executed what the store does not know");
        for (Listed one : listed.values()) {
            judge(scene, one, executed.getOrDefault(one.reference(), List.of()));
        }
        return new Verdict(
                executions.count(),
                executions.duplicates().size(),
                listed.values().stream().collect(Collectors.groupingBy(Listed::state, Collectors.counting())));
    }

    private static String histories(Scene scene, Map<String, Listed> listed, Executions executions) {
        return executions.duplicates().stream()
                .map(reference -> reference + " as " + executions.byReference().get(reference) + "\n"
                        + (listed.containsKey(reference)
                                ? scene.history(listed.get(reference).id())
                                : "unknown"))
                .collect(Collectors.joining("\n"));
    }

    private static void judge(Scene scene, Listed one, List<String> trackingNumbers) throws Exception {
        boolean executed = !trackingNumbers.isEmpty();
        boolean right = switch (one.state()) {
            case "CONFIRMED" -> executed && trackingNumbers.get(0).equals(one.trackingNumber());
            case "IN_DOUBT" -> true;
            case "PENDING" -> !executed || (scene.level() >= 2 && scene.wasEver("SEND_AGAIN", one.id()));
            case "REJECTED" -> !executed;
            default -> false;
        };
        assertTrue(right, () -> one + " against the ledger's " + trackingNumbers + "\n" + scene.history(one.id()));
    }
}
