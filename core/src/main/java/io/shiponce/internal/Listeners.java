package io.shiponce.internal;

import io.shiponce.DispatchListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners as one that never throws. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<DispatchListener> all;

    Listeners(List<DispatchListener> all) {
        this.all = List.copyOf(all);
    }

    void tell(Consumer<DispatchListener> event) {
        for (DispatchListener listener : all) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                // Also an Error: the coordinator has claims in hand, which it would leave to expire.
                LOG.warn(
                        "A dispatch listener of {} threw {}",
                        listener.getClass().getName(),
                        Words.of(e));
            }
        }
    }
}
