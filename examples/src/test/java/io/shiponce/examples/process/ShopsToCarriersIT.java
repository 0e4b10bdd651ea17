package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.Stores;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Parcel;
import io.shiponce.examples.Main;
import io.shiponce.examples.shops.ShopSystem;
import io.shiponce.examples.shops.Wanted;
import io.shiponce.internal.ConsignmentCodec;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders of five shop systems, through import, plan and dispatch, to the interfaces of two real carriers: the importer and the
 * dispatcher are killed on the way. The carriers' ledgers say what left, and the orders' makers what was to leave.
 */
class ShopsToCarriersIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration RUNS_WITHIN = Duration.ofMinutes(15);
    private static final int MOST_ROUNDS = 12;
    private static final int ENOUGH_BYTES = 2_000;
    private static final Map<String, String> APIS = Map.of("dhl", "dhl-parcel-de", "world", "shipengine");

    private static final String RULES = """
            {"carriers": {"rules": [
               {"name": "within Germany", "when": {"to": ["DE"]}, "carrier": "dhl"},
               {"name": "abroad", "carrier": "world"}]},
             "limits": [{"weightGrams": 31500}, {"carrier": "world", "pieces": 4}]}
            """;

    private static final String CARRIERS = """
            dhl.adapter = dhl-parcel-de
            dhl.url = http://localhost:DHL_PORT/parcel/de/shipping/v2
            dhl.apiKey = key
            dhl.user = user
            dhl.password = password
            dhl.billingNumber.V01PAK = 33333333330102
            dhl.shipper.name1 = Versand
            dhl.shipper.street = Lagerweg 4
            dhl.shipper.postalCode = 86150
            dhl.shipper.city = Augsburg
            world.adapter = shipengine
            world.url = http://localhost:WORLD_PORT
            world.api_key = TEST_key
            world.sandbox = true
            world.carrier_id = se-28529731
            world.service_code = dhl_paket
            world.ship_from.name = Versand
            world.ship_from.phone = +49 821 1111111
            world.ship_from.address_line1 = Lagerweg 4
            world.ship_from.city_locality = Augsburg
            world.ship_from.postal_code = 86150
            world.ship_from.country_code = DE
            """;

    @TempDir
    private Path directory;

    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private String store = "";
    private Processes processes;
    private long countedAtSize;
    private int executed;
    private int kills;
    private int declared;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyPieceLeavesOnce() throws Exception {
        play(600, 2);
    }

    @Tag("proof")
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everyPieceOfAHundredThousandOrdersLeavesOnce() throws Exception {
        play(Integer.getInteger("orders", 100_000), 4);
    }

    private void play(int orders, int wantedKills) throws Exception {
        long startedAtNanos = System.nanoTime();
        store = "jdbc:sqlite:" + directory.resolve("store.db");
        Random chance = Chance.of("shops to carriers, " + orders);
        Files.writeString(directory.resolve("rules.json"), RULES);
        try (Processes started = new Processes(directory)) {
            processes = started;
            Map<String, Wanted> wanted = importAll(orders, chance);
            for (String carrier : APIS.keySet()) {
                startCarrier(carrier, chance);
            }
            dispatchAll(wantedKills, chance);
            int shipments = judge(wanted);
            long pieces = wanted.values().stream()
                    .flatMap(order -> order.pieces().values().stream())
                    .mapToLong(Integer::longValue)
                    .sum();
            Summary.line(
                    "shops to carriers, " + orders,
                    String.format(
                            Locale.ROOT,
                            "%d orders of 5 systems, %d pieces in %d parcels at 2 carriers, %d SIGKILL, %d declared by a person,"
                                    + " 0 duplicates, every piece in one parcel, %.0f s",
                            orders,
                            pieces,
                            shipments,
                            kills,
                            declared,
                            (System.nanoTime() - startedAtNanos) / 1e9));
        }
    }

    /** What is planned is what is imported, also by an import that was killed and run again. */
    private Map<String, Wanted> importAll(int orders, Random chance) throws Exception {
        Map<String, Wanted> wanted = new HashMap<>();
        List<ShopSystem> systems = ShopSystem.all();
        for (int i = 0; i < systems.size(); i++) {
            ShopSystem system = systems.get(i);
            Path file = directory.resolve(system.format() + (i == 0 ? ".json.gz" : ".json"));
            List<Wanted> its = system.write(file, orders / systems.size(), chance.nextLong());
            its.forEach(order -> wanted.put(order.order(), order));

            Said plan = say(
                    "plan",
                    "--json",
                    "--format",
                    system.format(),
                    "--rules",
                    rules(),
                    "--piece-weight",
                    "350",
                    file.toString());
            long planned =
                    plan.out().lines().mapToLong(ShopsToCarriersIT::shipments).sum();
            List<String> arguments = List.of(
                    "import",
                    "--json",
                    "--store",
                    store,
                    "--format",
                    system.format(),
                    "--rules",
                    rules(),
                    "--piece-weight",
                    "350",
                    file.toString());
            if (i == 1) {
                killInTheMiddle(arguments, its.size());
            }
            Running run = processes.start(arguments);
            assertEquals(0, run.exit(RUNS_WITHIN), run::text);
            JsonNode result = JSON.readTree(run.output());
            assertEquals(
                    0, result.get("invalid").asInt() + result.get("conflicts").asInt(), run::text);
            assertEquals(its.size(), result.get("orders").asInt(), run::text);
            assertEquals(
                    planned, shipmentsIn(shipment -> shipment.order().shop().equals(system.format())), run::text);
        }
        return wanted;
    }

    /** Once it has accepted something; a small file may be through before that. */
    private void killInTheMiddle(List<String> arguments, int orders) throws Exception {
        long before = shipmentsIn(ignored -> true);
        Running run = processes.start(arguments);
        Await.until(
                STARTS_WITHIN, run::text, () -> shipmentsIn(ignored -> true) > before + orders / 10 || !run.isAlive());
        if (run.isAlive()) {
            run.kill();
            kills++;
        }
    }

    private void startCarrier(String carrier, Random chance) throws Exception {
        int port = ports.containsKey(carrier) ? ports.get(carrier) : ServerProcess.freePort();
        ports.put(carrier, port);
        List<String> arguments = new ArrayList<>(List.of("carrier", "--api", APIS.get(carrier)));
        arguments.addAll(List.of("--ledger", ledger(carrier).toString(), "--port", String.valueOf(port)));
        arguments.addAll(
                List.of("--latency", "2ms", "--jitter", "6ms", "--seed", String.valueOf(chance.nextInt(1_000))));
        for (String fault : List.of("cut-before:0.0005", "cut-after:0.0005", "error-after:0.0005", "429:0.001")) {
            arguments.addAll(List.of("--fault", fault));
        }
        Running run = processes.start(arguments);
        Await.until(STARTS_WITHIN, run::text, () -> run.output().contains("listening " + port));
    }

    private Path ledger(String carrier) {
        return directory.resolve(carrier + ".tsv");
    }

    /** Cheap enough to be asked all the time: ledgers are read again once they have grown by some lines. */
    private int executed() throws Exception {
        long size = 0;
        for (String carrier : APIS.keySet()) {
            size += Files.size(ledger(carrier));
        }
        if (size - countedAtSize >= ENOUGH_BYTES) {
            countedAtSize = size;
            executed = 0;
            for (String carrier : APIS.keySet()) {
                executed += Executions.read(ledger(carrier)).count();
            }
        }
        return executed;
    }

    /** Killed so often at random, then again and again until nothing is left that it, or a person, can do. */
    private void dispatchAll(int wantedKills, Random chance) throws Exception {
        Path carriers = Files.writeString(
                directory.resolve("carriers.properties"),
                CARRIERS.replace("DHL_PORT", String.valueOf(ports.get("dhl")))
                        .replace("WORLD_PORT", String.valueOf(ports.get("world"))));
        int shipments = (int) shipmentsIn(ignored -> true);
        for (int kill = 1; kill <= wantedKills; kill++) {
            int goal = (int) (shipments * (kill - chance.nextDouble() / 2) / (wantedKills + 1));
            Running run = dispatch(carriers);
            Await.until(RUNS_WITHIN, run::text, () -> executed() >= goal || !run.isAlive());
            if (run.isAlive()) {
                run.kill();
                kills++;
            }
            resumePaused();
        }
        for (int round = 1; shipmentsIn(shipment -> shipment.state() != ShipmentState.CONFIRMED) > 0; round++) {
            assertTrue(round < MOST_ROUNDS, () -> "not over: " + say("status").err());
            resumePaused();
            Running run = dispatch(carriers);
            int exit = run.exit(RUNS_WITHIN);
            assertTrue(exit == 0 || exit == 1, run::text);
            settleDoubts();
        }
    }

    private Running dispatch(Path carriers) throws Exception {
        return processes.start(List.of(
                "dispatch",
                "--json",
                "--store",
                store,
                "--carriers",
                carriers.toString(),
                "--slots",
                "32",
                "--timeout",
                "2s",
                "--claim-ttl",
                "3s"));
    }

    private void resumePaused() {
        for (String carrier : APIS.keySet()) {
            if (say("status").err().contains("carrier " + carrier + " is paused")) {
                say("resume", carrier, "--by", "test");
            }
        }
    }

    /** A person with the carriers' ledgers before them: at level 0 there is no other way. */
    private void settleDoubts() throws Exception {
        List<String> notSent = new ArrayList<>();
        for (String carrier : APIS.keySet()) {
            Map<String, List<String>> executed =
                    Executions.read(ledger(carrier)).byReference();
            for (ShipmentRecord doubt : all(shipment -> shipment.state() == ShipmentState.IN_DOUBT
                    && shipment.carrier().equals(carrier))) {
                declared++;
                List<String> numbers = executed.get(doubt.reference());
                if (numbers == null) {
                    notSent.add(doubt.id().value());
                } else {
                    resolve(List.of(doubt.id().value(), "--sent", numbers.get(0)));
                }
            }
        }
        if (!notSent.isEmpty()) {
            notSent.addAll(List.of("--not-sent", "--wait"));
            resolve(notSent);
        }
    }

    private record Said(int exit, String out, String err) {}

    /** Runs a command on the store, within this process. */
    private Said say(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("plan")) {
            all.addAll(List.of("--store", store));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }

    private String rules() {
        return directory.resolve("rules.json").toString();
    }

    private static long shipments(String planned) {
        try {
            return JSON.readTree(planned).path("shipments").size();
        } catch (JsonProcessingException e) {
            throw new AssertionError(planned, e);
        }
    }

    private void resolve(List<String> what) {
        List<String> all = new ArrayList<>(List.of("resolve", "--by", "test", "--reason", "the ledger says so"));
        all.addAll(what);
        Said said = say(all.toArray(String[]::new));
        assertEquals(0, said.exit(), said::toString);
    }

    /** Returns how many parcels left. */
    private int judge(Map<String, Wanted> wanted) throws Exception {
        Map<String, List<String>> executed = new HashMap<>();
        for (String carrier : APIS.keySet()) {
            Executions executions = Executions.read(ledger(carrier));
            assertEquals(Set.of(), executions.duplicates(), "executed twice at " + carrier);
            executed.putAll(executions.byReference());
        }
        Map<String, Map<String, Integer>> sent = new HashMap<>();
        List<ShipmentRecord> shipments = all(ignored -> true);
        try (ShipmentStore open = open()) {
            for (ShipmentRecord shipment : shipments) {
                List<String> numbers = executed.remove(shipment.reference());
                assertEquals(List.of(String.valueOf(shipment.trackingNumber())), numbers, () -> "of " + shipment.id());
                Consignment consignment = ConsignmentCodec.decode(
                        open.find(shipment.id()).orElseThrow().payload());
                assertEquals(1, consignment.parcels().size());
                Map<String, Integer> pieces =
                        sent.computeIfAbsent(shipment.order().toString(), any -> new TreeMap<>());
                for (Parcel parcel : consignment.parcels()) {
                    for (Item item : parcel.items()) {
                        pieces.merge(item.sku(), item.quantity(), Integer::sum);
                    }
                }
                Wanted order = wanted.get(shipment.order().toString());
                assertEquals(order.country(), consignment.shipTo().country());
                assertEquals(order.country().equals("DE") ? "dhl" : "world", shipment.carrier());
            }
        }
        assertEquals(Map.of(), executed, "executed, and not in the store");
        Map<String, Map<String, Integer>> toSend = new HashMap<>();
        wanted.forEach((order, its) -> {
            if (!its.pieces().isEmpty()) {
                toSend.put(order, its.pieces());
            }
        });
        assertEquals(toSend, sent);
        return shipments.size();
    }

    private ShipmentStore open() {
        return Stores.discover()
                .forUrl(store)
                .open(new StoreSettings(store, "examples", Duration.ofSeconds(10), Map.of()));
    }

    private List<ShipmentRecord> all(Predicate<ShipmentRecord> wanted) {
        List<ShipmentRecord> found = new ArrayList<>();
        if (!Files.exists(directory.resolve("store.db"))) {
            return found;
        }
        try (ShipmentStore open = open()) {
            ShipmentId after = null;
            while (true) {
                List<ShipmentRecord> page = open.page(ShipmentFilter.ALL, after, 1_000);
                page.stream().filter(wanted).forEach(found::add);
                if (page.isEmpty()) {
                    return found;
                }
                after = page.get(page.size() - 1).id();
            }
        }
    }

    private long shipmentsIn(Predicate<ShipmentRecord> wanted) {
        return all(wanted).size();
    }
}
