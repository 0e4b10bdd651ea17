package io.shiponce.benchmarks.contender;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What people write first. Both read what is not marked, and send it with as many threads as slots: "send, then mark" marks each row
 * after its send; "send all, save at the end" is the incident: all marks come in one transaction when everything is sent.
 */
final class RowByRow implements Contender {
    private static final int LONGEST_BATCH = 1_000;

    private final Job job;
    private final Delivery delivery;
    private final boolean atTheEnd;
    private final int threads;
    private @Nullable HikariDataSource pool;

    private record Sent(String reference, String trackingNumber) {}

    /** {@code threads}: how many sends at once. */
    RowByRow(Job job, Delivery delivery, boolean atTheEnd, int threads) {
        this.job = job;
        this.delivery = delivery;
        this.atTheEnd = atTheEnd;
        this.threads = threads;
    }

    @Override
    public void prepare() throws SQLException {
        try (Connection connection = Sql.connect(job.url())) {
            Sql.run(
                    connection,
                    "CREATE TABLE parcel (reference text PRIMARY KEY, body text NOT NULL,"
                            + " sent boolean NOT NULL DEFAULT false, tracking_number text)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO parcel (reference, body) VALUES (?, ?)")) {
                for (int number = job.first(); number < job.first() + job.shipments(); number++) {
                    Goods.Item item = Goods.item(number);
                    insert.setString(1, item.reference());
                    insert.setString(2, item.body());
                    insert.addBatch();
                    if (number % LONGEST_BATCH == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    @Override
    public void open() {
        pool = Sql.pool(job);
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::run, "row-by-row");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        HikariDataSource connections = Objects.requireNonNull(pool);
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        try {
            List<CompletableFuture<Sent>> sends = new ArrayList<>();
            for (Goods.Item item : unsent(connections)) {
                sends.add(CompletableFuture.supplyAsync(() -> send(connections, item), senders));
            }
            List<Sent> all = new ArrayList<>();
            sends.forEach(send -> all.add(send.join()));
            if (atTheEnd) {
                save(connections, all);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            senders.shutdown();
        }
    }

    private static List<Goods.Item> unsent(HikariDataSource connections) throws SQLException {
        List<Goods.Item> items = new ArrayList<>();
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(
                        "SELECT reference, body FROM parcel WHERE NOT sent ORDER BY reference")) {
            while (results.next()) {
                items.add(new Goods.Item(results.getString(1), results.getString(2)));
            }
        }
        return items;
    }

    private Sent send(HikariDataSource connections, Goods.Item item) {
        Sent sent = new Sent(item.reference(), delivery.send(item));
        if (!atTheEnd) {
            try {
                save(connections, List.of(sent));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return sent;
    }

    private static void save(HikariDataSource connections, List<Sent> sent) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement mark = connection.prepareStatement(
                        "UPDATE parcel SET sent = true, tracking_number = ? WHERE reference = ?")) {
            connection.setAutoCommit(false);
            for (Sent one : sent) {
                mark.setString(1, one.trackingNumber());
                mark.setString(2, one.reference());
                mark.addBatch();
            }
            mark.executeBatch();
            connection.commit();
        }
    }

    @Override
    public String anyLeft() {
        return "SELECT EXISTS (SELECT 1 FROM parcel WHERE NOT sent)";
    }

    @Override
    public String unfinished() {
        return "SELECT reference FROM parcel WHERE NOT sent";
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
