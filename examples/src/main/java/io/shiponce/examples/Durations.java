package io.shiponce.examples;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** For picocli: durations as {@link io.shiponce.carrier.http.Durations} reads them. Stateless and safe for any thread. */
public final class Durations implements ITypeConverter<Duration> {

    /** For picocli, which makes its own. */
    public Durations() {}

    @Override
    public Duration convert(String value) {
        try {
            return io.shiponce.carrier.http.Durations.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
