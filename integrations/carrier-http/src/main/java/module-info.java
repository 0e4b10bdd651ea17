/** What adapters that speak HTTP share: one request, one deadline, no repetition. */
module io.shiponce.carrier.http {
    requires transitive io.shiponce.carrier;
    requires transitive java.net.http;
    requires static transitive org.jspecify;

    exports io.shiponce.carrier.http;
}
