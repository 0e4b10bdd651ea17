package io.shiponce.benchmarks.contender;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Queue;
import dev.dbos.transact.workflow.Workflow;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * DBOS Transact: one workflow per shipment with the send as its only step, on a queue with as many workers as slots. The queue is
 * polled every 10 ms instead of every second: with its default, slots per second would be its limit.
 */
final class DbosWorkflows implements Contender {
    private static final String QUEUE = "ship";
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int ENQUEUERS = 16;

    private final Job job;
    private final Delivery delivery;
    private @Nullable HikariDataSource pool;
    private @Nullable DBOS dbos;
    private @Nullable Shipping workflows;

    DbosWorkflows(Job job, Delivery delivery) {
        this.job = job;
        this.delivery = delivery;
    }

    /** The workflows. */
    public interface Shipping {
        /** Sends one. */
        void ship(String reference, String body);
    }

    /** The implementation. */
    public static final class StepwiseShipping implements Shipping {
        private final DBOS dbos;
        private final Delivery delivery;

        StepwiseShipping(DBOS dbos, Delivery delivery) {
            this.dbos = dbos;
            this.delivery = delivery;
        }

        @Override
        @Workflow
        public void ship(String reference, String body) {
            dbos.runStep(() -> delivery.send(new Goods.Item(reference, body)), "send");
        }
    }

    private void register(String... listenQueues) {
        HikariDataSource newPool = Sql.pool(job);
        pool = newPool;
        DBOS newDbos = new DBOS(DBOSConfig.defaults("benchmarks")
                .withDataSource(newPool)
                .withAppVersion("1")
                .withListenQueues(listenQueues));
        newDbos.registerQueue(
                new Queue(QUEUE).withWorkerConcurrency(job.slots()).withPollingInterval(POLL));
        workflows = newDbos.registerProxy(Shipping.class, new StepwiseShipping(newDbos, delivery));
        dbos = newDbos;
    }

    @Override
    public void prepare() throws InterruptedException {
        // It listens to a queue that does not exist, so that nothing starts here.
        register("none");
        DBOS enqueueing = Objects.requireNonNull(dbos);
        Shipping proxy = Objects.requireNonNull(workflows);
        enqueueing.launch();
        // It has no way to enqueue several at once.
        ExecutorService threads = Executors.newFixedThreadPool(ENQUEUERS);
        Goods.pages(
                job,
                page -> page.forEach(number -> threads.execute(() -> enqueue(enqueueing, proxy, Goods.item(number)))));
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
            throw new IllegalStateException("enqueueing takes too long");
        }
    }

    private static void enqueue(DBOS dbos, Shipping proxy, Goods.Item item) {
        dbos.startWorkflow(
                () -> proxy.ship(item.reference(), item.body()),
                new StartWorkflowOptions(item.reference()).withQueue(QUEUE));
    }

    @Override
    public void open() {
        register(QUEUE);
    }

    @Override
    public void start() {
        Objects.requireNonNull(dbos).launch();
    }

    @Override
    public String anyLeft() {
        return "SELECT EXISTS (SELECT 1 FROM dbos.workflow_status WHERE status <> 'SUCCESS')";
    }

    @Override
    public String unfinished() {
        return "SELECT workflow_uuid FROM dbos.workflow_status WHERE status <> 'SUCCESS'";
    }

    @Override
    public void close() {
        if (dbos != null) {
            dbos.shutdown();
        }
        if (pool != null) {
            pool.close();
        }
    }
}
