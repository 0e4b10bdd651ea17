/** What a storage author sees: conditional writes of records with an opaque payload, and the law they obey. */
module io.shiponce.store {
    requires static transitive org.jspecify;

    exports io.shiponce.store;
}
