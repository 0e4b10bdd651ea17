package io.shiponce.examples.christmas;

import io.shiponce.OwnerProcess;
import io.shiponce.examples.ShipmentPages;
import io.shiponce.examples.Totals;
import io.shiponce.examples.Words;
import io.shiponce.store.Claim;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Lets dispatchers work, and kills them in the middle of it while sends are in flight. For one thread. */
final class Killer {
    private static final long LOOK_MILLIS = 2;

    private final ReplaySettings settings;
    private final ShipmentStore store;
    private final Story story;
    private final Dispatchers dispatchers;
    private final ShipmentFilter mine;

    Killer(ReplaySettings settings, ShipmentStore store, Story story, Dispatchers dispatchers, String shop) {
        this.settings = settings;
        this.store = store;
        this.story = story;
        this.dispatchers = dispatchers;
        this.mine = ShipmentFilter.ALL.withShop(shop);
    }

    /** Returns when a dispatcher came to its end by itself, after all kills. */
    void dispatch(long shipments) throws InterruptedException {
        story.tell("A dispatcher starts, with " + Words.count(dispatchers.slots(), "slot") + ".");
        try (LedgerWatch ledger = new LedgerWatch(settings.ledger())) {
            int kills = 0;
            for (long moment :
                    KillPlan.of(settings.kills(), shipments, settings.seed()).afterExecuted()) {
                Child dispatcher = dispatchers.start();
                if (!awaitMoment(dispatcher, ledger, moment)) {
                    story.tell("The dispatcher was done before it could be killed a " + (kills + 1) + ". time.");
                    dispatchers.ended(dispatcher);
                    return;
                }
                dispatcher.kill();
                kills++;
                tell(dispatcher, kills, ledger.executed());
            }
            dispatchers.runToEnd();
            story.tell("The last dispatcher came to its end; the carrier has executed " + Words.of(ledger.executed())
                    + " by now.");
        }
    }

    /** Whether it came: so much is executed, and this very dispatcher has sends in flight. */
    private boolean awaitMoment(Child dispatcher, LedgerWatch ledger, long executed) throws InterruptedException {
        while (ledger.executed() < executed || openClaims(dispatcher).isEmpty()) {
            if (dispatcher.process().waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return dispatcher.isAlive();
    }

    private void tell(Child dispatcher, int number, long executed) {
        Set<ShipmentId> open = openClaims(dispatcher);
        dispatchers.killed(dispatcher, new Kill(number, dispatcher.pid(), open));
        Totals totals = Totals.of(store.counts(mine));
        story.tell("KILL " + number + ": process " + dispatcher.pid() + " dies in mid-run. The carrier has executed "
                + Words.of(executed) + ", " + Words.of(totals.confirmed()) + " are recorded; " + open.size()
                + " were in flight, now nobody knows. It is started again.");
    }

    private Set<ShipmentId> openClaims(Child dispatcher) {
        return ShipmentPages.all(store, mine.withState(ShipmentState.CLAIMED)).stream()
                .filter(claimed -> isOf(dispatcher, claimed))
                .map(ShipmentRecord::id)
                .collect(Collectors.toSet());
    }

    private static boolean isOf(Child dispatcher, ShipmentRecord claimed) {
        Claim claim = claimed.claim();
        return claim != null
                && OwnerProcess.of(claim.owner())
                        .filter(owner -> owner.pid() == dispatcher.pid())
                        .isPresent();
    }
}
