package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentStore;
import io.shiponce.store.ShipmentStoreFactory;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;

/**
 * Opens stores at {@code jdbc:sqlite:FILE}, {@code jdbc:postgresql://HOST/DATABASE}, {@code jdbc:mariadb://HOST/DATABASE}, {@code
 * jdbc:mysql://HOST/DATABASE} and {@code jdbc:h2:file:FILE}. Published through {@link java.util.ServiceLoader}.
 *
 * <p>Safe for any thread. Properties of the settings, all optional: {@code user}, {@code password}, {@code tablePrefix} (default
 * {@code shiponce_}), {@code schema} (PostgreSQL, H2; MariaDB and MySQL: the database; default is where the connection looks first);
 * an unknown one throws {@link IllegalArgumentException}. Durability is no property.
 */
public final class JdbcShipmentStoreFactory implements ShipmentStoreFactory {

    /** For {@link java.util.ServiceLoader}. */
    public JdbcShipmentStoreFactory() {}

    @Override
    public boolean supports(String url) {
        return Dialect.ofUrl(url) != null;
    }

    /** {@inheritDoc} An address of another database is refused with the list of those that are supported. */
    @Override
    public ShipmentStore open(StoreSettings settings) {
        return JdbcShipmentStore.open(settings);
    }

    @Override
    public void migrate(StoreSettings settings) {
        JdbcShipmentStore.migrate(settings);
    }

    /**
     * {@inheritDoc} With the table prefix and schema of the settings.
     *
     * @throws StoreRefusedException if the database is not supported
     */
    @Override
    public String migrationScript(StoreSettings settings) {
        return new Opening(ConnectionSource.ofUrl(settings), settings, Schema.PRESENT).script();
    }
}
