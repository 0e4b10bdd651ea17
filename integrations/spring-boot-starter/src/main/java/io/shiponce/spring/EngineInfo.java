package io.shiponce.spring;

import io.shiponce.DispatchEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the actuator's info shows: what this engine is, not how it fares; no addresses and no settings of adapters. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.actuate.info.InfoContributor")
class EngineInfo {

    @Bean
    @ConditionalOnEnabledInfoContributor("shiponce")
    @ConditionalOnMissingBean(name = "shiponceInfoContributor")
    InfoContributor shiponceInfoContributor(ShipOnceProperties properties, ServedCarriers carriers) {
        Map<String, Object> served = new TreeMap<>();
        carriers.all().forEach((name, one) -> {
            Map<String, Object> carrier = new LinkedHashMap<>();
            carrier.put("recovery", one.adapter().recovery().level().name());
            carrier.put("slots", one.limits().slots());
            carrier.put("doubtLimit", one.limits().doubtLimit());
            served.put(name, carrier);
        });
        Map<String, Object> engine = new LinkedHashMap<>();
        String version = DispatchEngine.class.getPackage().getImplementationVersion();
        if (version != null) {
            engine.put("version", version);
        }
        engine.put("installation", String.valueOf(properties.installation()));
        engine.put("automatic", properties.dispatch().automatic());
        engine.put("carriers", served);
        return builder -> builder.withDetail("shiponce", engine);
    }
}
