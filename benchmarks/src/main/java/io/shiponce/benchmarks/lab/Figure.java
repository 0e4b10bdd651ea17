package io.shiponce.benchmarks.lab;

/** What is measured of a trial. Those per shipment say so. */
public enum Figure {
    /** From the first send to the last settlement: kind to those who take their time before they begin. */
    PER_SECOND("shipments/s", 0),
    /** From the call that starts the dispatch to the last settlement. */
    SECONDS("s from dispatch to last settlement", 2),
    OWN_CPU("µs CPU per shipment, own process", 0),
    DATABASE_CPU("µs CPU per shipment, database", 0),
    /** Transactions that wrote something. */
    COMMITS("commits per shipment", 3),
    /** All of them, also those that only read, and those before and after the dispatch. */
    TRANSACTIONS("transactions per shipment", 2),
    WAL_BYTES("WAL bytes per shipment", 0),
    /** As the system counts it, in MiB. */
    PEAK_MEMORY("MiB peak memory", 0),
    /** The most that a collection left on the heap, in MiB. */
    PEAK_LIVE("MiB live heap", 1),
    ENDPOINT_P50("ms endpoint p50", 2),
    ENDPOINT_P99("ms endpoint p99", 2),
    ENDPOINT_MAX("ms endpoint max", 1),
    START("ms from the JVM's start to the first send", 0);

    private final String title;
    private final int decimals;

    Figure(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** How many decimals say something. */
    public int decimals() {
        return decimals;
    }
}
