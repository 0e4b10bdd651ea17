package io.shiponce.spring;

import io.shiponce.DispatchEngine;
import io.shiponce.DispatchListener;
import io.shiponce.EngineSettings;
import io.shiponce.OperatorListener;
import io.shiponce.Planning;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.ShipmentStore;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Makes a {@link ShipmentStore}, a {@link DispatchEngine} and an {@link OrderIntake} of the settings under {@code shiponce} and
 * of the beans that it finds: a {@link DataSource}, {@link CarrierAdapter}s, a {@link Planning}, {@link DispatchListener}s and
 * {@link OperatorListener}s. An application that declares one of the three itself keeps its own. See {@code docs/spring-boot.md}.
 *
 * <p>Used by Spring, on the thread that starts the application. The engine is started after everything else and closed before
 * it; then store and adapters are closed, and no thread or connection is left behind. A crash leaves what it leaves without
 * Spring: see {@code docs/guarantee.md}.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnProperty(prefix = ShipOnceProperties.PREFIX, name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(ShipOnceProperties.class)
@Import({HealthOfBoot3.class, HealthOfBoot4.class, EngineInfo.class, EngineMetrics.class})
public final class ShipOnceAutoConfiguration {

    ShipOnceAutoConfiguration() {}

    @Bean
    StoreSource shipOnceStoreSource(
            ShipOnceProperties properties,
            ObjectProvider<DataSource> unique,
            Optional<Map<String, DataSource>> dataSources) {
        return StoreSource.of(properties.store(), unique, dataSources.orElse(Map.of()));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    ShipmentStore shipmentStore(ShipOnceProperties properties, StoreSource source) {
        return source.open(properties);
    }

    @Bean(destroyMethod = "close")
    ServedCarriers shipOnceCarriers(ShipOnceProperties properties, Optional<Map<String, CarrierAdapter>> adapters) {
        return ServedCarriers.of(adapters.orElse(Map.of()), properties.carriers());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    DispatchEngine dispatchEngine(
            ShipOnceProperties properties,
            ShipmentStore store,
            ServedCarriers carriers,
            ObjectProvider<Planning> planning,
            ObjectProvider<DispatchListener> listeners,
            ObjectProvider<OperatorListener> operatorListeners) {
        if (properties.dispatch().automatic() && carriers.all().isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing can be sent: there is no CarrierAdapter bean and no shiponce.carriers.NAME.adapter. If this"
                            + " application only accepts orders, set shiponce.dispatch.automatic=false");
        }
        EngineSettings settings = properties.dispatch().settings();
        if (store.callTimeout().multipliedBy(3).compareTo(settings.claimTimeToLive()) > 0) {
            throw new IllegalArgumentException("shiponce.store.call-timeout must be at most a third of"
                    + " shiponce.dispatch.claim-ttl: a call of the store may take " + store.callTimeout()
                    + ", and a claim holds for " + settings.claimTimeToLive());
        }
        DispatchEngine.Builder builder = DispatchEngine.builder(store).settings(settings);
        carriers.all().forEach((name, served) -> builder.carrier(name, served.adapter(), served.limits()));
        planning.ifAvailable(builder::planning);
        listeners.orderedStream().forEach(builder::listener);
        operatorListeners.orderedStream().forEach(builder::operatorListener);
        return builder.build();
    }

    @Bean
    EngineLifecycle shipOnceLifecycle(DispatchEngine engine, ShipOnceProperties properties) {
        return new EngineLifecycle(engine, properties.dispatch().automatic());
    }

    /** Where there are transactions, orders are accepted in them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.transaction.support.TransactionSynchronizationManager")
    static class WithTransactions {

        @Bean
        @ConditionalOnMissingBean
        OrderIntake orderIntake(DispatchEngine engine, ShipmentStore store, StoreSource source) {
            return new TransactionalIntake(engine, store, source.dataSource());
        }
    }

    /** Where there are none. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.transaction.support.TransactionSynchronizationManager")
    static class WithoutTransactions {

        @Bean
        @ConditionalOnMissingBean
        OrderIntake orderIntake(DispatchEngine engine) {
            return engine::accept;
        }
    }
}
