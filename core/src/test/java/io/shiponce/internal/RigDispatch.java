package io.shiponce.internal;

import io.shiponce.Selection;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.store.ShipmentState;
import java.time.Duration;

/**
 * One dispatch by the real engine on any store, step by step on one thread, to an instant carrier: what it costs can be counted, and
 * the count has nothing to do with how fast the machine is. All slots land before the coordinator turns again.
 */
public final class RigDispatch implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Rig rig;
    private final Rig.Engine engine;
    private final int shipments;

    /** Stores so many shipments, and starts an engine with so many slots. */
    public RigDispatch(SimulatedStore store, int shipments, int slots) {
        this.rig = new Rig(store);
        this.shipments = shipments;
        rig.acceptMany(shipments);
        this.engine = rig.engine(new InstantCarrier(), slots, Rig.settings());
    }

    /** Sends all of them, from the start of a manual run to its end. */
    public void run() {
        engine.finish(engine.run(Selection.all()), LONGEST);
    }

    /** How many of the shipments are confirmed now. */
    public long confirmed() {
        return Math.min(shipments, rig.count(ShipmentState.CONFIRMED));
    }

    @Override
    public void close() {
        rig.close();
    }

    private static final class InstantCarrier implements CarrierAdapter {
        @Override
        public Recovery recovery() {
            return Recovery.of(Recovery.Level.LOOKUP, "account", "v1");
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            return new SendOutcome.Accepted(Receipt.of(new TrackingNumber("T" + permit.reference())));
        }
    }
}
