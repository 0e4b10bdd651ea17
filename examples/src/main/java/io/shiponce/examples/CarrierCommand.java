package io.shiponce.examples;

import io.shiponce.carrier.simulated.CarrierApi;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code carrier}: runs the simulated carrier until it is killed. Prints {@code listening PORT} on stdout once it is ready.
 *
 * <p>For one thread; interrupted, it stops. Exit code 2 for a wrong option, 3 if the ledger or the port cannot be had.
 */
@Command(
        name = "carrier",
        description = "Runs a simulated carrier with a ledger of its own, and with faults if wanted.",
        sortOptions = false)
final class CarrierCommand implements Callable<Integer> {
    private static final int REFUSED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--ledger", required = true, paramLabel = "FILE", description = "What was executed, one line each.")
    @SuppressWarnings("NullAway.Init") // required
    private Path ledger;

    @Option(
            names = "--api",
            paramLabel = "NAME",
            defaultValue = "reference",
            completionCandidates = ApiWords.class,
            converter = ApiConverter.class,
            description = "Whose HTTP interface it speaks: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private CarrierApi api = CarrierApi.REFERENCE;

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
            description = "What the carrier offers: 0 nothing, 1 look-up, 2 unique references, 3 idempotency keys."
                    + " Default: the interface's own, 1 with reference")
    private @Nullable Integer level;

    @Option(
            names = "--fault",
            paramLabel = "KIND:PROB",
            converter = FaultConverter.class,
            description = "Goes wrong with this probability; may be given more than once. Executed, but: cut-after,"
                    + " error-after, hang, conflict, garbled, hollow, slow. Not executed: cut-before, error-before, hang-before,"
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
            int offered = level == null ? api.usualLevel() : level;
            return new CarrierSettings(api, ledger, port, latency, jitter, offered, faults, seed, slowBy, hangFor);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Reads a fault as {@link Fault#parse} does. */
    static final class FaultConverter implements ITypeConverter<Fault> {
        @Override
        public Fault convert(String value) {
            return converted(Fault::parse, value);
        }
    }

    /** Reads the name of an interface. */
    static final class ApiConverter implements ITypeConverter<CarrierApi> {
        @Override
        public CarrierApi convert(String value) {
            return converted(CarrierApi::parse, value);
        }
    }

    /** The names of the interfaces, for the help. */
    static final class ApiWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return CarrierApi.words().iterator();
        }
    }

    private static <T> T converted(Function<String, T> parse, String value) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
