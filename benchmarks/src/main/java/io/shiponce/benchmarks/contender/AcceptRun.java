package io.shiponce.benchmarks.contender;

import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.Stores;
import io.shiponce.store.ShipmentStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One way to store orders. */
abstract class AcceptRun {
    static final int THREADS = 16;
    static final int BATCH = 500;

    final Job job;

    private AcceptRun(Job job) {
        this.job = job;
    }

    abstract void open() throws Exception;

    /** Stores the job's orders. */
    abstract void run() throws Exception;

    static AcceptRun of(String name, Job job) {
        return switch (name) {
            case "one" -> new OneByOne(job);
            case "all" -> new All(job);
            case "hand" -> new ByHand(job, THREADS);
            case "hand-batch" -> new ByHand(job, BATCH);
            default -> throw new IllegalArgumentException("no such way to accept: " + name);
        };
    }

    private abstract static class WithEngine extends AcceptRun {
        private @Nullable DispatchEngine engine;

        WithEngine(Job job) {
            super(job);
        }

        @Override
        void open() {
            Stores.discover().forUrl(job.url()).migrate(ShipOnce.storeSettings(job));
            ShipmentStore store = Stores.discover().forUrl(job.url()).open(ShipOnce.storeSettings(job));
            engine = DispatchEngine.builder(store).build();
        }

        DispatchEngine engine() {
            return Objects.requireNonNull(engine);
        }

        List<Order> orders() {
            return IntStream.range(job.first(), job.first() + job.shipments())
                    .mapToObj(Goods::order)
                    .toList();
        }
    }

    /** {@code accept}, by as many threads as a shop's web server might have. */
    private static final class OneByOne extends WithEngine {
        OneByOne(Job job) {
            super(job);
        }

        @Override
        void run() throws InterruptedException {
            List<Order> orders = orders();
            AtomicInteger next = new AtomicInteger();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            for (int i = 0; i < THREADS; i++) {
                threads.execute(() -> {
                    for (int at = next.getAndIncrement(); at < orders.size(); at = next.getAndIncrement()) {
                        engine().accept(orders.get(at));
                    }
                });
            }
            threads.shutdown();
            if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("accepting takes too long");
            }
            if (next.get() < orders.size()) {
                throw new IllegalStateException("an order was not accepted");
            }
        }
    }

    /** {@code acceptAll}. */
    private static final class All extends WithEngine {
        All(Job job) {
            super(job);
        }

        @Override
        void run() {
            engine().acceptAll(orders());
        }
    }

    /** Ready-made rows, by hand: order, shipment and payload, a commit per so many orders; no history, no check, one thread. */
    private static final class ByHand extends AcceptRun {
        private final int batch;
        private @Nullable Connection connection;

        ByHand(Job job, int batch) {
            super(job);
            this.batch = batch;
        }

        @Override
        void open() throws SQLException {
            Connection newConnection = Sql.connect(job.url() + (job.onPostgres() ? "?reWriteBatchedInserts=true" : ""));
            Sql.run(
                    newConnection,
                    "CREATE TABLE purchase (shop text NOT NULL, number text NOT NULL, fingerprint text NOT NULL,"
                            + " accepted_at bigint NOT NULL, PRIMARY KEY (shop, number))",
                    "CREATE TABLE parcel (id text PRIMARY KEY, shop text NOT NULL, number text NOT NULL,"
                            + " carrier text NOT NULL, reference text NOT NULL, state text NOT NULL, due_at bigint NOT NULL)",
                    "CREATE INDEX parcel_purchase ON parcel (shop, number)",
                    "CREATE INDEX parcel_due ON parcel (carrier, due_at, id) WHERE state = 'PENDING'",
                    "CREATE TABLE body (id text PRIMARY KEY, body text NOT NULL)");
            newConnection.setAutoCommit(false);
            connection = newConnection;
        }

        @Override
        void run() throws SQLException {
            Connection writing = Objects.requireNonNull(connection);
            try (PreparedStatement purchase = writing.prepareStatement(
                            "INSERT INTO purchase (shop, number, fingerprint, accepted_at) VALUES (?, ?, ?, ?)");
                    PreparedStatement parcel = writing.prepareStatement(
                            "INSERT INTO parcel (id, shop, number, carrier, reference, state, due_at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?)");
                    PreparedStatement body = writing.prepareStatement("INSERT INTO body (id, body) VALUES (?, ?)")) {
                for (int number = job.first(); number < job.first() + job.shipments(); number++) {
                    add(purchase, parcel, body, Goods.item(number), number);
                    if (number % batch == 0 || number == job.first() + job.shipments() - 1) {
                        purchase.executeBatch();
                        parcel.executeBatch();
                        body.executeBatch();
                        writing.commit();
                    }
                }
            }
        }

        private static void add(
                PreparedStatement purchase,
                PreparedStatement parcel,
                PreparedStatement body,
                Goods.Item item,
                int number)
                throws SQLException {
            long now = System.currentTimeMillis();
            purchase.setString(1, "augsburg");
            purchase.setString(2, String.valueOf(number));
            purchase.setString(3, "v1:" + item.reference());
            purchase.setLong(4, now);
            purchase.addBatch();
            parcel.setString(1, item.reference());
            parcel.setString(2, "augsburg");
            parcel.setString(3, String.valueOf(number));
            parcel.setString(4, "reference");
            parcel.setString(5, item.reference());
            parcel.setString(6, "PENDING");
            parcel.setLong(7, now);
            parcel.addBatch();
            body.setString(1, item.reference());
            body.setString(2, item.body());
            body.addBatch();
        }
    }
}
