package io.shiponce.examples.power;

import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.TransitionResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes down what the shop and the carrier know, at the moment they learn it: what the store has acknowledged, and what may have
 * been sent. Safe for any thread: what one call tells is one write.
 */
final class Witness {
    static final String SCHEMA = "SCHEMA";
    static final String REFUSED = "REFUSED";
    static final String KEPT = "KEPT";
    static final String SENT = "SENT";

    private final FileChannel channel;

    Witness(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    void tell(String line) {
        try {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A shipment stands like this, the store says. */
    static String kept(ShipmentId id, long version, ShipmentState state) {
        return String.join(" ", KEPT, id.value(), String.valueOf(version), state.name());
    }

    /** A create for this reference is about to reach the carrier. */
    static String sent(String reference, Instant at) {
        return String.join(" ", SENT, reference, at.toString());
    }

    /** The store, but nobody learns what a call returned before it is written down. */
    ShipmentStore watching(ShipmentStore store) {
        return (ShipmentStore) Proxy.newProxyInstance(
                Witness.class.getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(store, arguments);
                        tellResult(result);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void tellResult(Object result) {
        List<String> lines = lines(result).toList();
        if (!lines.isEmpty()) {
            tell(String.join("\n", lines));
        }
    }

    private static Stream<String> lines(Object result) {
        if (result instanceof ExchangeResult exchange) {
            return Stream.of(
                            exchange.settled().stream()
                                    .map(ExchangeResult.Settled::after)
                                    .filter(Objects::nonNull),
                            exchange.expired().stream(),
                            exchange.claimed().stream().map(StoredShipment::shipment))
                    .flatMap(shipments -> shipments)
                    .map(shipment -> kept(shipment.id(), shipment.version(), shipment.state()));
        }
        if (result instanceof List<?> list) {
            return list.stream()
                    .filter(TransitionResult.Done.class::isInstance)
                    .map(done -> ((TransitionResult.Done) done).after())
                    .map(shipment -> kept(shipment.id(), shipment.version(), shipment.state()));
        }
        return Stream.empty();
    }
}
