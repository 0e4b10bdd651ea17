package io.shiponce.benchmarks.lab;

/** Where a trial's tables are. */
public enum DatabaseKind {
    POSTGRESQL("PostgreSQL"),
    SQLITE("SQLite");

    private final String title;

    DatabaseKind(String title) {
        this.title = title;
    }

    /** As people write it. */
    public String title() {
        return title;
    }
}
