package io.shiponce.benchmarks.contender;

import java.util.Locale;

/** Who takes part, by the name on the command line and in the results. */
public enum Contenders {
    SHIPONCE("ShipOnce"),
    LIMIT("batch JDBC by hand: the limit"),
    LIMIT_HISTORY("the limit, with history rows"),
    DB_SCHEDULER("db-scheduler"),
    JOBRUNR("JobRunr"),
    TRANSACTION_OUTBOX("transaction-outbox"),
    DBOS("DBOS Transact"),
    SEND_THEN_MARK("send, then mark, per row"),
    SEND_ALL("send all, save at the end"),
    /** The same with a thread for every shipment at once, which is what an unbounded pool does. */
    SEND_ALL_UNBOUNDED("send all at once, save at the end");

    private final String title;

    Contenders(String title) {
        this.title = title;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** As the command line and the results have it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this key. */
    public static Contenders of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether somebody else made it. */
    public boolean isPeer() {
        return switch (this) {
            case DB_SCHEDULER, JOBRUNR, TRANSACTION_OUTBOX, DBOS -> true;
            case SHIPONCE, LIMIT, LIMIT_HISTORY, SEND_THEN_MARK, SEND_ALL, SEND_ALL_UNBOUNDED -> false;
        };
    }

    Contender make(Job job, Sends sends) {
        Delivery delivery = new Delivery(job, sends);
        return switch (this) {
            case SHIPONCE -> new ShipOnce(job, sends);
            case LIMIT -> new Limit(job, delivery, false);
            case LIMIT_HISTORY -> new Limit(job, delivery, true);
            case DB_SCHEDULER -> new DbScheduler(job, delivery);
            case JOBRUNR -> new JobRunrJobs(job, delivery);
            case TRANSACTION_OUTBOX -> new OutboxEntries(job, delivery);
            case DBOS -> new DbosWorkflows(job, delivery);
            case SEND_THEN_MARK -> new RowByRow(job, delivery, false, job.slots());
            case SEND_ALL -> new RowByRow(job, delivery, true, job.slots());
            case SEND_ALL_UNBOUNDED -> new RowByRow(job, delivery, true, Math.max(1, job.shipments()));
        };
    }

    /** Seconds without any change after which a restarted one has done what it does by itself; its leases, and a margin. */
    int patience() {
        return switch (this) {
            // A claim of 3 s, a quiet time of 7 s, look-ups until then.
            case SHIPONCE -> 12;
            case LIMIT, LIMIT_HISTORY, SEND_THEN_MARK, SEND_ALL, SEND_ALL_UNBOUNDED -> 3;
            // Four heartbeats of 1 s, looked for every two.
            case DB_SCHEDULER -> 15;
            // A server is dead after four polls of 5 s; a failed job is repeated after a growing while.
            case JOBRUNR -> 45;
            // What was picked up is due again after 10 s.
            case TRANSACTION_OUTBOX -> 20;
            // Recovers at launch.
            case DBOS -> 15;
        };
    }
}
