package io.shiponce.spring;

import io.shiponce.DispatchEngine;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the automatic run when all else has started, the web server included, and closes the engine before anything else stops:
 * what is in flight is settled while store and adapters are still there. What is accepted meanwhile stays pending.
 *
 * <p>Safe for any thread. Stopping takes no longer than the close timeout and a second.
 */
final class EngineLifecycle implements SmartLifecycle {
    private final DispatchEngine engine;
    private final boolean automatic;
    private boolean running;
    private boolean closed;

    EngineLifecycle(DispatchEngine engine, boolean automatic) {
        this.engine = engine;
        this.automatic = automatic;
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException(
                    "an engine that was stopped does not start again: refresh the application context, which makes a new one");
        }
        if (automatic) {
            engine.start();
        }
        running = true;
    }

    @Override
    public synchronized void stop() {
        closed = true;
        running = false;
        engine.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** Of Spring 7 and later, which pauses contexts that tests keep for later: by a stop and a start. */
    @SuppressWarnings("MissingOverride")
    public boolean isPauseable() {
        return false;
    }
}
