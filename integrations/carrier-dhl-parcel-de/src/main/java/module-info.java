/** Sends to DHL Parcel DE Shipping, version 2. */
module io.shiponce.carrier.dhl {
    requires transitive io.shiponce.carrier;
    requires io.shiponce.carrier.http;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.shiponce.carrier.dhl;

    provides io.shiponce.carrier.CarrierAdapterFactory with
            io.shiponce.carrier.dhl.DhlParcelDeFactory;
}
