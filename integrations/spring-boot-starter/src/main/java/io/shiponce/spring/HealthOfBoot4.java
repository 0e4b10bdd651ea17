package io.shiponce.spring;

import io.shiponce.DispatchEngine;
import io.shiponce.Health;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The actuator's health indicator, as Spring Boot 4 names it: down with the engine's problems, see {@link HealthDetails}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
class HealthOfBoot4 {

    @Bean
    @ConditionalOnEnabledHealthIndicator("shiponce")
    @ConditionalOnMissingBean(name = "shiponceHealthIndicator")
    HealthIndicator shiponceHealthIndicator(DispatchEngine engine) {
        return () -> {
            Health health = engine.health();
            return health.isGood()
                    ? org.springframework.boot.health.contributor.Health.up().build()
                    : org.springframework.boot.health.contributor.Health.down()
                            .withDetail(HealthDetails.NAME, HealthDetails.of(health))
                            .build();
        };
    }
}
