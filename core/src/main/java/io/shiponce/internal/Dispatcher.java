package io.shiponce.internal;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.DispatchRun;
import io.shiponce.EngineSettings;
import io.shiponce.Health.Code;
import io.shiponce.Health.Problem;
import io.shiponce.Selection;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.Control;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ShipmentStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Coordinator} with a thread of its own and real senders. Safe for any thread. */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final EngineSettings settings;
    private final Mailbox mailbox = new Mailbox();
    private final ExecutorService senders;
    private final Coordinator coordinator;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean pollWanted = new AtomicBoolean();
    private @Nullable Run automatic;
    private boolean started;
    private volatile boolean closing;
    private volatile List<Problem> problems = List.of();

    /** One carrier to serve. */
    public record Served(CarrierAdapter adapter, CarrierLimits limits) {}

    public Dispatcher(
            ShipmentStore store,
            Map<String, Served> carriers,
            EngineSettings settings,
            EngineId engine,
            List<DispatchListener> listeners,
            Control control) {
        this.settings = settings;
        Map<String, Lane> lanes = new LinkedHashMap<>();
        int slots = 0;
        for (Map.Entry<String, Served> carrier : carriers.entrySet()) {
            Served served = carrier.getValue();
            lanes.put(
                    carrier.getKey(),
                    new Lane(
                            carrier.getKey(),
                            served.adapter(),
                            served.limits(),
                            settings.claimTimeToLive(),
                            System.nanoTime()));
            slots += served.limits().slots();
        }
        this.senders = SenderThreads.create(Math.max(1, slots));
        this.coordinator = new Coordinator(
                new Coordinator.Parts(
                        store,
                        lanes,
                        settings,
                        engine,
                        senders,
                        mailbox,
                        System::nanoTime,
                        () -> new ExchangeId(UUID.randomUUID().toString()),
                        new Listeners(listeners)),
                control);
        this.thread = new Thread(this::loop, "shiponce-coordinator");
        this.thread.setDaemon(true);
    }

    /** Starts the automatic run; harmless if it runs. */
    public synchronized void start() {
        if (automatic == null) {
            automatic = begin(Selection.all(), true);
        }
    }

    /** Starts a manual run. */
    public synchronized DispatchRun dispatch(Selection selection) {
        return begin(selection, false);
    }

    private Run begin(Selection selection, boolean endless) {
        if (closing) {
            throw new IllegalStateException("the engine is closed");
        }
        Run run = new Run(selection, endless, System::nanoTime, mailbox::wake);
        mailbox.put(() -> coordinator.add(run));
        if (!started) {
            started = true;
            thread.start();
        }
        return run;
    }

    /** New orders were accepted. One letter says so however many there are: an engine that was never started opens none. */
    public void wake() {
        if (pollWanted.compareAndSet(false, true)) {
            mailbox.put(this::poll);
        }
    }

    private void poll() {
        pollWanted.set(false);
        coordinator.pollNow();
    }

    int unopened() {
        return mailbox.size();
    }

    /** What a person should know. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Claims nothing more, waits for what is in flight as long as the settings allow, settles it, and ends; called again, it waits too. On
     * the coordinator's own thread it would wait for itself: there it returns at once, and the rest follows.
     */
    public void close() {
        synchronized (this) {
            if (!closing) {
                closing = true;
                mailbox.put(coordinator::closing);
                if (!started) {
                    problems = List.of(new Problem(Code.CLOSED, "the engine is closed"));
                    ended.complete(null);
                }
            }
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            ended.get(settings.closeTimeout().toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Who waits no longer does not cut off what is in flight.
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException | TimeoutException e) {
            warnOfTheRest();
        }
        senders.shutdownNow();
    }

    private static void warnOfTheRest() {
        LOG.warn(
                "event=SO-404 Not everything in flight was settled in time; what is left is in doubt once its claims expire");
    }

    private void loop() {
        long closeByNanos = 0;
        while (true) {
            try {
                boolean moved = coordinator.turn();
                problems = List.copyOf(coordinator.problems());
                if (closing) {
                    closeByNanos = closeByNanos == 0
                            ? System.nanoTime() + settings.closeTimeout().toNanos()
                            : closeByNanos;
                    if (coordinator.isQuiet()) {
                        break;
                    }
                    if (System.nanoTime() - closeByNanos >= 0) {
                        warnOfTheRest();
                        break;
                    }
                }
                if (!moved) {
                    long wait = coordinator.waitNanos();
                    mailbox.await(closing ? Math.min(wait, closeByNanos - System.nanoTime()) : wait);
                }
                mailbox.gather(coordinator.worthExchanging(), coordinator.lingerNanos());
            } catch (InterruptedException e) {
                LOG.warn("event=SO-405 The coordinator was interrupted; it stops claiming and ends");
                closing = true;
                coordinator.closing();
            } catch (Throwable e) {
                // A bug or no memory: what was claimed stays claimed and comes in doubt; going on is safe, silence is
                // not.
                LOG.error("event=SO-401 The coordinator failed and goes on", e);
                problems = List.of(new Problem(Code.COORDINATOR_FAILED, "the coordinator failed: " + Words.of(e)));
                LockSupport.parkNanos(settings.pollInterval().toNanos());
            }
        }
        coordinator.failRuns(new IllegalStateException("the engine was closed before the run was over"));
        problems = List.of(new Problem(Code.CLOSED, "the engine is closed"));
        senders.shutdownNow();
        ended.complete(null);
    }
}
