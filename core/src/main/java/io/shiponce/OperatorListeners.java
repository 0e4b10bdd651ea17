package io.shiponce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of an operator, as one that never throws. Immutable and safe for any thread. */
final class OperatorListeners {
    static final OperatorListeners NONE = new OperatorListeners(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(OperatorListeners.class);

    private final List<OperatorListener> all;

    OperatorListeners(List<OperatorListener> all) {
        this.all = List.copyOf(all);
    }

    OperatorListeners with(OperatorListener one) {
        List<OperatorListener> more = new ArrayList<>(all);
        more.add(one);
        return new OperatorListeners(more);
    }

    /** The first reason against it. */
    Optional<String> before(Operation operation) {
        if (!operation.kind().isAsked()) {
            return Optional.empty();
        }
        for (OperatorListener listener : all) {
            try {
                Optional<String> reason = listener.before(operation);
                if (reason.isPresent()) {
                    return reason;
                }
            } catch (Throwable e) {
                failed(listener, operation, e);
            }
        }
        return Optional.empty();
    }

    void after(Operation operation) {
        for (OperatorListener listener : all) {
            try {
                listener.after(operation);
            } catch (Throwable e) {
                // Also an Error: it is written, and the person must not read that it failed.
                failed(listener, operation, e);
            }
        }
    }

    /** What is not about one shipment. */
    <T> T around(Operation operation, Supplier<T> act) {
        before(operation).ifPresent(reason -> {
            throw new OperationRefusedException(reason);
        });
        T result = act.get();
        after(operation);
        return result;
    }

    /** The type alone: a message may have personal data. */
    private static void failed(OperatorListener listener, Operation operation, Throwable e) {
        LOG.warn(
                "event=SO-406 listener={} operation={} It threw {}",
                listener.getClass().getName(),
                operation.kind(),
                e.getClass().getName());
    }
}
