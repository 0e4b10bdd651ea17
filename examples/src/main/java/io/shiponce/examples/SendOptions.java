package io.shiponce.examples;

import io.shiponce.EngineSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command that sends does it. For one thread. */
final class SendOptions {
    @Option(names = "--slots", defaultValue = "64", description = "Sends at once. Default: ${DEFAULT-VALUE}")
    private int slots;

    @Option(
            names = "--timeout",
            defaultValue = "5s",
            converter = Durations.class,
            description = "The longest one send may take. Default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--claim-ttl",
            defaultValue = "30s",
            converter = Durations.class,
            description = "How long a claim holds. Default: ${DEFAULT-VALUE}")
    private Duration claimTtl = Duration.ZERO;

    @Option(
            names = "--quiet",
            paramLabel = "TIME",
            converter = Durations.class,
            description =
                    "From a claim on, until nothing of it can be under way any more. Default: claim-ttl + 2 x timeout")
    private @Nullable Duration quiet;

    /** For picocli. */
    SendOptions() {}

    int slots() {
        return slots;
    }

    /** Throws {@link IllegalArgumentException} if a send could not finish within its claim. */
    EngineSettings settings() {
        EngineSettings settings = EngineSettings.of(timeout, claimTtl);
        return quiet == null ? settings : settings.withQuiet(quiet);
    }

    ServedCarriers open(CarrierOptions carriers) {
        return carriers.open(timeout, slots);
    }

    /** A third of a claim at most. */
    Duration callTimeout() {
        Duration third = claimTtl.dividedBy(3);
        return third.compareTo(StoreCommand.CALL_TIMEOUT) < 0 ? third : StoreCommand.CALL_TIMEOUT;
    }
}
