package io.shiponce.benchmarks.contender;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr: one job request per shipment, enqueued in bulk. Its shortest poll interval, 5 s, which is also its fastest way to notice a
 * dead server (4 intervals); a worker that becomes free asks for more by itself.
 */
final class JobRunrJobs implements Contender {
    private static final Duration POLL = Duration.ofSeconds(5);

    private final Job job;
    private final Delivery delivery;
    private @Nullable HikariDataSource pool;
    private @Nullable JobRequestScheduler scheduler;
    private @Nullable BackgroundJobServer server;

    JobRunrJobs(Job job, Delivery delivery) {
        this.job = job;
        this.delivery = delivery;
    }

    /** One shipment. */
    public record ShipRequest(String reference, String body) implements JobRequest {
        @Override
        public Class<ShipHandler> getJobRequestHandler() {
            return ShipHandler.class;
        }
    }

    /** Sends it. */
    public static final class ShipHandler implements JobRequestHandler<ShipRequest> {
        private final Delivery delivery;

        ShipHandler(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void run(ShipRequest request) {
            delivery.send(new Goods.Item(request.reference(), request.body()));
        }
    }

    /** Jobs are made by hand: there is no container here. */
    private final class Activator implements JobActivator {
        @Override
        public <T> T activateJob(Class<T> type) {
            return type.cast(new ShipHandler(delivery));
        }
    }

    @Override
    public void prepare() {
        configure(false);
        JobRequestScheduler enqueueing = Objects.requireNonNull(scheduler);
        Goods.pages(job, page -> enqueueing.enqueue(page.stream().map(JobRunrJobs::request)));
    }

    private static ShipRequest request(int number) {
        Goods.Item item = Goods.item(number);
        return new ShipRequest(item.reference(), item.body());
    }

    @Override
    public void open() {
        configure(true);
    }

    private void configure(boolean withServer) {
        HikariDataSource newPool = Sql.pool(job);
        pool = newPool;
        JobRunrConfiguration configuration = JobRunr.configure()
                .useJsonMapper(new JacksonJsonMapper())
                .useJobActivator(new Activator())
                .useStorageProvider(new PostgresStorageProvider(newPool));
        if (withServer) {
            configuration = configuration.useBackgroundJobServer(
                    BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                            .andWorkerCount(job.slots())
                            .andPollInterval(POLL),
                    false);
        }
        var result = configuration.initialize();
        scheduler = result.getJobRequestScheduler();
        server = result.getBackgroundJobServer();
    }

    @Override
    public void start() {
        Objects.requireNonNull(server).start();
    }

    @Override
    public String anyLeft() {
        return "SELECT EXISTS (SELECT 1 FROM jobrunr_jobs WHERE state <> 'SUCCEEDED')";
    }

    @Override
    public String unfinished() {
        return "SELECT substring(jobAsJson FROM 'B[0-9]{9}') FROM jobrunr_jobs WHERE state <> 'SUCCEEDED'";
    }

    @Override
    public void close() {
        JobRunr.destroy();
        if (pool != null) {
            pool.close();
        }
    }
}
