/** What a carrier author sees: physical words, one send, five outcomes. */
module io.shiponce.carrier {
    requires static transitive org.jspecify;

    exports io.shiponce.carrier;
}
