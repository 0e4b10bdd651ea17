package io.shiponce.examples.carrier;

import io.shiponce.examples.Durations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code carrier}: runs the simulated carrier until it is killed. Prints {@code listening PORT} on stdout once it is ready.
 *
 * <p>For one thread; interrupted, it stops. Exit code 2 for a wrong option, 3 if the ledger or the port cannot be had.
 */
@Command(
        name = "carrier",
        description = "Runs a simulated carrier with a ledger of its own, and with faults if wanted.",
        sortOptions = false)
public final class CarrierCommand implements Callable<Integer> {
    private static final int REFUSED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--ledger", required = true, paramLabel = "FILE", description = "What was executed, one line each.")
    @SuppressWarnings("NullAway.Init") // required
    private Path ledger;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The port; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--latency",
            defaultValue = "50ms",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long each answer takes. Default: ${DEFAULT-VALUE}")
    private Duration latency = Duration.ZERO;

    @Option(
            names = "--jitter",
            defaultValue = "0",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Up to this much is added to the latency. Default: ${DEFAULT-VALUE}")
    private Duration jitter = Duration.ZERO;

    @Option(
            names = "--level",
            paramLabel = "0..3",
            defaultValue = "1",
            description = "What the carrier offers: 0 nothing, 1 look-up, 2 unique references, 3 idempotency keys."
                    + " Default: ${DEFAULT-VALUE}")
    private int level;

    @Option(
            names = "--fault",
            paramLabel = "KIND:PROB",
            converter = Fault.Converter.class,
            description = "Goes wrong with this probability; may be given more than once. Executed, but: cut-after,"
                    + " error-after, hang, conflict, garbled, slow. Not executed: cut-before, error-before, hang-before,"
                    + " 503, 429, reject. A second create under a reference: refuse-repeat. Look-ups: lookup-lag,"
                    + " lookup-error.")
    private List<Fault> faults = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of all chance. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--slow-by",
            defaultValue = "3s",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How late the fault slow answers. Default: ${DEFAULT-VALUE}")
    private Duration slowBy = Duration.ZERO;

    @Option(
            names = "--hang-for",
            defaultValue = "1m",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "The longest that a hanging request is held open. Default: ${DEFAULT-VALUE}")
    private Duration hangFor = Duration.ZERO;

    /** For picocli. */
    public CarrierCommand() {}

    @Override
    public Integer call() {
        CarrierSettings settings = settings();
        try (CarrierServer server = CarrierServer.start(settings)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("listening " + server.port());
            out.flush();
            server.join();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("carrier: " + e.getMessage());
            err.flush();
            return REFUSED;
        }
    }

    private CarrierSettings settings() {
        try {
            return new CarrierSettings(ledger, port, latency, jitter, level, faults, seed, slowBy, hangFor);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
