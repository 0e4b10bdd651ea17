/** Sends to many carriers worldwide through ShipEngine. */
module io.shiponce.carrier.shipengine {
    requires transitive io.shiponce.carrier;
    requires io.shiponce.carrier.http;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

}
