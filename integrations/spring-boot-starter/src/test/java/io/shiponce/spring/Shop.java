package io.shiponce.spring;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the tests' applications have in common. Stateless. */
final class Shop {
    private Shop() {}

    /** One carrier of a shop's, as a bean. */
    @Configuration(proxyBeanMethods = false)
    static class WithCarrier {
        @Bean
        ScriptedCarrier reference() {
            return ScriptedCarrier.atLevel(1, Clock.systemUTC());
        }
    }

    /** An application with the starter and nothing else. */
    static ApplicationContextRunner bare() {
        return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ShipOnceAutoConfiguration.class));
    }

    /** An application that works: a store in a file, and a carrier. */
    static ApplicationContextRunner at(Path directory) {
        return bare().withUserConfiguration(WithCarrier.class)
                .withPropertyValues(
                        "shiponce.installation=test",
                        "shiponce.store.url=" + url(directory),
                        "shiponce.store.migrate=true",
                        "shiponce.dispatch.poll-interval=10ms");
    }

    static String url(Path directory) {
        return "jdbc:sqlite:" + directory.resolve("shop.db");
    }

    static Order order(String number) {
        return order(number, 1);
    }

    static Order order(String number, int pieces) {
        return new Order(
                "shop",
                number,
                null,
                Order.DEFAULT_CARRIER,
                0,
                new Address("Ada Ahorn", null, "Lindenweg 1", null, "86150", "Augsburg", null, "DE", null, null),
                List.of(OrderLine.of("MUG-1", pieces)));
    }

    static Order ofTwoLines(String number) {
        Order one = order(number);
        return new Order(
                one.shop(),
                number,
                null,
                one.carrier(),
                0,
                one.shipTo(),
                List.of(OrderLine.of("MUG-1", 1), OrderLine.of("POT-1", 1)));
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within 20 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
