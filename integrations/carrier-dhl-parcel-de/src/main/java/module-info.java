/** Sends to DHL Parcel DE Shipping, version 2. */
module io.shiponce.carrier.dhl {
    requires transitive io.shiponce.carrier;
    requires io.shiponce.carrier.http;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

}
