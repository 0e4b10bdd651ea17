/** Accepts orders, splits them into shipments, and sends each shipment at most once. */
module io.shiponce.core {
    requires transitive io.shiponce.carrier;
    requires transitive io.shiponce.store;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports io.shiponce;

    uses io.shiponce.OrderReader;
    uses io.shiponce.carrier.CarrierAdapterFactory;
    uses io.shiponce.store.ShipmentStoreFactory;
}
