package io.shiponce.internal;

import io.shiponce.DispatchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log and all listeners, as one that never throws. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<DispatchListener> all;

    Listeners(List<DispatchListener> all) {
        this.all = new ArrayList<>();
        this.all.add(new EventLog(LoggerFactory.getLogger(EventLog.class)));
        this.all.addAll(all);
    }

    void tell(Consumer<DispatchListener> event) {
        for (DispatchListener listener : all) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                // Also an Error: the coordinator has claims in hand, which it would leave to expire.
                LOG.warn(
                        "event=SO-403 listener={} It threw {}",
                        listener.getClass().getName(),
                        Words.of(e));
            }
        }
    }
}
