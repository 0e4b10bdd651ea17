package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.OrderReader;
import io.shiponce.OrderReaders;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader is found on the class path and on the module path alike. */
class DiscoveryTest {

    @Test
    void readersAreFoundByTheirFormats() {
        assertTrue(
                OrderReaders.discover().formats().containsAll(List.of("canonical", "csv", "shopify", "woocommerce")));
    }

    @Test
    void bothPathsNameTheSameReaders() {
        Path classes = Path.of(
                Objects.requireNonNull(CsvReader.class.getProtectionDomain().getCodeSource())
                        .getLocation()
                        .getPath());
        ModuleDescriptor module = ModuleFinder.of(classes)
                .find("io.shiponce.orders")
                .orElseThrow()
                .descriptor();
        Stream<String> modular = module.provides().stream()
                .filter(service -> service.service().equals(OrderReader.class.getName()))
                .flatMap(service -> service.providers().stream());
        Stream<String> classical = ServiceLoader.load(OrderReader.class).stream()
                .map(reader -> reader.type().getName());
        assertEquals(modular.sorted().toList(), classical.sorted().toList());
    }
}
