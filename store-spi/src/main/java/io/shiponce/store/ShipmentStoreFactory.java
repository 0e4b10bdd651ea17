package io.shiponce.store;

/**
 * Opens stores by their address. Published through {@link java.util.ServiceLoader}; two factories that support one address are
 * refused.
 *
 * <p>Called by one thread at a time.
 */
public interface ShipmentStoreFactory {

    /** Whether this factory understands the address. Opens nothing. */
    boolean supports(String url);

    /**
     * Opens the store and checks schema, installation and that it can be written to. Changes no schema.
     *
     * @throws StoreRefusedException if it cannot be used as it is; nothing was written
     */
    ShipmentStore open(StoreSettings settings);

    /**
     * Brings the schema to this version; harmless if it is, also when several processes do so at once.
     *
     * @throws StoreRefusedException if the schema is of a newer version or cannot be changed
     */
    void migrate(StoreSettings settings);

    /** The statements that {@link #migrate} would run on a new database, to be run by hand. Opens nothing. */
    String migrationScript(StoreSettings settings);
}
