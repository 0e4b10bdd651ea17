package io.shiponce;

/**
 * An {@link OperatorListener} refused what a person wanted to do; the message is its reason. Nothing was changed. What is about one
 * shipment is refused by a {@link io.shiponce.store.TransitionResult.Refused} instead.
 */
public final class OperationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OperationRefusedException(String reason) {
        super(reason);
    }
}
