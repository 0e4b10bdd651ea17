package io.shiponce.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.CanonicalOrders;
import io.shiponce.DispatchEngine;
import io.shiponce.Stores;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.internal.Fingerprints;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store in which a newer version has left one shipment that this one cannot read. */
class NewerPayloadTest {
    @TempDir
    private Path directory;

    private Cli cli;
    private String newer;

    @BeforeEach
    void oneAmongGoodOnes() throws Exception {
        cli = new Cli(directory);
        cli.run("import", OrderLines.file(directory, 5).toString()).exits(0);
        StoreSettings settings = new StoreSettings(cli.store(), "examples", Duration.ofSeconds(5), Map.of());
        try (ShipmentStore store = Stores.discover().forUrl(cli.store()).open(settings);
                DispatchEngine engine = DispatchEngine.builder(store).build()) {
            OrderPlan plan = engine.plan(CanonicalOrders.parse(OrderLines.order(900)));
            NewShipment shipment = asANewerVersionWouldHave(plan.shipments().get(0));
            store.accept(
                    List.of(new OrderPlan(plan.key(), plan.fingerprint(), plan.placedAt(), List.of(shipment))),
                    "a newer version");
            newer = shipment.id().value();
        }
    }

    private static NewShipment asANewerVersionWouldHave(NewShipment known) {
        Payload payload = Payload.of(new String(known.payload().toByteArray(), UTF_8)
                .replace("{\"v\":1,", "{\"v\":2,\"colour\":\"red\",")
                .getBytes(UTF_8));
        return new NewShipment(
                known.id(),
                known.part(),
                known.carrier(),
                known.reference(),
                known.key(),
                Fingerprints.ofRequest(payload, known.reference()),
                known.priority(),
                known.notBefore(),
                payload,
                known.reshipOf());
    }

    @Test
    void r7_itIsHeldWithTheReasonAndTheOthersAreSent() throws Exception {
        Path ledger = directory.resolve("ledger.tsv");
        try (CarrierServer carrier = CarrierServer.start(CarrierSettings.of(ledger))) {
            String url = carrier.url().toString();
            JsonNode first =
                    cli.run("dispatch", "--json", "--carrier-url", url).exits(1).json();
            assertEquals(5, first.get("confirmed").asInt(), first::toString);
            assertEquals(1, first.get("pending").asInt(), first::toString);

            JsonNode again =
                    cli.run("dispatch", "--json", "--carrier-url", url).exits(1).json();
            assertEquals(1, again.get("pending").asInt(), again::toString);
        }

        assertEquals(5, Ledger.read(ledger).creates());
        assertEquals(List.of(newer), cli.ids("PENDING"));
        String history = cli.run("history", newer).exits(0).out();
        assertTrue(history.contains("format 2 is newer than format 1"), history);
        assertTrue(history.contains("use the newer version that wrote it; then release it (retry)"), history);
        assertFalse(history.contains("Ahorn") || history.contains("Lindenweg"), history);
        String list = cli.run("shipments", "--state", "PENDING").exits(0).out();
        assertTrue(list.contains("held: the stored consignment cannot be read"), list);
        JsonNode only =
                cli.run("shipments", "--json", "--state", "PENDING").exits(0).json();
        assertEquals(1, only.get("attempt").asInt(), "claimed once, by the first run alone");
    }
}
