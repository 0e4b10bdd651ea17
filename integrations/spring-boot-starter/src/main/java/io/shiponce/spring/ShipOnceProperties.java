package io.shiponce.spring;

import io.shiponce.CarrierLimits;
import io.shiponce.EngineSettings;
import io.shiponce.QuietHours;
import io.shiponce.store.StoreSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set under {@code shiponce}; each name is described in the metadata beside it. A name that is not known is refused: a
 * typing error must not leave a limit at its default.
 *
 * <p>Immutable and safe for any thread. What cannot be used throws {@link IllegalArgumentException} that names the setting.
 */
@ConfigurationProperties(prefix = ShipOnceProperties.PREFIX, ignoreUnknownFields = false)
record ShipOnceProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String installation,
        @DefaultValue Store store,
        @DefaultValue Dispatch dispatch,
        @Nullable Map<String, Carrier> carriers) {
    static final String PREFIX = "shiponce";

    ShipOnceProperties {
        if (enabled && (installation == null || installation.isBlank())) {
            throw new IllegalArgumentException("shiponce.installation must be set: whose orders these are, from 1 to "
                    + StoreSettings.MAX_INSTALLATION
                    + " characters. References to carriers are made of it, so it must stay the same, and another one in"
                    + " tests than in production");
        }
        Map<String, Carrier> given = carriers == null ? Map.of() : Map.copyOf(carriers);
        given.forEach((name, carrier) -> carrier.check(PREFIX + ".carriers." + name));
        carriers = given;
    }

    /** Never null once it is bound. */
    @Override
    public Map<String, Carrier> carriers() {
        return carriers == null ? Map.of() : carriers;
    }

    /** The store's settings; {@code address} is used for messages only if a data source leads to it. */
    StoreSettings storeSettings(String address) {
        Map<String, String> properties = new HashMap<>();
        putIfSet(properties, "user", store.user);
        putIfSet(properties, "password", store.password);
        putIfSet(properties, "tablePrefix", store.tablePrefix);
        putIfSet(properties, "schema", store.schema);
        return named(
                "shiponce.installation, shiponce.store.url and shiponce.store.call-timeout",
                () -> new StoreSettings(
                        address, installation == null ? "" : installation, store.callTimeout(), properties));
    }

    /**
     * What is made of these settings; if it is refused, with their names, and without a cause: people are shown the message of the first
     * one only. What is refused has the settings' names in camel case, but for claim-ttl, which is claimTimeToLive there.
     */
    private static <T> T named(String settings, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    settings + ": " + String.valueOf(e.getMessage()).replace("claimTimeToLive", "claim-ttl"));
        }
    }

    private static void putIfSet(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /**
     * Where shipments are kept.
     *
     * @param url null for a data source
     * @param dataSource the name of a bean; null for the only one, or the primary one
     * @param migrate brings the schema to this version before the store is opened
     */
    record Store(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable String dataSource,
            @Nullable String tablePrefix,
            @Nullable String schema,
            @DefaultValue("5s") Duration callTimeout,
            @DefaultValue("false") boolean migrate) {
        Store {
            if (url != null && dataSource != null) {
                throw new IllegalArgumentException(
                        "shiponce.store.url and shiponce.store.data-source are both set: which of the two is the store in?");
            }
            if (url == null && (user != null || password != null)) {
                throw new IllegalArgumentException("shiponce.store.user and shiponce.store.password belong to"
                        + " shiponce.store.url, which is not set; a data source has its own");
            }
        }

        /** Nobody learns the password by printing this. */
        @Override
        public String toString() {
            return "Store[" + (url == null ? "data source" : "url") + "]";
        }
    }

    /**
     * When and how long; what is null follows from the others.
     *
     * @param automatic sends what is due as long as the application runs
     */
    record Dispatch(
            @DefaultValue("true") boolean automatic,
            @DefaultValue("5s") Duration timeout,
            @DefaultValue("30s") Duration claimTtl,
            @Nullable Duration quiet,
            @DefaultValue("250ms") Duration pollInterval,
            @DefaultValue("20") int maxAttempts,
            @Nullable Duration closeTimeout,
            @DefaultValue("false") boolean allowUnsafeStore) {
        Dispatch {
            settings(timeout, claimTtl, quiet, pollInterval, maxAttempts, closeTimeout, allowUnsafeStore);
        }

        EngineSettings settings() {
            return settings(timeout, claimTtl, quiet, pollInterval, maxAttempts, closeTimeout, allowUnsafeStore);
        }

        private static EngineSettings settings(
                Duration timeout,
                Duration claimTtl,
                @Nullable Duration quiet,
                Duration pollInterval,
                int maxAttempts,
                @Nullable Duration closeTimeout,
                boolean allowUnsafeStore) {
            return named("shiponce.dispatch", () -> {
                EngineSettings usual = EngineSettings.of(timeout, claimTtl);
                return new EngineSettings(
                        timeout,
                        claimTtl,
                        quiet == null ? usual.quiet() : quiet,
                        pollInterval,
                        maxAttempts,
                        closeTimeout == null ? usual.closeTimeout() : closeTimeout,
                        allowUnsafeStore,
                        usual.seed());
            });
        }
    }

    /**
     * One carrier, under the name that orders use.
     *
     * @param bean the adapter is the bean of this name; null for the carrier's own name
     * @param adapter the adapter is made by the factory of this name; null for a bean
     * @param settings for that factory
     * @param perSecond null for no limit
     * @param doubtLimit null for twice the slots
     * @param quietHours when no new send begins, in the words of {@link QuietHours#parse}; a cut-off is a window from then on
     * @param zone whose clock the quiet hours mean; no default, since a server's zone is seldom the warehouse's
     */
    record Carrier(
            @Nullable String bean,
            @Nullable String adapter,
            @Nullable Map<String, String> settings,
            @DefaultValue("64") int slots,
            @Nullable Double perSecond,
            @Nullable Integer doubtLimit,
            @Nullable String quietHours,
            @Nullable String zone) {

        private void check(String prefix) {
            if (bean != null && adapter != null) {
                throw new IllegalArgumentException(prefix + ".bean and " + prefix
                        + ".adapter are both set: is the adapter a bean, or made of settings?");
            }
            if (adapter == null && settings != null && !settings.isEmpty()) {
                throw new IllegalArgumentException(
                        prefix + ".settings are for " + prefix + ".adapter, which is not set");
            }
            boolean quiet = quietHours != null && !quietHours.isBlank();
            if (quiet != (zone != null && !zone.isBlank())) {
                throw new IllegalArgumentException(prefix + ".quiet-hours and " + prefix
                        + ".zone belong together: the zone is whose clock is meant, like Europe/Berlin");
            }
            named(prefix, this::limits);
        }

        CarrierLimits limits() {
            CarrierLimits usual = CarrierLimits.ofSlots(slots);
            return new CarrierLimits(
                    slots,
                    perSecond == null ? usual.perSecond() : perSecond,
                    doubtLimit == null ? usual.doubtLimit() : doubtLimit,
                    quiet());
        }

        private QuietHours quiet() {
            if (quietHours == null || zone == null || quietHours.isBlank()) {
                return QuietHours.NONE;
            }
            ZoneId clock;
            try {
                clock = ZoneId.of(zone.strip());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("zone '" + zone + "': expected a time zone like Europe/Berlin");
            }
            return QuietHours.parse(quietHours, clock);
        }

        /** Settings may be secrets. */
        @Override
        public String toString() {
            return "Carrier[" + slots + " slots]";
        }
    }
}
