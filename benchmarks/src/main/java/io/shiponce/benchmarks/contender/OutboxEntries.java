package io.shiponce.benchmarks.contender;

import com.gruelbox.transactionoutbox.DefaultPersistor;
import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.ExecutorSubmitter;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * transaction-outbox: one entry per shipment. As its documentation says: a bounded queue of 10,000 or more that throws when it is full,
 * a thread that flushes until there is nothing left. Every call holds a connection and a transaction while it sends.
 */
final class OutboxEntries implements Contender {
    private static final int QUEUE = 20_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Job job;
    private final Delivery delivery;
    private @Nullable HikariDataSource pool;
    private @Nullable TransactionManager transactions;
    private @Nullable TransactionOutbox outbox;
    private @Nullable Thread flusher;

    OutboxEntries(Job job, Delivery delivery) {
        this.job = job;
        this.delivery = delivery;
    }

    /** What is called through the outbox. */
    public interface Shipping {
        /** Sends one. */
        void ship(String reference, String body);
    }

    @Override
    public void prepare() throws SQLException {
        // Handed to nobody in this process.
        connect((entry, now) -> {}, Duration.ofMinutes(2));
        TransactionOutbox scheduling = Objects.requireNonNull(outbox);
        TransactionManager inOne = Objects.requireNonNull(transactions);
        Goods.pages(
                job,
                page -> inOne.inTransaction(() -> page.stream()
                        .map(Goods::item)
                        .forEach(item -> scheduling.schedule(Shipping.class).ship(item.reference(), item.body()))));
        try (Connection connection = Sql.connect(job.url())) {
            Sql.run(connection, "UPDATE TXNO_OUTBOX SET nextAttemptTime = '2000-01-01'");
        }
    }

    @Override
    public void open() {
        ThreadPoolExecutor senders = new ThreadPoolExecutor(
                job.slots(), job.slots(), 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "outbox");
                    thread.setDaemon(true);
                    return thread;
                });
        // What one process has picked up and not done is tried again after this time.
        connect(
                ExecutorSubmitter.builder().executor(senders).build(),
                job.hurried() ? Duration.ofSeconds(10) : Duration.ofMinutes(2));
    }

    private void connect(Submitter submitter, Duration attemptFrequency) {
        HikariDataSource newPool = Sql.pool(job);
        pool = newPool;
        TransactionManager manager = TransactionManager.fromDataSource(newPool);
        transactions = manager;
        outbox = TransactionOutbox.builder()
                .transactionManager(manager)
                .persistor(
                        DefaultPersistor.builder().dialect(Dialect.POSTGRESQL_9).build())
                .instantiator(Instantiator.using(
                        type -> (Shipping) (reference, body) -> delivery.send(new Goods.Item(reference, body))))
                .submitter(submitter)
                .attemptFrequency(attemptFrequency)
                .build();
    }

    @Override
    public void start() {
        TransactionOutbox flushed = Objects.requireNonNull(outbox);
        Thread thread = new Thread(() -> flush(flushed), "flusher");
        thread.setDaemon(true);
        flusher = thread;
        thread.start();
    }

    private static void flush(TransactionOutbox outbox) {
        try {
            while (true) {
                if (!outbox.flush()) {
                    Thread.sleep(PAUSE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String anyLeft() {
        return "SELECT EXISTS (SELECT 1 FROM TXNO_OUTBOX)";
    }

    @Override
    public String unfinished() {
        return "SELECT substring(invocation FROM 'B[0-9]{9}') FROM TXNO_OUTBOX";
    }

    @Override
    public void close() {
        if (flusher != null) {
            flusher.interrupt();
        }
        if (pool != null) {
            pool.close();
        }
    }
}
