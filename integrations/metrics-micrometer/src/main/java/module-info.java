/** What engines do and what their store holds, as Micrometer's meters. */
module io.shiponce.metrics {
    requires transitive io.shiponce.core;
    requires transitive micrometer.core;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.shiponce.metrics;
}
