package io.shiponce.spring;

import io.shiponce.DispatchEngine;
import io.shiponce.Health;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The actuator's health indicator, as Spring Boot 3 names it: down with the engine's problems, see {@link HealthDetails}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
class HealthOfBoot3 {

    @Bean
    @ConditionalOnEnabledHealthIndicator("shiponce")
    @ConditionalOnMissingBean(name = "shiponceHealthIndicator")
    HealthIndicator shiponceHealthIndicator(DispatchEngine engine) {
        return () -> {
            Health health = engine.health();
            return health.isGood()
                    ? org.springframework.boot.actuate.health.Health.up().build()
                    : org.springframework.boot.actuate.health.Health.down()
                            .withDetail(HealthDetails.NAME, HealthDetails.of(health))
                            .build();
        };
    }
}
