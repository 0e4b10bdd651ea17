package io.shiponce.spring;

import io.shiponce.DispatchEngine;
import io.shiponce.metrics.DispatchMetrics;
import io.shiponce.metrics.StoreMetrics;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The meters of {@code shiponce-metrics-micrometer}, where that is on the class path. Spring Boot binds them to its registries
 * before the engine starts; unbound they count nothing and ask the store nothing.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = {"io.shiponce.metrics.DispatchMetrics", "io.micrometer.core.instrument.binder.MeterBinder"})
class EngineMetrics {

    @Bean
    @ConditionalOnMissingBean
    DispatchMetrics shiponceDispatchMetrics(ServedCarriers carriers) {
        return new DispatchMetrics(carriers.all().keySet());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    StoreMetrics shiponceStoreMetrics(DispatchEngine engine) {
        return new StoreMetrics(engine.operator());
    }
}
