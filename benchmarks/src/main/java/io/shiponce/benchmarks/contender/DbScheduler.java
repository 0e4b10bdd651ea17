package io.shiponce.benchmarks.contender;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * db-scheduler: one one-time task per shipment, the body as its data. Its documentation says for high throughput: lock-and-fetch with
 * limits of 1.0 and 4.0. All else is its default, also what it does with dead executions.
 */
final class DbScheduler implements Contender {
    private static final String TASK = "ship";
    private static final double LOWER_LIMIT = 1.0;
    private static final double UPPER_LIMIT = 4.0;

    private final Job job;
    private final OneTimeTask<String> task;
    private @Nullable HikariDataSource pool;
    private @Nullable Scheduler scheduler;

    DbScheduler(Job job, Delivery delivery) {
        this.job = job;
        this.task = Tasks.oneTime(TASK, String.class)
                .execute((instance, context) -> delivery.send(new Goods.Item(instance.getId(), instance.getData())));
    }

    @Override
    public void prepare() throws SQLException {
        try (Connection connection = Sql.connect(job.url())) {
            // The columns and indexes that its documentation asks for.
            Sql.run(
                    connection,
                    "CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,"
                            + " execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,"
                            + " last_success timestamptz, last_failure timestamptz, consecutive_failures int,"
                            + " last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,"
                            + " PRIMARY KEY (task_name, task_instance))",
                    "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
                    "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)",
                    "CREATE INDEX priority_execution_time_idx ON scheduled_tasks (priority DESC, execution_time ASC)");
        }
        open();
        Scheduler client = opened();
        Instant due = Instant.now();
        Goods.pages(job, page -> client.scheduleBatch(instances(page), due));
    }

    private List<TaskInstance<?>> instances(List<Integer> numbers) {
        return numbers.stream().<TaskInstance<?>>map(this::instance).toList();
    }

    private TaskInstance<String> instance(int number) {
        Goods.Item item = Goods.item(number);
        return new TaskInstance<>(TASK, item.reference(), item.body());
    }

    @Override
    public void open() {
        HikariDataSource newPool = Sql.pool(job);
        pool = newPool;
        var builder = Scheduler.create(newPool, task)
                .threads(job.slots())
                .pollUsingLockAndFetch(LOWER_LIMIT, UPPER_LIMIT)
                .pollingInterval(Duration.ofSeconds(1));
        if (job.hurried()) {
            builder.heartbeatInterval(Duration.ofSeconds(1)).missedHeartbeatsLimit(4);
        }
        scheduler = builder.build();
    }

    private Scheduler opened() {
        if (scheduler == null) {
            throw new IllegalStateException("open comes first");
        }
        return scheduler;
    }

    @Override
    public void start() {
        opened().start();
    }

    @Override
    public String anyLeft() {
        return "SELECT EXISTS (SELECT 1 FROM scheduled_tasks)";
    }

    @Override
    public String unfinished() {
        return "SELECT task_instance FROM scheduled_tasks";
    }

    @Override
    public void close() {
        if (scheduler != null) {
            scheduler.stop();
        }
        if (pool != null) {
            pool.close();
        }
    }
}
