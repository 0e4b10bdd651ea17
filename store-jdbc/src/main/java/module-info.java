/** Keeps shipments in SQLite, PostgreSQL, MariaDB, MySQL or H2, by plain SQL. The driver is the user's choice: it is found by its address. */
module io.shiponce.store.jdbc {
    requires transitive io.shiponce.store;
    requires transitive java.sql;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.shiponce.store.jdbc;

    provides io.shiponce.store.ShipmentStoreFactory with
            io.shiponce.store.jdbc.JdbcShipmentStoreFactory;
}
