package io.shiponce.benchmarks.contender;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Batch JDBC by hand, as the limit of what the database gives: settle the last batch and claim the next one, of as many as there are
 * slots, in one commit; send all of it; again. One loop, one connection, and nothing else: no fence, no doubts, no second process, no
 * bad answers. With history, one row more per claim and per settlement.
 */
final class Limit implements Contender {
    private static final int LONGEST_BATCH = 1_000;

    private final Job job;
    private final Delivery delivery;
    private final LimitSql sql;
    private @Nullable Connection connection;

    /** A claimed shipment. */
    record Claimed(long id, Goods.Item item) {}

    /** Its end. */
    record Sent(long id, String trackingNumber) {}

    Limit(Job job, Delivery delivery, boolean history) {
        this.job = job;
        this.delivery = delivery;
        this.sql = LimitSql.of(job.onPostgres(), history);
    }

    @Override
    public void prepare() throws SQLException {
        open();
        Connection writing = opened();
        writing.setAutoCommit(true);
        Sql.run(writing, sql.tables());
        writing.setAutoCommit(false);
        try (PreparedStatement hot =
                        writing.prepareStatement("INSERT INTO parcel (id, reference, state) VALUES (?, ?, 0)");
                PreparedStatement body = writing.prepareStatement("INSERT INTO body (id, body) VALUES (?, ?)")) {
            for (int number = job.first(); number < job.first() + job.shipments(); number++) {
                Goods.Item item = Goods.item(number);
                hot.setLong(1, number);
                hot.setString(2, item.reference());
                hot.addBatch();
                body.setLong(1, number);
                body.setString(2, item.body());
                body.addBatch();
                if (number % LONGEST_BATCH == 0 || number == job.first() + job.shipments() - 1) {
                    hot.executeBatch();
                    body.executeBatch();
                }
            }
        }
        writing.commit();
    }

    @Override
    public void open() throws SQLException {
        Connection newConnection = Sql.connect(job.url());
        Sql.run(newConnection, sql.settings());
        newConnection.setAutoCommit(false);
        connection = newConnection;
    }

    private Connection opened() {
        if (connection == null) {
            throw new IllegalStateException("open comes first");
        }
        return connection;
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::run, "limit");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        ExecutorService senders = Executors.newFixedThreadPool(job.slots());
        try {
            List<Sent> sent = List.of();
            while (true) {
                sql.settle(opened(), sent);
                List<Claimed> claimed = sql.claim(opened(), job.slots());
                opened().commit();
                if (claimed.isEmpty()) {
                    return;
                }
                sent = send(senders, claimed);
            }
        } catch (SQLException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            senders.shutdown();
        }
    }

    private List<Sent> send(ExecutorService senders, List<Claimed> claimed)
            throws InterruptedException, ExecutionException {
        List<Callable<Sent>> sends = new ArrayList<>(claimed.size());
        claimed.forEach(one -> sends.add(() -> send(one)));
        List<Sent> sent = new ArrayList<>(claimed.size());
        for (Future<Sent> one : senders.invokeAll(sends)) {
            sent.add(one.get());
        }
        return sent;
    }

    private Sent send(Claimed one) {
        return new Sent(one.id(), delivery.send(one.item()));
    }

    @Override
    public String anyLeft() {
        return "SELECT EXISTS (SELECT 1 FROM parcel WHERE state = 0) OR EXISTS (SELECT 1 FROM parcel WHERE state = 1)";
    }

    @Override
    public String unfinished() {
        return "SELECT reference FROM parcel WHERE state <> 2";
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
