/** Carriers on the loopback address, with a ledger and faults, for tests and rehearsals. */
module io.shiponce.carrier.simulated {
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.shiponce.carrier.simulated;
}
