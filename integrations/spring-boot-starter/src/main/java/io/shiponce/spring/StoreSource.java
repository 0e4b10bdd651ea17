package io.shiponce.spring;

import io.shiponce.Stores;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.ShipmentStoreFactory;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Where the store is: at an address of its own, or behind one of the application's data sources.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param dataSource null if the store has an address of its own, or no data source was found
 */
record StoreSource(@Nullable DataSource dataSource) {

    /** By the settings; without any, the only data source, or the primary one. */
    static StoreSource of(
            ShipOnceProperties.Store settings, ObjectProvider<DataSource> unique, Map<String, DataSource> all) {
        if (settings.url() != null) {
            return new StoreSource(null);
        }
        String name = settings.dataSource();
        if (name == null) {
            return new StoreSource(unique.getIfUnique());
        }
        DataSource named = all.get(name);
        if (named == null) {
            throw new IllegalArgumentException("shiponce.store.data-source: there is no DataSource bean named " + name
                    + "; there are: " + new TreeSet<>(all.keySet()));
        }
        return new StoreSource(named);
    }

    /** Opens the store, and brings its schema up to date before, if that is asked for. */
    ShipmentStore open(ShipOnceProperties properties) {
        ShipOnceProperties.Store settings = properties.store();
        String url = settings.url();
        if (url != null) {
            StoreSettings atUrl = properties.storeSettings(url);
            ShipmentStoreFactory factory = Stores.discover().forUrl(url);
            if (settings.migrate()) {
                factory.migrate(atUrl);
            }
            return factory.open(atUrl);
        }
        if (dataSource == null) {
            throw new IllegalArgumentException(
                    "there is no place to keep shipments: set shiponce.store.url (jdbc:sqlite:shiponce.db, for example), or"
                            + " have a DataSource bean; if there are several, name one by shiponce.store.data-source");
        }
        StoreSettings behind = properties.storeSettings(
                settings.dataSource() == null
                        ? "the application's data source"
                        : "data source " + settings.dataSource());
        if (settings.migrate()) {
            JdbcShipmentStore.migrate(dataSource, behind);
        }
        return JdbcShipmentStore.open(dataSource, behind);
    }
}
