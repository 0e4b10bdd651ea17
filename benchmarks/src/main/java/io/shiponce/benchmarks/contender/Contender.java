package io.shiponce.benchmarks.contender;

/**
 * One way to send shipments. A run has three steps, each in a JVM of its own: {@link #prepare}; {@link #open} and {@link #start}; and
 * after a kill the last two once more.
 */
interface Contender extends AutoCloseable {

    /** Makes the tables and stores the shipments, ready to be sent. */
    void prepare() throws Exception;

    /** Connects; sends nothing yet. */
    void open() throws Exception;

    /** Begins to send and returns. */
    void start() throws Exception;

    /** A query for one boolean: by this contender's own books, is anything left to do? */
    String anyLeft();

    /** A query for the references that are not finished by its own books, whatever it calls that. */
    String unfinished();

    @Override
    void close() throws Exception;
}
