package io.shiponce.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.shiponce.Acceptance;
import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.Planning;
import io.shiponce.Splitter;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** S13, R11: inside the shop's transaction, an order shares its fate; and it is refused where it could not. */
@Timeout(60)
class TransactionalIntakeTest {
    @TempDir
    private Path directory;

    /** A shop as shops are written. */
    static class Checkout {
        private final JdbcTemplate shop;
        private final OrderIntake intake;

        Checkout(JdbcTemplate shop, OrderIntake intake) {
            this.shop = shop;
            this.intake = intake;
        }

        @Transactional
        public Acceptance sell(Order order) {
            shop.update("INSERT INTO sale (number) VALUES (?)", order.number());
            return intake.accept(order);
        }

        @Transactional
        public void sellAndFail(Order order) {
            sell(order);
            throw new IllegalStateException("the card was refused");
        }

        @Transactional
        public Acceptance acceptAgain(Order order) {
            return intake.accept(order);
        }

        @Transactional(readOnly = true)
        public Acceptance look(Order order) {
            return intake.accept(order);
        }

        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        public Acceptance without(Order order) {
            return intake.accept(order);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Application {
        @Bean
        HikariDataSource pool(Environment environment) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(environment.getRequiredProperty("pool.url"));
            new JdbcTemplate(pool).execute("CREATE TABLE IF NOT EXISTS sale (number VARCHAR(40) NOT NULL UNIQUE)");
            return pool;
        }

        @Bean
        PlatformTransactionManager transactions(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        Checkout checkout(DataSource dataSource, OrderIntake intake) {
            return new Checkout(new JdbcTemplate(dataSource), intake);
        }
    }

    private ApplicationContextRunner application(Class<?> configuration) {
        return Shop.bare()
                .withUserConfiguration(configuration, Shop.WithCarrier.class)
                .withPropertyValues(
                        "shiponce.installation=test",
                        "shiponce.store.migrate=true",
                        "shiponce.dispatch.poll-interval=10ms",
                        "pool.url=" + Shop.url(directory));
    }

    @Test
    void s13_whatIsCommittedIsAcceptedAndSent() {
        application(Application.class).run(context -> {
            Acceptance acceptance = context.getBean(Checkout.class).sell(Shop.order("1"));

            assertInstanceOf(Acceptance.Accepted.class, acceptance);
            assertEquals(List.of("1"), sold(context));
            assertSent(context, 1);
        });
    }

    /** Others commit before and after it, so that whatever was left of it would have been found. */
    @Test
    void s13_whatIsRolledBackNeverHappened() {
        application(Application.class).run(context -> {
            Checkout checkout = context.getBean(Checkout.class);
            assertThrows(IllegalStateException.class, () -> checkout.sellAndFail(Shop.order("1")));
            checkout.sell(Shop.order("2"));

            assertSent(context, 1);
            assertEquals(List.of("2"), sold(context));
            assertEquals(List.of("2"), registered(context));
            // The same number again is a new order, since the first one never was.
            assertInstanceOf(Acceptance.Accepted.class, checkout.sell(Shop.order("1", 7)));
        });
    }

    @Test
    void s13_aSaleThatTheDatabaseRefusesTakesItsOrderWithIt() {
        application(Application.class).run(context -> {
            JdbcTemplate shop = new JdbcTemplate(context.getBean(DataSource.class));
            shop.update("INSERT INTO sale (number) VALUES ('1')");
            RuntimeException failure = assertThrows(
                    RuntimeException.class,
                    () -> context.getBean(Checkout.class).sell(Shop.order("1")));
            assertTrue(
                    failure instanceof DuplicateKeyException || failure instanceof UncategorizedDataAccessException,
                    failure::toString);
            assertEquals(List.of(), registered(context));
        });
    }

    @Test
    void theSameOrderAgainAndAnotherUnderItsNumberAreTold() {
        application(Application.class).run(context -> {
            Checkout checkout = context.getBean(Checkout.class);
            checkout.sell(Shop.order("1"));
            assertInstanceOf(Acceptance.AlreadyAccepted.class, checkout.acceptAgain(Shop.order("1")));
            Acceptance.Conflict conflict =
                    assertInstanceOf(Acceptance.Conflict.class, checkout.acceptAgain(Shop.order("1", 2)));
            assertEquals(1, conflict.shipments().size());
            assertSent(context, 1);
        });
    }

    @Test
    void withoutATransactionItIsAcceptedAtOnce() {
        application(Application.class).run(context -> {
            assertInstanceOf(
                    Acceptance.Accepted.class,
                    context.getBean(OrderIntake.class).accept(Shop.order("1")));
            assertInstanceOf(
                    Acceptance.Accepted.class, context.getBean(Checkout.class).without(Shop.order("2")));
            assertSent(context, 2);
        });
    }

    /** R12: once accepted, an order is not refused any more, whatever the rules say; and a new one is, with nothing written. */
    @Test
    void r12_anOrderThatIsNotSplittableAnyMoreIsStillKnown() {
        AtomicBoolean refuses = new AtomicBoolean();
        application(Application.class)
                .withBean(
                        Planning.class,
                        () -> Planning.of(group -> {
                            if (refuses.get()) {
                                throw new IllegalArgumentException("nothing is in stock");
                            }
                            return Splitter.standard().split(group);
                        }))
                .run(context -> {
                    Checkout checkout = context.getBean(Checkout.class);
                    checkout.sell(Shop.order("1"));
                    refuses.set(true);
                    assertInstanceOf(Acceptance.AlreadyAccepted.class, checkout.acceptAgain(Shop.order("1")));
                    assertThrows(IllegalArgumentException.class, () -> checkout.sell(Shop.order("2")));
                    assertEquals(List.of("1"), sold(context));
                    assertEquals(List.of("1"), registered(context));
                });
    }

    /** What is refused at first, and would be taken a moment later, is not taken beside the transaction. */
    @Test
    void s13_anOrderThatIsRefusedIsNotAcceptedOutsideOfTheTransaction() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        application(Application.class)
                .withBean(
                        Planning.class,
                        () -> Planning.of(group -> {
                            if (refuses.getAndSet(false)) {
                                throw new IllegalArgumentException("nothing is in stock yet");
                            }
                            return Splitter.standard().split(group);
                        }))
                .run(context -> {
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> context.getBean(Checkout.class).acceptAgain(Shop.order("1")));
                    assertEquals(List.of(), registered(context));
                });
    }

    @Test
    void aReadOnlyTransactionIsRefused() {
        application(Application.class).run(context -> {
            assertRefused("read-only", () -> context.getBean(Checkout.class).look(Shop.order("1")));
            assertEquals(List.of(), registered(context));
        });
    }

    /** Accepted beside a transaction, an order would outlive its rollback. */
    @Test
    void aTransactionThatTheStoreCannotTakePartInIsRefused() {
        application(Application.class)
                .withPropertyValues("shiponce.store.url=" + Shop.url(directory))
                .run(context -> {
                    assertRefused(
                            "shares with it",
                            () -> context.getBean(Checkout.class).sell(Shop.order("1")));
                    assertEquals(List.of(), registered(context));
                    assertEquals(List.of(), sold(context));
                });
        application(OfAnotherDatabase.class).run(context -> {
            assertRefused(
                    "not one of the store's data source",
                    () -> context.getBean(Checkout.class).acceptAgain(Shop.order("1")));
            assertEquals(List.of(), registered(context));
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class OfAnotherDatabase {
        @Bean
        DataSource pool(Environment environment) {
            return new DriverManagerDataSource(environment.getRequiredProperty("pool.url"));
        }

        @Bean
        PlatformTransactionManager transactions(Environment environment) {
            return new DataSourceTransactionManager(
                    new DriverManagerDataSource(environment.getRequiredProperty("pool.url") + "-other"));
        }

        @Bean
        Checkout checkout(DataSource dataSource, OrderIntake intake) {
            return new Checkout(new JdbcTemplate(dataSource), intake);
        }
    }

    /** Some applications have their data source behind Spring's proxy; the transaction is the same. */
    @Test
    void s13_aTransactionBehindAProxyIsSeen() {
        application(Proxied.class).run(context -> {
            Checkout checkout = context.getBean(Checkout.class);
            assertThrows(IllegalStateException.class, () -> checkout.sellAndFail(Shop.order("1")));
            checkout.sell(Shop.order("2"));
            assertSent(context, 1);
            assertEquals(List.of("2"), registered(context));
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Proxied {
        @Bean
        DataSource pool(Environment environment) {
            DriverManagerDataSource target = new DriverManagerDataSource(environment.getRequiredProperty("pool.url"));
            new JdbcTemplate(target).execute("CREATE TABLE IF NOT EXISTS sale (number VARCHAR(40) NOT NULL UNIQUE)");
            return new TransactionAwareDataSourceProxy(target);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        Checkout checkout(DataSource dataSource, OrderIntake intake) {
            return new Checkout(new JdbcTemplate(dataSource), intake);
        }
    }

    private static void assertRefused(String why, Executable accept) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, accept);
        assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::toString);
    }

    private static List<String> sold(ApplicationContext context) {
        return new JdbcTemplate(context.getBean(DataSource.class))
                .queryForList("SELECT number FROM sale ORDER BY number", String.class);
    }

    private static List<String> registered(ApplicationContext context) {
        return context.getBean(ShipmentStore.class).page(ShipmentFilter.ALL, null, 10).stream()
                .map(one -> one.order().number())
                .toList();
    }

    /** So many were sent, and no more are waiting. */
    private static void assertSent(ApplicationContext context, int shipments) throws Exception {
        DispatchEngine engine = context.getBean(DispatchEngine.class);
        Shop.await(
                "confirmed",
                () -> engine.operator().counts().stream()
                                .mapToLong(one -> one.in(ShipmentState.CONFIRMED))
                                .sum()
                        == shipments);
        assertEquals(shipments, context.getBean(ScriptedCarrier.class).ledger().size());
    }
}
