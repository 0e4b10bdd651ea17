package io.shiponce.examples;

import io.shiponce.Stores;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.ShipmentStoreFactory;
import io.shiponce.store.StoreSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the store is and whose it is. For one thread. */
final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "URL",
            defaultValue = "${env:SHIPONCE_STORE:-jdbc:sqlite:shiponce.db}",
            description = {
                "The store's JDBC URL. Default: $SHIPONCE_STORE, else jdbc:sqlite:shiponce.db.",
                "User and password come from the URL or from $SHIPONCE_STORE_USER and $SHIPONCE_STORE_PASSWORD,",
                "table prefix and schema, if others than the default, from $SHIPONCE_STORE_TABLE_PREFIX and $SHIPONCE_STORE_SCHEMA."
            })
    private String url = "";

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "examples",
            description = "Whose store it is; one that belongs to another installation is refused."
                    + " Default: ${DEFAULT-VALUE}")
    private String installation = "";

    /** For picocli. */
    StoreOptions() {}

    /** As if these had been given. */
    StoreOptions(String url, String installation) {
        this.url = url;
        this.installation = installation;
    }

    /** Opens it; its schema is applied if there is none yet. */
    ShipmentStore open(Duration callTimeout) {
        StoreSettings settings = settings(callTimeout);
        ShipmentStoreFactory factory = factory();
        factory.migrate(settings);
        return factory.open(settings);
    }

    void migrate(Duration callTimeout) {
        factory().migrate(settings(callTimeout));
    }

    String migrationScript(Duration callTimeout) {
        return factory().migrationScript(settings(callTimeout));
    }

    private ShipmentStoreFactory factory() {
        return Stores.discover().forUrl(url);
    }

    private StoreSettings settings(Duration callTimeout) {
        Map<String, String> properties = new LinkedHashMap<>();
        fromEnvironment(properties, "user", "SHIPONCE_STORE_USER");
        fromEnvironment(properties, "password", "SHIPONCE_STORE_PASSWORD");
        fromEnvironment(properties, "tablePrefix", "SHIPONCE_STORE_TABLE_PREFIX");
        fromEnvironment(properties, "schema", "SHIPONCE_STORE_SCHEMA");
        return new StoreSettings(url, installation, callTimeout, properties);
    }

    private static void fromEnvironment(Map<String, String> properties, String name, String variable) {
        String value = System.getenv(variable);
        if (value != null) {
            properties.put(name, value);
        }
    }
}
