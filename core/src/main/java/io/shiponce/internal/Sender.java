package io.shiponce.internal;

import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.SendOutcome;
import java.util.function.BooleanSupplier;

/**
 * Sends one claimed shipment, once. Runs on a sender's thread and touches nothing but its flight; what it returns is evidence, and
 * the coordinator settles it.
 */
final class Sender {
    private final BooleanSupplier superseded;

    Sender(BooleanSupplier superseded) {
        this.superseded = superseded;
    }

    /**
     * What came of it.
     *
     * @param asked whether the adapter was: only then does the outcome say something about the carrier
     * @param hopeless whether another attempt would end the same
     */
    record Result(SendOutcome outcome, boolean asked, boolean hopeless) {}

    /**
     * The whole send. All that forbids it is checked first, the fence last (R3); whatever is thrown from then on is unknown (R1),
     * since the request may have arrived before the failure did.
     */
    Result send(Flight flight) {
        if (superseded.getAsBoolean()) {
            return back("the store was restored from a backup: this engine sends nothing more", false);
        }
        Consignment consignment;
        try {
            consignment = ConsignmentCodec.decode(flight.shipment(), flight.stored.payload());
        } catch (UnreadableException e) {
            // Another attempt of this version would end the same: it waits for a person, and does not come back by
            // itself.
            return back(e.getMessage() + "; then release it (retry)", true);
        } catch (RuntimeException e) {
            return back("what is stored cannot be sent: " + Words.of(e), true);
        }
        if (!flight.allowsSend()) {
            return back("too little of the claim was left for a whole send", false);
        }
        try {
            SendOutcome outcome = flight.lane.adapter().send(consignment, flight);
            return answer(outcome == null ? new SendOutcome.Unknown("the adapter returned null") : outcome);
        } catch (Throwable e) {
            return answer(new SendOutcome.Unknown("the adapter threw " + Words.of(e)));
        }
    }

    /** Given back: nothing was sent. */
    static Result back(String detail, boolean hopeless) {
        return new Result(new SendOutcome.NotSent(detail), false, hopeless);
    }

    private static Result answer(SendOutcome outcome) {
        return new Result(outcome, true, false);
    }
}
