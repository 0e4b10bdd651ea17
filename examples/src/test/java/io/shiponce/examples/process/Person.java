package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.process.Scene.Listed;
import io.shiponce.examples.process.Scene.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The person beside the program: starts it until nothing is left that it can do, resumes what it paused, and settles doubts as the
 * carrier's own ledger has them, once every process that could still send is gone. For one thread.
 */
final class Person {
    private static final int MOST_ROUNDS = 12;
    private static final int MOST_SLOW_STARTS = 10;
    private static final Duration RUN = Duration.ofSeconds(90);

    private final Scene scene;
    private int dispatches;
    private int resumes;
    private int declared;
    private int slowStarts;

    Person(Scene scene) {
        this.scene = scene;
    }

    int dispatches() {
        return dispatches;
    }

    /** How often the carrier was found paused. */
    int resumes() {
        return resumes;
    }

    /** Doubts settled by word. */
    int declared() {
        return declared;
    }

    /** Dispatches until no shipment is pending, and, if wanted, until none is in doubt. */
    Judge.Verdict finish(boolean alsoDoubts) throws Exception {
        for (int round = 1; ; round++) {
            dispatchOnce();
            Judge.Verdict verdict = Judge.judge(scene);
            if (verdict.in("PENDING") == 0 && (!alsoDoubts || verdict.in("IN_DOUBT") == 0)) {
                return verdict;
            }
            assertTrue(
                    round < MOST_ROUNDS,
                    () -> "not over after " + MOST_ROUNDS + " dispatches: " + verdict + "\n" + scene.say("status")
                            + "\n" + open());
            resumeIfPaused();
        }
    }

    private void dispatchOnce() throws Exception {
        Set<String> before = scene.level() == 0 ? inDoubt() : Set.of();
        Running dispatch = scene.dispatch();
        dispatches++;
        int exit = dispatch.exit(RUN);
        if (exit == 3 && !dispatch.errors().contains("Dispatching to") && slowStarts++ < MOST_SLOW_STARTS) {
            // It did not even begin. A store call may take a third of a claim's short time, and a cold process on a
            // busy machine
            // may need more than that to open the store.
            dispatchOnce();
            return;
        }
        assertTrue(exit == 0 || exit == 1, () -> "exit code " + exit + dispatch.text());
        assertTrue(inDoubt().containsAll(before), "doubts of level 0 wait for a person");
    }

    /**
     * Whether it ended before it began: a store call may take a third of a claim's short time, and a cold process on a busy machine
     * may need more than that to open the store. Not for ever.
     */
    boolean wasSlowStart(Running dispatch) throws InterruptedException {
        return dispatch.exit(Duration.ZERO) == 3
                && !dispatch.errors().contains("Dispatching to")
                && slowStarts++ < MOST_SLOW_STARTS;
    }

    private Set<String> inDoubt() throws Exception {
        return scene.shipments().stream()
                .filter(one -> one.state().equals("IN_DOUBT"))
                .map(Listed::id)
                .collect(Collectors.toSet());
    }

    /** Ends the pause of a carrier that swallowed too much, and grants it a new budget. */
    void resumeIfPaused() {
        if (scene.say("status").err().contains("is paused")) {
            resumes++;
            Said said = scene.say("resume", "reference", "--by", "test");
            assertEquals(0, said.exit(), said::toString);
        }
    }

    /** Declares each doubt sent or not sent, as it is. */
    void settleDoubts() throws Exception {
        Map<String, List<String>> executed = scene.executions().byReference();
        List<String> notSent = new ArrayList<>();
        for (Listed one : scene.shipments()) {
            if (!one.state().equals("IN_DOUBT")) {
                continue;
            }
            declared++;
            if (executed.containsKey(one.reference())) {
                resolve(List.of(
                        one.id(), "--sent", executed.get(one.reference()).get(0)));
            } else {
                notSent.add(one.id());
            }
        }
        if (!notSent.isEmpty()) {
            notSent.addAll(List.of("--not-sent", "--wait"));
            resolve(notSent);
        }
    }

    private void resolve(List<String> what) {
        List<String> all = new ArrayList<>(List.of("resolve", "--by", "test", "--reason", "the ledger says so"));
        all.addAll(what);
        Said said = scene.say(all.toArray(String[]::new));
        assertEquals(0, said.exit(), said::toString);
    }

    /** Settles doubts and dispatches in turn until there is nothing left to do. */
    Judge.Verdict settleAndFinish() throws Exception {
        for (int round = 1; ; round++) {
            settleDoubts();
            Judge.Verdict verdict = finish(false);
            if (verdict.in("IN_DOUBT") == 0) {
                return verdict;
            }
            assertTrue(round < MOST_ROUNDS, () -> "still in doubt: " + verdict + open());
        }
    }

    /** What became of those that are not settled, for a failure's message. */
    String open() {
        try {
            StringBuilder text = new StringBuilder();
            for (Listed one : scene.shipments()) {
                if (one.state().equals("IN_DOUBT") || one.state().equals("PENDING")) {
                    text.append(scene.history(one.id()));
                }
            }
            return text.toString();
        } catch (Exception e) {
            return e.toString();
        }
    }
}
