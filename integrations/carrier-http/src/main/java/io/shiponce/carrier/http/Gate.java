package io.shiponce.carrier.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * The body of one request, and the gate through which it passes at most once. The HTTP client must ask for the body's length
 * before it can write the first byte of the head, and asks only once it is connected; so what was never asked was never sent.
 * That makes "not sent" a proof instead of a guess from an exception's name, puts the fence's last check behind the
 * connecting, and stops a client that was told to repeat requests by itself.
 *
 * <p>Safe for any thread.
 */
final class Gate implements BodyPublisher {
    private enum State {
        UNTOUCHED,
        PASSED,
        SHUT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNTOUCHED);
    private final BodyPublisher body;
    private final BooleanSupplier mayLeave;

    /** Lets {@code body} pass once, if {@code mayLeave} agrees at that moment. */
    Gate(byte[] body, BooleanSupplier mayLeave) {
        this.body = BodyPublishers.ofByteArray(body);
        this.mayLeave = mayLeave;
    }

    @Override
    public long contentLength() {
        if (!mayLeave.getAsBoolean()) {
            shut();
        }
        if (!state.compareAndSet(State.UNTOUCHED, State.PASSED)) {
            throw new IllegalStateException("this request may not leave, or left before");
        }
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(subscriber);
    }

    /** Shuts it if nothing has passed. True: no byte was sent and none will be. */
    boolean shut() {
        state.compareAndSet(State.UNTOUCHED, State.SHUT);
        return state.get() == State.SHUT;
    }
}
