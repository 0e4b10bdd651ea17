package io.shiponce.page;

import io.shiponce.Operator;
import io.shiponce.Shipment;
import io.shiponce.page.view.Told;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.TransitionResult;
import java.util.Arrays;
import java.util.Optional;

/** What a person can do to a shipment, by the word that forms send for it. */
enum Deed {
    SENT("sent"),
    NOT_SENT("not-sent"),
    REFUSED("refused"),
    LOOK_UP("look-up"),
    CANCEL("cancel"),
    HOLD("hold"),
    RETRY("retry"),
    RESHIP("reship"),
    AMEND("amend");

    private final String word;

    Deed(String word) {
        this.word = word;
    }

    /** Of a button; amending has a form of its own. */
    static Optional<Deed> named(String word) {
        return Arrays.stream(values())
                .filter(deed -> deed != AMEND && deed.word.equals(word))
                .findFirst();
    }

    String word() {
        return word;
    }

    boolean needsReason() {
        return this != LOOK_UP;
    }

    boolean asksCarrier(Shipment now) {
        return this == LOOK_UP || (this == CANCEL && now.state() == ShipmentState.CONFIRMED);
    }

    TransitionResult does(Operator operator, Shipment now, String by, String reason, String tracking) {
        return switch (this) {
            case SENT -> operator.declareSent(now, tracking, by, reason);
            case NOT_SENT -> operator.declareNotSent(now, by, reason);
            case REFUSED -> operator.declareRefused(now, by, reason);
            case LOOK_UP -> operator.lookUp(now, by);
            case CANCEL -> operator.cancel(now, by, reason);
            case HOLD -> operator.hold(now, by, reason);
            case RETRY -> operator.retry(now, by, reason);
            case RESHIP -> operator.reship(now, by, reason);
            case AMEND -> throw new AssertionError("it has a form of its own");
        };
    }

    /** Behind {@code done.} in the words: what to say of it. */
    String doneKey(Told told) {
        return switch (this) {
            case CANCEL -> told.state() == ShipmentState.CANCELLED ? word : "cancel-wished";
            case LOOK_UP -> told.state() == ShipmentState.CONFIRMED ? word : "look-up-nothing";
            case SENT, NOT_SENT, REFUSED, HOLD, RETRY, RESHIP, AMEND -> word;
        };
    }
}
