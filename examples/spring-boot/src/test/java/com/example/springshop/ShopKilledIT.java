package com.example.springshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example as it runs, in a process of its own, killed in the middle of selling and sending, and started again. What was sent, and how
 * often, is what the carrier's own ledger says; what was sold is what the process printed after the commit.
 */
@Timeout(300)
class ShopKilledIT {
    private static final int SALES = 400;
    private static final int KILLS = 3;
    private static final Duration BOUND = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();
    private final List<Path> outputs = new ArrayList<>();

    @AfterEach
    void endWhatRuns() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void killedAndStartedAgainItSendsNothingTwiceAndLosesNothing() throws Exception {
        Path ledger = directory.resolve("ledger.tsv");
        try (CarrierServer carrier =
                CarrierServer.start(CarrierSettings.of(ledger).withLatency(Duration.ofMillis(40)))) {
            for (int kill = 1; kill <= KILLS; kill++) {
                int goal = SALES * kill / (KILLS + 2);
                Process shop = start(carrier);
                await(
                        () -> goal + " sends before the next kill",
                        () -> alive(shop) && Ledger.read(ledger).creates() >= goal);
                shop.destroyForcibly().waitFor();
            }
            Process shop = start(carrier);
            await(() -> "all is settled: " + counts(), () -> alive(shop) && isSettled(ledger));
            shop.destroy();
            assertTrue(shop.waitFor(30, TimeUnit.SECONDS), this::output);
        }
        judge(ledger);
    }

    private void judge(Path ledger) {
        Ledger carriers = Ledger.read(ledger);
        Set<String> executed = carriers.distinctReferences();
        List<ShipmentRecord> shipments = shipments();
        Map<String, ShipmentState> byReference =
                shipments.stream().collect(Collectors.toMap(ShipmentRecord::reference, ShipmentRecord::state));

        assertEquals(Set.of(), carriers.duplicates(), "nothing is executed twice");
        assertEquals(executed.size(), carriers.creates());
        List<String> sold =
                output().lines().filter(line -> line.startsWith("sold ")).toList();
        assertEquals(sold.size(), Set.copyOf(sold).size(), "no sale is made twice");
        // A process may die between a commit and its word of it, once.
        assertTrue(sold.size() >= SALES - KILLS, () -> sold.size() + " were told");
        assertEquals(
                IntStream.range(1001, 1001 + SALES).mapToObj(String::valueOf).collect(Collectors.toSet()),
                shipments.stream().map(one -> one.order().number()).collect(Collectors.toSet()),
                "whatever was sold has its shipment");
        byReference.forEach((reference, state) -> assertEquals(
                executed.contains(reference) ? ShipmentState.CONFIRMED : ShipmentState.IN_DOUBT, state, reference));
        System.out.println("[spring shop] " + KILLS + " SIGKILL, " + executed.size() + " executed, 0 duplicates, "
                + byReference.values().stream()
                        .filter(ShipmentState.IN_DOUBT::equals)
                        .count()
                + " in doubt");
    }

    /** Nothing is left to be sent, and whatever the carrier has is confirmed: in doubt is only what it does not have. */
    private boolean isSettled(Path ledger) {
        long confirmed = count(ShipmentState.CONFIRMED);
        return confirmed + count(ShipmentState.IN_DOUBT) == SALES
                && confirmed == Ledger.read(ledger).creates();
    }

    private long count(ShipmentState state) {
        return counts().stream().mapToLong(one -> one.in(state)).sum();
    }

    private Process start(CarrierServer carrier) throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        Path output = directory.resolve("shop-" + started.size() + ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        classPath,
                        ShopApplication.class.getName(),
                        "--shop.sales=" + SALES,
                        "--shop.carrier=reference",
                        "--shiponce.carriers.reference.adapter=reference",
                        "--shiponce.carriers.reference.settings.url=" + carrier.url(),
                        "--shiponce.carriers.reference.slots=8",
                        "--shiponce.store.call-timeout=1s",
                        "--shiponce.dispatch.timeout=1s",
                        "--shiponce.dispatch.claim-ttl=3s",
                        "--shiponce.dispatch.poll-interval=20ms")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        outputs.add(output);
        return process;
    }

    private boolean alive(Process shop) {
        assertTrue(shop.isAlive(), this::output);
        return true;
    }

    private String output() {
        return outputs.stream().map(ShopKilledIT::text).collect(Collectors.joining());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<CarrierCounts> counts() {
        return inStore(store -> store.counts(ShipmentFilter.ALL));
    }

    private List<ShipmentRecord> shipments() {
        return inStore(store -> store.page(ShipmentFilter.ALL, null, SALES + 1));
    }

    private <T> T inStore(Function<ShipmentStore, T> look) {
        String url = "jdbc:sqlite:" + directory.resolve("shop.db");
        try (ShipmentStore store =
                JdbcShipmentStore.open(new StoreSettings(url, "my-spring-shop", Duration.ofSeconds(5), Map.of()))) {
            return look.apply(store);
        }
    }

    private void await(Supplier<String> what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + BOUND + ": " + what.get() + "\n" + output());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}
