/** Contract tests for authors of carrier adapters and stores, and the tools to test an engine with. */
module io.shiponce.testkit {
    requires transitive io.shiponce.carrier;
    requires transitive io.shiponce.store;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.shiponce.testkit;
}
