package io.shiponce.examples.process;

/** A database server whose process can be killed, and started again on the same data and port. For one thread. */
interface MortalServer extends AutoCloseable {
    /** A new database, as the program is told about it. */
    String database(String name) throws Exception;

    /** SIGKILL to the server and all its children, at once. */
    void kill() throws Exception;

    /** After it died. It recovers by itself. */
    void startAgain() throws Exception;
}
