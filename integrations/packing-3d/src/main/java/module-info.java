/** Packs shipments into boxes in three dimensions, bounded in time and checked. */
module io.shiponce.packing {
    requires transitive io.shiponce.core;
    requires com.github.skjolber.packing.api;
    requires com.github.skjolber.packing.core;
    requires static transitive org.jspecify;

    exports io.shiponce.packing;
}
