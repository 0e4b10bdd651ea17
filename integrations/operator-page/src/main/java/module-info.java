/** The operator's page: what is sent, and what needs a person. */
module io.shiponce.page {
    requires transitive io.shiponce.core;
    requires transitive jdk.httpserver;
    requires gg.jte.runtime;
    requires org.slf4j;
    requires static java.compiler; // generated classes name their maker
    requires static transitive org.jspecify;

    exports io.shiponce.page;
}
