package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.shiponce.DispatchEngine;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.dhl.DhlParcelDeFactory;
import io.shiponce.carrier.http.Exchanges;
import io.shiponce.carrier.shipengine.ShipEngineFactory;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.orders.ShopifyReader;
import io.shiponce.packing.ThreeDimensionalPacker;
import io.shiponce.page.PageServer;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever gets one of the jars gets the licence with it. */
class LicenceTest {
    private static final Path LICENCE =
            Path.of(System.getProperty("project.root", "..")).resolve("LICENSE");

    @ParameterizedTest
    @ValueSource(
            classes = {
                CarrierAdapter.class,
                ShipmentStore.class,
                DispatchEngine.class,
                JdbcShipmentStore.class,
                ScriptedCarrier.class,
                Exchanges.class,
                CarrierServer.class,
                DhlParcelDeFactory.class,
                ShipEngineFactory.class,
                ShopifyReader.class,
                ThreeDimensionalPacker.class,
                PageServer.class
            })
    void itIsInTheJarOf(Class<?> one) throws IOException {
        URL jar = one.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader only = new URLClassLoader(new URL[] {jar}, null)) {
            checkIn(only);
        }
    }

    static void checkIn(URLClassLoader jar) throws IOException {
        try (InputStream licence = jar.getResourceAsStream("META-INF/LICENSE")) {
            assertNotNull(licence, () -> "no licence in " + List.of(jar.getURLs()));
            assertEquals(Files.readString(LICENCE), new String(licence.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
