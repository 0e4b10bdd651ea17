package io.shiponce.examples;

import io.shiponce.CarrierLimits;
import io.shiponce.EngineSettings;
import io.shiponce.QuietHours;
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

    @Option(
            names = "--per-second",
            paramLabel = "N",
            description = "Begins no more sends per second and carrier. Default: no limit")
    private double perSecond = Double.POSITIVE_INFINITY;

    @Option(
            names = "--quiet-hours",
            paramLabel = "HOURS",
            defaultValue = "",
            description = {
                "When no new send begins: 'mon-fri 16:00-07:00; sat,sun 00:00-24:00'. A run that comes to them ends.",
                "Per carrier in the file of --carriers: NAME.quietHours and NAME.zone."
            })
    private String quietHours = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "",
            description = "By whose clock, like Europe/Berlin. Default: this machine's")
    private String zone = "";

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

    /** Throws {@link IllegalArgumentException} that names the option if no carrier was given, or something is wrong with one. */
    ServedCarriers open(CarrierOptions carriers) {
        if (!carriers.given()) {
            throw new IllegalArgumentException("missing option: expected --carrier-url=URL, or --carriers=FILE");
        }
        CarrierLimits usual = CarrierLimits.ofSlots(slots);
        QuietHours quietAt = QuietHours.parse(quietHours, Zones.of(zone));
        return carriers.open(timeout, new CarrierLimits(slots, perSecond, usual.doubtLimit(), quietAt));
    }

    /** A third of a claim at most. */
    Duration callTimeout() {
        Duration third = claimTtl.dividedBy(3);
        return third.compareTo(StoreCommand.CALL_TIMEOUT) < 0 ? third : StoreCommand.CALL_TIMEOUT;
    }
}
