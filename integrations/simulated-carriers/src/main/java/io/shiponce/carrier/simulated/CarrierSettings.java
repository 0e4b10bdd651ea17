package io.shiponce.carrier.simulated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a simulated carrier behaves. Start from {@link #of} and change what matters.
 *
 * <p>Immutable and safe for any thread. A value out of range throws {@link IllegalArgumentException} that names it.
 *
 * @param api whose HTTP interface it speaks
 * @param ledger the file of what was executed; read back if it exists
 * @param port 0 for any free one
 * @param latency how long each answer takes; a create is executed half-way
 * @param jitter up to this much is added to the latency, evenly spread
 * @param level 0 to 3, as carriers differ
 * @param seed of all chance
 * @param slowBy how much later than the latency the fault {@code slow} answers
 * @param hangFor the longest that a hanging request is held open
 */
public record CarrierSettings(
        CarrierApi api,
        Path ledger,
        int port,
        Duration latency,
        Duration jitter,
        int level,
        List<Fault> faults,
        long seed,
        Duration slowBy,
        Duration hangFor) {
    private static final Duration LONGEST = Duration.ofHours(1);

    public CarrierSettings {
        between("port", port, 65_535);
        api.checkLevel(level);
        bounded("latency", latency);
        bounded("jitter", jitter);
        bounded("slow-by", slowBy);
        bounded("hang-for", hangFor);
        faults = List.copyOf(faults);
    }

    /** The reference carrier at any port, no latency, level 1, no faults. */
    public static CarrierSettings of(Path ledger) {
        return new CarrierSettings(
                CarrierApi.REFERENCE,
                ledger,
                0,
                Duration.ZERO,
                Duration.ZERO,
                1,
                List.of(),
                0,
                Duration.ofSeconds(3),
                Duration.ofMinutes(1));
    }

    /** The same at another port. */
    public CarrierSettings withPort(int newPort) {
        return new CarrierSettings(api, ledger, newPort, latency, jitter, level, faults, seed, slowBy, hangFor);
    }

    /** The same with another latency. */
    public CarrierSettings withLatency(Duration newLatency) {
        return new CarrierSettings(api, ledger, port, newLatency, jitter, level, faults, seed, slowBy, hangFor);
    }

    /** The same at another level. */
    public CarrierSettings withLevel(int newLevel) {
        return new CarrierSettings(api, ledger, port, latency, jitter, newLevel, faults, seed, slowBy, hangFor);
    }

    /** The same with another HTTP interface, and at its usual level. */
    public CarrierSettings withApi(CarrierApi newApi) {
        return new CarrierSettings(
                newApi, ledger, port, latency, jitter, newApi.usualLevel(), faults, seed, slowBy, hangFor);
    }

    /** The same with these faults, each as {@code KIND:PROB}, and no others. */
    public CarrierSettings withFaults(String... newFaults) {
        List<Fault> parsed = List.of(newFaults).stream().map(Fault::parse).toList();
        return new CarrierSettings(api, ledger, port, latency, jitter, level, parsed, seed, slowBy, hangFor);
    }

    /** The same with other chances. */
    public CarrierSettings withSeed(long newSeed) {
        return new CarrierSettings(api, ledger, port, latency, jitter, level, faults, newSeed, slowBy, hangFor);
    }

    /** The same with another lateness of the fault {@code slow}. */
    public CarrierSettings withSlowBy(Duration newSlowBy) {
        return new CarrierSettings(api, ledger, port, latency, jitter, level, faults, seed, newSlowBy, hangFor);
    }

    private static void between(String name, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(name + " must be between 0 and " + max + ", was " + value);
        }
    }

    private static void bounded(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be between 0 and " + LONGEST + ", was " + value);
        }
    }
}
