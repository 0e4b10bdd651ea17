package io.shiponce.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shiponce.DispatchEngine;
import io.shiponce.Health;
import io.shiponce.testkit.ScriptedCarrier;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;

/** What the actuator shows, in either Spring Boot; and that it need not be there. */
@Timeout(60)
class ActuatorTest {
    private static final String INDICATOR = "shiponceHealthIndicator";

    @TempDir
    private Path directory;

    /** The same words in both, in other packages. */
    private record Shown(Object health) {
        static Shown of(ApplicationContext context) throws Exception {
            Object indicator = context.getBean(INDICATOR);
            String expected = String.valueOf(SpringBootVersion.getVersion()).startsWith("3.")
                    ? "org.springframework.boot.actuate.health.HealthIndicator"
                    : "org.springframework.boot.health.contributor.HealthIndicator";
            Class<?> type = Class.forName(expected);
            assertTrue(type.isInstance(indicator), expected);
            Method health;
            try {
                health = type.getMethod("health");
            } catch (NoSuchMethodException e) {
                health = type.getMethod("getHealth", boolean.class);
            }
            return new Shown(
                    health.getParameterCount() == 0 ? health.invoke(indicator) : health.invoke(indicator, true));
        }

        String status() throws Exception {
            return health.getClass().getMethod("getStatus").invoke(health).toString();
        }

        Map<?, ?> details() throws Exception {
            return (Map<?, ?>) health.getClass().getMethod("getDetails").invoke(health);
        }
    }

    @Test
    void healthIsUpAndGoesDownWithTheEnginesProblems() {
        Shop.at(directory).run(context -> {
            assertEquals("UP", Shown.of(context).status());

            context.getBean(DispatchEngine.class).operator().pause("reference", "test", "the van is full");

            Shop.await("down", () -> Shown.of(context).status().equals("DOWN"));
            List<?> problems = (List<?>) Shown.of(context).details().get("problems");
            assertEquals(1, problems.size(), problems::toString);
            Map<?, ?> paused = (Map<?, ?>) problems.get(0);
            assertEquals("CARRIER_PAUSED", paused.get("code"));
            assertEquals("reference", paused.get("carrier"));
            assertTrue(String.valueOf(paused.get("text")).contains("reference is paused"), paused::toString);
        });
    }

    @Test
    void eachProblemHasItsCodeAndItsCarrierIfItIsAboutOne() {
        Health health = new Health(List.of(
                new Health.Problem(Health.Code.STORE_UNAVAILABLE, "the store does not answer"),
                new Health.Problem(Health.Code.SENDS_STUCK, "dhl", "half its slots")));

        assertEquals(
                List.of(
                        Map.of("code", "STORE_UNAVAILABLE", "text", "the store does not answer"),
                        Map.of("code", "SENDS_STUCK", "carrier", "dhl", "text", "half its slots")),
                HealthDetails.of(health));
    }

    @Test
    void infoSaysWhatThisEngineIs() {
        Shop.at(directory)
                .withPropertyValues("shiponce.carriers.reference.slots=5")
                .run(context -> {
                    Info.Builder info = new Info.Builder();
                    context.getBean(InfoContributor.class).contribute(info);
                    Map<?, ?> shown = (Map<?, ?>) info.build().getDetails().get("shiponce");
                    assertEquals("test", shown.get("installation"));
                    assertEquals(true, shown.get("automatic"));
                    assertEquals(
                            Map.of("reference", Map.of("recovery", "LOOKUP", "slots", 5, "doubtLimit", 10)),
                            shown.get("carriers"));
                    // A jar knows its version; compiled classes do not.
                    assertEquals(DispatchEngine.class.getPackage().getImplementationVersion(), shown.get("version"));
                });
    }

    @Test
    void bothAreSwitchedOffAsTheActuatorsOthersAre() {
        Shop.at(directory)
                .withPropertyValues(
                        "management.health.shiponce.enabled=false", "management.info.shiponce.enabled=false")
                .run(context -> {
                    assertFalse(context.containsBean(INDICATOR));
                    assertTrue(context.getBeansOfType(InfoContributor.class).isEmpty());
                });
    }

    /** What Spring Boot does with every MeterBinder bean. */
    @Test
    void metersAreThereAndHearTheEngine() {
        MeterRegistry registry = new SimpleMeterRegistry();
        Shop.at(directory)
                .withInitializer(context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        if (bean instanceof MeterBinder binder) {
                            binder.bindTo(registry);
                        }
                        return bean;
                    }
                }))
                .run(context -> {
                    context.getBean(OrderIntake.class).accept(Shop.order("1"));
                    Shop.await(
                            "counted",
                            () -> registry.find("shiponce.sends").timers().stream()
                                            .mapToLong(Timer::count)
                                            .sum()
                                    == 1);
                    Shop.await(
                            "the store was asked",
                            () -> registry.get("shiponce.store.up").gauge().value() == 1);
                });
        Shop.at(directory)
                .withClassLoader(new FilteredClassLoader("io.micrometer.core", "io.shiponce.metrics"))
                .run(context -> assertFalse(context.containsBean("shiponceStoreMetrics")));
    }

    @Test
    void withoutTheActuatorTheEngineRuns() {
        Shop.at(directory)
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
                .run(context -> {
                    assertFalse(context.containsBean(INDICATOR));
                    context.getBean(OrderIntake.class).accept(Shop.order("1"));
                    Shop.await(
                            "sent",
                            () -> context.getBean(ScriptedCarrier.class)
                                            .ledger()
                                            .size()
                                    == 1);
                });
    }
}
