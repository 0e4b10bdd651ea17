package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.CanonicalOrders;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.examples.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One shop, one store, one carrier: everything that sends runs in processes of its own; orders are accepted and the store is asked
 * within this one, by the same commands. For one thread; closing kills all processes.
 */
final class Scene implements AutoCloseable {
    /** Of a claim; with {@link #TIMEOUT}, the quiet time of a doubt is {@link #QUIET}. */
    static final Duration CLAIM_TTL = Duration.ofMillis(1_500);

    static final Duration TIMEOUT = Duration.ofSeconds(1);
    static final Duration QUIET = CLAIM_TTL.plus(TIMEOUT.multipliedBy(2));
    static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final String store;
    private final Processes processes;
    private final int port;
    private final int level;
    private final Path ledger;
    private int called;
    private int slots = 8;
    private Duration timeout = TIMEOUT;
    private Duration claimTtl = CLAIM_TTL;
    private int accepted;
    private int executed;
    private long executedAtSize;

    /** The carrier keeps its port: its URL is the scope within which anything is known about it. */
    Scene(Path directory, String store, int level) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.ledger = this.directory.resolve("ledger.tsv");
        this.store = store;
        this.level = level;
        this.processes = new Processes(directory);
        port = ServerProcess.freePort();
        called = port;
    }

    /** A shipment, as the program lists it. */
    record Listed(String id, String reference, String state, int attempt, String trackingNumber) {}

    /** What a command left. */
    record Said(int exit, String out, String err) {}

    String store() {
        return store;
    }

    int level() {
        return level;
    }

    int accepted() {
        return accepted;
    }

    Scene withSlots(int newSlots) {
        slots = newSlots;
        return this;
    }

    int carrierPort() {
        return port;
    }

    /** Dispatchers call the carrier at another port. Not to be changed later: it is part of the scope. */
    Scene callingAt(int newPort) {
        called = newPort;
        return this;
    }

    /** Other times for a dispatcher than {@link #TIMEOUT} and {@link #CLAIM_TTL}. */
    Scene withTimes(Duration newTimeout, Duration newClaimTtl) {
        timeout = newTimeout;
        claimTtl = newClaimTtl;
        return this;
    }

    Executions executions() throws Exception {
        return Executions.read(ledger);
    }

    /** How much was executed; cheap enough to be asked all the time. */
    int executed() throws Exception {
        long size = Files.exists(ledger) ? Files.size(ledger) : 0;
        if (size != executedAtSize) {
            executed = executions().count();
            executedAtSize = size;
        }
        return executed;
    }

    /** How much of what was accepted is still to be executed. */
    int open() throws Exception {
        return accepted - executed();
    }

    /** Returns when it listens. */
    Running carrier(List<String> faults, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("carrier", "--ledger", "ledger.tsv"));
        arguments.addAll(List.of("--port", String.valueOf(port), "--level", String.valueOf(level)));
        faults.forEach(fault -> arguments.addAll(List.of("--fault", fault)));
        arguments.addAll(List.of(more));
        Running carrier = processes.start(arguments);
        Await.until(STARTS_WITHIN, carrier::text, () -> {
            assertTrue(carrier.isAlive(), carrier::text);
            return carrier.output().contains("listening " + port);
        });
        return carrier;
    }

    Running dispatch(String... more) throws Exception {
        return dispatchOn(store, more);
    }

    /** By another build of the program. */
    Running dispatchWith(Path jar) throws Exception {
        return processes.start(jar, dispatchArguments(store));
    }

    /** The same store by another URL. */
    Running dispatchOn(String url, String... more) throws Exception {
        return processes.start(dispatchArguments(url, more));
    }

    private List<String> dispatchArguments(String url, String... more) {
        List<String> arguments = new ArrayList<>(List.of("dispatch", "--json", "--store", url));
        arguments.addAll(List.of("--carrier-url", "http://localhost:" + called, "--level", String.valueOf(level)));
        arguments.addAll(List.of("--slots", String.valueOf(slots)));
        arguments.addAll(List.of("--timeout", timeout.toMillis() + "ms", "--claim-ttl", claimTtl.toMillis() + "ms"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Accepts so many new orders, each of one shipment. */
    void accept(int orders) throws Exception {
        Path file = directory.resolve("orders.jsonl");
        Files.write(
                file,
                IntStream.range(accepted, accepted + orders)
                        .mapToObj(Scene::order)
                        .toList());
        Said said = say("import", "--json", file.toString());
        assertEquals(0, said.exit(), said::toString);
        assertEquals(orders, JSON.readTree(said.out()).get("shipments").asInt(), said::toString);
        accepted += orders;
    }

    private static String order(int number) {
        Address shipTo =
                new Address("Ada Ahorn", null, "Lindenweg 1", null, "86150", "Augsburg", null, "DE", null, null);
        return CanonicalOrders.toJson(new Order(
                "augsburg",
                String.valueOf(100_000 + number),
                null,
                Order.DEFAULT_CARRIER,
                0,
                shipTo,
                List.of(OrderLine.of("MUG-1", 1))));
    }

    /** Runs a command on the store, within this process. */
    Said say(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--store", store));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }

    List<Listed> shipments() throws Exception {
        Said said = say("shipments", "--json");
        assertEquals(0, said.exit(), said::toString);
        List<Listed> listed = new ArrayList<>();
        for (String line : said.out().lines().toList()) {
            JsonNode json = JSON.readTree(line);
            listed.add(new Listed(
                    json.get("id").asText(),
                    json.get("reference").asText(),
                    json.get("state").asText(),
                    json.get("attempt").asInt(),
                    json.get("trackingNumber").asText()));
        }
        return listed;
    }

    /** Whether its history has such an entry. */
    boolean wasEver(String kind, String id) throws Exception {
        for (String entry : history(id).lines().toList()) {
            if (JSON.readTree(entry).get("kind").asText().equals(kind)) {
                return true;
            }
        }
        return false;
    }

    /** Everything known about a shipment, an entry per line. */
    String history(String id) {
        return say("history", "--json", id).out();
    }

    @Override
    public void close() throws InterruptedException {
        processes.close();
    }
}
