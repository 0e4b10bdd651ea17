package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Selection;
import io.shiponce.store.AcceptResult;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What threads share, run by a model checker: it decides at every access who goes on, tries schedule after schedule, and knows when
 * nobody can go on any more. It sees all orders of steps, but not those that only a weak memory allows.
 */
@Tag("proof")
class InterleavingsTest {
    private static final int SCHEDULES = Integer.getInteger("schedules", 250);

    /** It gives up a schedule that takes half a minute: the first ones do on a busy machine, since they rewrite classes. */
    private static final String TOO_SLOW = "has hung";

    private static final int MOST_TRIES = 5;

    private static void explore(Callable<Void> scenario) {
        for (int tries = 1; ; tries++) {
            try {
                Lincheck.runConcurrentTest(SCHEDULES, () -> play(scenario));
                return;
            } catch (LincheckAssertionError e) {
                if (tries == MOST_TRIES || !String.valueOf(e.getMessage()).contains(TOO_SLOW)) {
                    throw e;
                }
            }
        }
    }

    private static void play(Callable<Void> scenario) {
        try {
            scenario.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    @Test
    void r5_noLetterIsLostOrOpenedTwiceAndTheCoordinatorSleepsThroughNone() {
        explore(() -> {
            Mailbox mailbox = new Mailbox();
            List<Integer> opened = new ArrayList<>();
            Thread one = start(() -> {
                mailbox.put(() -> opened.add(11));
                mailbox.put(() -> opened.add(12));
            });
            Thread other = start(() -> mailbox.put(() -> opened.add(21)));
            while (opened.size() < 3) {
                if (mailbox.open() == 0) {
                    mailbox.await(Long.MAX_VALUE);
                }
            }
            one.join();
            other.join();
            mailbox.open();
            opened.remove(Integer.valueOf(21));
            assertEquals(List.of(11, 12), opened, "each once, those of one sender in their order");
            return null;
        });
    }

    /** As the dispatcher does it: it waits for the first letter, lets others join it, and opens all. */
    @Test
    void r5_whatComesWhileLettersAreGatheredIsOpenedToo() {
        explore(() -> {
            Mailbox mailbox = new Mailbox();
            List<Integer> opened = new ArrayList<>();
            Thread one = start(() -> mailbox.put(() -> opened.add(1)));
            Thread other = start(() -> mailbox.put(() -> opened.add(2)));
            while (opened.size() < 2) {
                if (mailbox.open() == 0) {
                    mailbox.await(Long.MAX_VALUE);
                }
                mailbox.gather(2 - opened.size(), Long.MAX_VALUE / 2);
            }
            one.join();
            other.join();
            assertEquals(0, mailbox.open(), "each once");
            return null;
        });
    }

    @Test
    void aCancellationIsSeenAtTheNextWakeUp() {
        explore(() -> {
            Mailbox mailbox = new Mailbox();
            Run run = new Run(Selection.all(), false, () -> 1, mailbox::wake);
            Thread person = start(run::cancel);
            while (!run.cancelled()) {
                mailbox.await(Long.MAX_VALUE);
            }
            run.end();
            person.join();
            assertTrue(run.completion().isDone());
            return null;
        });
    }

    @Test
    void whoAcceptsGetsTheResultOfHisOwnOrderWhoeverWroteIt() {
        explore(() -> {
            Commits store = new Commits("");
            Caller[] callers = callers(store);
            for (Caller caller : callers) {
                assertEquals(caller.plan.fingerprint(), ((AcceptResult.Conflict) caller.end()).storedFingerprint());
            }
            assertEquals(callers.length, store.written, "each order once");
            return null;
        });
    }

    @Test
    void aCommitThatFailsFailsAllItWasForAndNobodyElse() {
        explore(() -> {
            Commits store = new Commits("2");
            Caller[] callers = callers(store);
            assertSame(store.failure, callers[2].end());
            for (Caller caller : callers) {
                boolean failed = caller.end() == store.failure;
                assertEquals(store.failedWith.contains(caller.plan), failed);
                assertTrue(failed || caller.end() instanceof AcceptResult.Conflict);
            }
            assertEquals(callers.length, store.written, "what failed is not repeated: its outcome is unknown");
            return null;
        });
    }

    @Test
    void anInterruptedCallerHoldsUpNobody() {
        explore(() -> {
            Commits store = new Commits("");
            AcceptWriter writer = new AcceptWriter(store, "test");
            Caller interrupted = new Caller(writer, 0);
            Caller other = new Caller(writer, 1);
            interrupted.thread.interrupt();
            assertInstanceOf(AcceptResult.Conflict.class, other.end());
            Object end = interrupted.end();
            assertTrue(end instanceof AcceptResult.Conflict || end instanceof InterruptedException);
            return null;
        });
    }

    private static Caller[] callers(Commits store) {
        AcceptWriter writer = new AcceptWriter(store, "test");
        return new Caller[] {new Caller(writer, 0), new Caller(writer, 1), new Caller(writer, 2)};
    }

    /** Accepts one order on a thread of its own. */
    private static final class Caller {
        final OrderPlan plan;
        final Thread thread;
        private Object end;

        Caller(AcceptWriter writer, int number) {
            plan = new OrderPlan(new OrderKey("shop", "1"), String.valueOf(number), null, List.of());
            thread = start(() -> {
                try {
                    end = writer.accept(plan);
                } catch (RuntimeException | InterruptedException e) {
                    end = e;
                }
            });
        }

        /** The result, or what was thrown. */
        Object end() throws InterruptedException {
            thread.join();
            return end;
        }
    }

    /** Answers each plan with its own fingerprint. Not for threads, on purpose: it notices two callers at once. */
    private static final class Commits extends NoStore {
        final StoreException failure = new StoreException("the commit's outcome is unknown");
        final List<OrderPlan> failedWith = new ArrayList<>();
        private final String bad;
        private boolean busy;
        int written;

        /** Whatever is written together with the plan of this fingerprint fails. */
        Commits(String bad) {
            this.bad = bad;
        }

        @Override
        public List<AcceptResult> accept(List<OrderPlan> plans, String actor) {
            assertTrue(!busy && !plans.isEmpty(), "one after the other, and never for nothing");
            busy = true;
            List<AcceptResult> results = new ArrayList<>();
            boolean fails = false;
            for (OrderPlan plan : plans) {
                written++;
                fails |= plan.fingerprint().equals(bad);
                results.add(new AcceptResult.Conflict(plan.fingerprint()));
            }
            busy = false;
            if (fails) {
                failedWith.addAll(plans);
                throw failure;
            }
            return results;
        }
    }
}
