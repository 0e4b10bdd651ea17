/** Sends to many carriers worldwide through ShipEngine. */
module io.shiponce.carrier.shipengine {
    requires transitive io.shiponce.carrier;
    requires io.shiponce.carrier.http;
    requires java.net.http;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.shiponce.carrier.shipengine;

    provides io.shiponce.carrier.CarrierAdapterFactory with
            io.shiponce.carrier.shipengine.ShipEngineFactory;
}
