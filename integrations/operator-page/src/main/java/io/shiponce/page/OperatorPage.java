package io.shiponce.page;

import com.sun.net.httpserver.HttpHandler;
import io.shiponce.DispatchEngine;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The operator's page: how everything stands, what needs a person, and what people can do about it. A shop mounts it into its own
 * server, by {@link #handler} or in terms of {@link #answer}; {@link PageServer} serves it alone.
 *
 * <p>Safe for any thread. It reads the store through the engine's {@link DispatchEngine#operator()}, at most once a second for what
 * many watch, and never on the engine's own threads. Whatever a person does is a compare-and-set on the version that they saw,
 * recorded with their name and reason, and logged without either. A crash ends the sessions and the list of runs; what was done is
 * in the store. It answers, and never throws: what fails is said on the page.
 *
 * <p>Needs a process that keeps the engine open; closing the page stops no run.
 */
public final class OperatorPage implements AutoCloseable {
    private final Desk desk;
    private final Live live;
    private final PageSettings settings;

    private OperatorPage(DispatchEngine engine, SignIn signIn, PageSettings settings, Clock clock, LongSupplier nanos) {
        this.settings = settings;
        RunBook runs = new RunBook(engine, clock);
        Watch watch = new Watch(engine, runs, nanos);
        this.live = new Live(watch);
        this.desk = new Desk(
                settings,
                signIn,
                new Guard(settings.origins()),
                new Sights(engine.operator(), watch, live),
                new Deeds(engine, runs, watch));
    }

    /** At the root, for browsers on this machine. */
    public static OperatorPage of(DispatchEngine engine, SignIn signIn) {
        return of(engine, signIn, PageSettings.defaults());
    }

    /** Elsewhere, or for browsers on other machines. */
    public static OperatorPage of(DispatchEngine engine, SignIn signIn, PageSettings settings) {
        return new OperatorPage(engine, signIn, settings, Clock.systemUTC(), System::nanoTime);
    }

    /** With other clocks. */
    static OperatorPage of(
            DispatchEngine engine, SignIn signIn, PageSettings settings, Clock clock, LongSupplier nanoTime) {
        return new OperatorPage(engine, signIn, settings, clock, nanoTime);
    }

    /** Answers a request; for servers of any kind. Takes as long as the store does, and a carrier that is asked something. */
    public PageAnswer answer(PageRequest request) {
        return desk.answer(request);
    }

    /** For the JDK's server, to be mounted at the path of the settings. It wants an executor with several threads. */
    public HttpHandler handler() {
        return new JdkHandler(this, settings.path());
    }

    /** Ends the streams of those who watch. Harmless if repeated. */
    @Override
    public void close() {
        live.close();
    }
}
