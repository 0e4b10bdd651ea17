package io.shiponce.examples;

import io.shiponce.CarrierLimits;
import io.shiponce.Carriers;
import io.shiponce.Order;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which carriers a command serves. For one thread. */
final class CarrierOptions {
    @Option(names = "--carrier-url", paramLabel = "URL", description = "The reference carrier's base URL.")
    private @Nullable String url;

    @Option(
            names = "--level",
            defaultValue = "1",
            description =
                    "What the reference carrier offers: 0 nothing, 1 look-up, 2 unique references, 3 idempotency keys."
                            + " Default: ${DEFAULT-VALUE}")
    private String level = "1";

    @Option(
            names = "--carriers",
            paramLabel = "FILE",
            description = {
                "Other carriers: properties like dhl.adapter=dhl-parcel-de, dhl.slots=16, dhl.SETTING=VALUE.",
                "A value env:NAME is taken from the environment."
            })
    private @Nullable Path file;

    /** For picocli. */
    CarrierOptions() {}

    /** Whether any was named. */
    boolean given() {
        return url != null || file != null;
    }

    /** Throws {@link IllegalArgumentException} that names the option, or the file and its key. Nothing is sent. */
    ServedCarriers open(Duration timeout, CarrierLimits limits) {
        ServedCarriers carriers = new ServedCarriers();
        try {
            String reference = url;
            if (reference != null) {
                carriers.add(
                        Order.DEFAULT_CARRIER,
                        Carriers.discover()
                                .create(
                                        Order.DEFAULT_CARRIER,
                                        Map.of("url", reference, "level", level, "timeout", timeout.toString())),
                        limits);
            }
            Path others = file;
            if (others != null) {
                CarriersFile.read(others, limits, System::getenv, carriers);
            }
            return carriers;
        } catch (IllegalArgumentException e) {
            carriers.close();
            throw e;
        }
    }

    /** For people. */
    String description() {
        String reference = url == null ? "" : URI.create(url).getHost() + ", at level " + level;
        Path others = file;
        if (others == null) {
            return reference;
        }
        return (url == null ? "" : reference + ", and ") + "the carriers of " + others.getFileName();
    }
}
