package io.shiponce.testkit;

import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/**
 * The rules S1 to S16 of {@link ShipmentStore} as tests. Extend it in your own tests, implement two methods, and every test
 * runs against your store; each carries the number of its rule, and each failure says what would happen to a shop.
 *
 * <p>A new instance, and a new store, for each test. All handles are closed after it. Tests wait for conditions, with a bound,
 * and never for a fixed time; they need a few seconds, and less if the store's clock can be moved.
 *
 * <p>What no test of this kind can see is listed as skipped, with what to do instead; override such a test to do it.
 */
public abstract class ShipmentStoreContract extends ControlRules {
    /** For subclasses. */
    protected ShipmentStoreContract() {}

    /** A new, empty store, ready for use. Called once for each test. */
    protected abstract ShipmentStore openFresh() throws Exception;

    /**
     * The store that {@link #openFresh} made last, opened once more, as by another process. The first handle may still be
     * open, be abandoned for good, or be used at the same time.
     */
    protected abstract ShipmentStore openAgain() throws Exception;

    /**
     * Moves the store's clock forward, if it can be moved; by zero to find out.
     *
     * @return false if it cannot; then the tests use short times and wait for them
     */
    protected boolean advanceClock(Duration time) {
        return false;
    }

    @Override
    final ShipmentStore fresh() throws Exception {
        return openFresh();
    }

    @Override
    final ShipmentStore again() throws Exception {
        return openAgain();
    }

    @Override
    final boolean moveClock(Duration time) {
        return advanceClock(time);
    }

    /** S3, as far as the machine is concerned. */
    @Test
    @Disabled(
            "needs a power cut: kill the database's machine while an engine sends, and compare with the carrier's ledger")
    protected void s3_whatWasAnsweredSurvivesTheDeathOfTheMachine() {}

    /** S12, as far as stopped processes are concerned. */
    @Test
    @Disabled(
            "needs a second process: stop one in the middle of a call (SIGSTOP), and see that others claim and settle")
    protected void s12_aCallerThatStopsInTheMiddleBlocksNobody() {}

    /** S13. */
    @Test
    @Disabled(
            "needs the store's own way to hand in a transaction: roll the caller's back, and see that the claim stays")
    protected void s13_noWriteJoinsACallersTransaction() {}
}
