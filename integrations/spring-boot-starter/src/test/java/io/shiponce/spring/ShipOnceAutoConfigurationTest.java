package io.shiponce.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.shiponce.Acceptance;
import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.DispatchListener;
import io.shiponce.Operation;
import io.shiponce.OperationRefusedException;
import io.shiponce.OperatorListener;
import io.shiponce.OrderLine;
import io.shiponce.Planning;
import io.shiponce.QuietHours;
import io.shiponce.Selection;
import io.shiponce.Splitter;
import io.shiponce.spring.ServedCarriers.Served;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is made, of what is there. */
class ShipOnceAutoConfigurationTest {
    @TempDir
    private Path directory;

    @Test
    void itRunsWithTheSpringBootThatIsMeant() {
        assertEquals(System.getProperty("spring-boot.expected"), SpringBootVersion.getVersion());
    }

    @Test
    void anOrderThatIsAcceptedIsSent() {
        Shop.at(directory).run(context -> {
            Acceptance acceptance = context.getBean(OrderIntake.class).accept(Shop.order("1"));

            assertInstanceOf(Acceptance.Accepted.class, acceptance);
            ScriptedCarrier carrier = context.getBean(ScriptedCarrier.class);
            Shop.await("sent", () -> carrier.ledger().size() == 1);
            assertInstanceOf(JdbcShipmentStore.class, context.getBean(ShipmentStore.class));
        });
    }

    @Test
    void whatIsNotAutomaticWaitsForARun() {
        Set<Thread> before = coordinators();
        Shop.at(directory)
                .withPropertyValues("shiponce.dispatch.automatic=false")
                .run(context -> {
                    assertTrue(before.containsAll(coordinators()), "nothing runs by itself");
                    DispatchEngine engine = context.getBean(DispatchEngine.class);
                    ScriptedCarrier carrier = context.getBean(ScriptedCarrier.class);
                    context.getBean(OrderIntake.class).accept(Shop.order("1"));
                    assertEquals(
                            List.of(1L),
                            engine.operator().counts().stream()
                                    .map(one -> one.in(ShipmentState.PENDING))
                                    .toList());
                    assertEquals(0, carrier.sends());

                    engine.dispatch(Selection.all()).completion().get(20, TimeUnit.SECONDS);

                    assertEquals(1, carrier.ledger().size());
                });
    }

    /** A run has one. */
    private static Set<Thread> coordinators() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("shiponce-coordinator"))
                .collect(Collectors.toSet());
    }

    @Test
    void switchedOffNothingIsMade() {
        Shop.bare()
                .withPropertyValues("shiponce.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(DispatchEngine.class)
                        .doesNotHaveBean(ShipmentStore.class)
                        .doesNotHaveBean(OrderIntake.class));
    }

    @Test
    void anApplicationsOwnBeansAreKept() {
        Shop.bare()
                .withUserConfiguration(OwnStore.class, Shop.WithCarrier.class)
                .withPropertyValues("shiponce.installation=test")
                .run(context -> {
                    assertInstanceOf(InMemoryShipmentStore.class, context.getBean(ShipmentStore.class));
                    assertEquals(1, context.getBeansOfType(DispatchEngine.class).size());
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnStore {
        @Bean
        ShipmentStore memory() {
            return new InMemoryShipmentStore(Clock.systemUTC(), "test", true);
        }
    }

    @Test
    void theOnlyDataSourceHoldsTheStore() {
        Shop.at(directory)
                .withUserConfiguration(OnePool.class)
                .withPropertyValues("pool.url=" + Shop.url(directory))
                .run(context -> assertNull(
                        context.getBean(StoreSource.class).dataSource(), "the address goes before the data source"));
        withoutUrl().withUserConfiguration(OnePool.class).run(context -> {
            DataSource pool = context.getBean(DataSource.class);
            assertSame(pool, context.getBean(StoreSource.class).dataSource());
            assertTrue(((HikariDataSource) pool).getHikariPoolMXBean().getTotalConnections() > 0);
        });
    }

    @Test
    void ofSeveralDataSourcesTheNamedOneHoldsTheStore() {
        withoutUrl()
                .withUserConfiguration(OnePool.class, AnotherPool.class)
                .withPropertyValues("shiponce.store.data-source=other")
                .run(context -> assertSame(
                        context.getBean("other"),
                        context.getBean(StoreSource.class).dataSource()));
    }

    @Test
    void ofSeveralDataSourcesNoneIsTakenUnnamed() {
        withoutUrl()
                .withUserConfiguration(OnePool.class, AnotherPool.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("if there are several, name one by shiponce.store.data-source"));
    }

    private ApplicationContextRunner withoutUrl() {
        return Shop.bare()
                .withUserConfiguration(Shop.WithCarrier.class)
                .withPropertyValues(
                        "shiponce.installation=test", "shiponce.store.migrate=true", "pool.url=" + Shop.url(directory));
    }

    @Configuration(proxyBeanMethods = false)
    static class OnePool {
        @Bean
        HikariDataSource pool(Environment environment) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(environment.getRequiredProperty("pool.url"));
            return pool;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AnotherPool {
        @Bean
        HikariDataSource other(Environment environment) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(environment.getRequiredProperty("pool.url") + "-other");
            return pool;
        }
    }

    @Test
    void tablePrefixAndSettingsReachTheStore() {
        Shop.at(directory)
                .withPropertyValues("shiponce.store.table-prefix=parcels_")
                .run(context -> assertThat(context).hasNotFailed());
        // The same file holds no tables under the usual prefix.
        Shop.at(directory)
                .withPropertyValues("shiponce.store.migrate=false")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void quietHoursReachTheCarrier() {
        Shop.at(directory)
                .withPropertyValues(
                        "shiponce.carriers.reference.quiet-hours=mon-fri 16:00-07:00; sat,sun 00:00-24:00",
                        "shiponce.carriers.reference.zone=Europe/Berlin")
                .run(context -> {
                    QuietHours quiet = context.getBean(ServedCarriers.class)
                            .all()
                            .get("reference")
                            .limits()
                            .quietHours();
                    // A Friday in January: 16:00 there is 15:00 in UTC.
                    assertFalse(quiet.isQuiet(Instant.parse("2026-01-09T14:59:00Z")));
                    assertTrue(quiet.isQuiet(Instant.parse("2026-01-09T15:00:00Z")));
                });
    }

    @Test
    void nothingIsSentInQuietHours() {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        String aroundNow =
                now.minusHours(2).getHour() + ":00-" + now.plusHours(2).getHour() + ":00";
        Shop.at(directory)
                .withPropertyValues(
                        "shiponce.carriers.reference.quiet-hours=" + aroundNow, "shiponce.carriers.reference.zone=UTC")
                .run(context -> {
                    DispatchEngine engine = context.getBean(DispatchEngine.class);
                    engine.accept(Shop.order("1"));
                    engine.dispatch(Selection.all()).completion().get(20, TimeUnit.SECONDS);

                    assertEquals(
                            0,
                            context.getBean("reference", ScriptedCarrier.class).sends());
                    assertEquals(1, engine.operator().counts().get(0).in(ShipmentState.PENDING));
                });
    }

    @Test
    void carriersAreBeansByTheirNamesByOtherNamesAndMadeOfSettings() {
        MadeCarrierFactory.MADE.clear();
        Shop.at(directory)
                .withBean("dhl", ScriptedCarrier.class, () -> ScriptedCarrier.atLevel(0, Clock.systemUTC()))
                .withPropertyValues(
                        "shiponce.carriers.parcel.bean=dhl",
                        "shiponce.carriers.parcel.slots=3",
                        "shiponce.carriers.parcel.per-second=2.5",
                        "shiponce.carriers.parcel.doubt-limit=4",
                        "shiponce.carriers.fast.adapter=made",
                        "shiponce.carriers.fast.settings.level=3")
                .run(context -> {
                    var served = context.getBean(ServedCarriers.class).all();
                    assertEquals(Set.of("reference", "parcel", "fast"), served.keySet());
                    Served parcel = served.get("parcel");
                    assertSame(context.getBean("dhl"), parcel.adapter());
                    assertEquals(new CarrierLimits(3, 2.5, 4), parcel.limits());
                    assertSame(
                            MadeCarrierFactory.MADE.get(0), served.get("fast").adapter());
                    assertEquals(CarrierLimits.DEFAULT, served.get("reference").limits());
                });
        assertTrue(MadeCarrierFactory.MADE.get(0).isClosed());
    }

    /** Adapters have settings such as DHL's billingNumber.V01PAK: letters stay as they are, dots too. */
    @Test
    void settingsOfAdaptersKeepTheirNames() {
        Shop.at(directory)
                .withPropertyValues(
                        "shiponce.carriers.dhl.adapter=made", "shiponce.carriers.dhl.settings.aKey.V01PAK=1")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("[aKey.V01PAK]"));
    }

    @Test
    void whoListensToOperatorsMayRefuse() {
        Shop.at(directory)
                .withBean(OperatorListener.class, () -> new OperatorListener() {
                    @Override
                    public Optional<String> before(Operation operation) {
                        return Optional.of("two people must agree");
                    }
                })
                .run(context -> {
                    var operator = context.getBean(DispatchEngine.class).operator();
                    assertEquals(
                            "two people must agree",
                            assertThrows(OperationRefusedException.class, () -> operator.resume("reference", "Ada"))
                                    .getMessage());
                });
    }

    @Test
    void planningAndListenersAreFound() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Shop.at(directory)
                .withBean(Planning.class, () -> Planning.of(Splitter.by("sku", OrderLine::sku)))
                .withBean(DispatchListener.class, () -> new DispatchListener() {
                    @Override
                    public void settled(ShipmentRecord shipment, Outcome outcome) {
                        heard.add(shipment.order().number());
                    }
                })
                .run(context -> {
                    Acceptance.Accepted accepted = (Acceptance.Accepted)
                            context.getBean(DispatchEngine.class).accept(Shop.ofTwoLines("7"));
                    assertEquals(2, accepted.shipments().size());
                    Shop.await("heard", () -> heard.equals(List.of("7", "7")));
                });
    }

    @Test
    void withoutTransactionsOnTheClassPathOrdersAreAccepted() {
        Shop.at(directory)
                .withClassLoader(new FilteredClassLoader(TransactionSynchronizationManager.class))
                .run(context -> {
                    OrderIntake intake = context.getBean(OrderIntake.class);
                    assertInstanceOf(Acceptance.Accepted.class, intake.accept(Shop.order("1")));
                    assertTrue(!(intake instanceof TransactionalIntake));
                });
    }
}
