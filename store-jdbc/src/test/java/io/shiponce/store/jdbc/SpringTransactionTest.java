package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A shop whose transactions are Spring's: its orders and our shipments share their fate, and claims have no part in them. */
class SpringTransactionTest extends StoreTest {
    private DataSource dataSource;
    private JdbcTemplate shop;
    private TransactionTemplate transaction;
    private TransactionTemplate separately;

    @BeforeEach
    void openShop() throws Exception {
        place.execute("CREATE TABLE {shop} (number VARCHAR(40) NOT NULL PRIMARY KEY)");
        dataSource = new DriverManagerDataSource(
                place.url(),
                place.properties().getOrDefault("user", ""),
                place.properties().getOrDefault("password", ""));
        if (!place.properties().containsKey("user")) {
            dataSource = new DriverManagerDataSource(place.url());
        }
        shop = new JdbcTemplate(dataSource);
        DataSourceTransactionManager manager = new DataSourceTransactionManager(dataSource);
        transaction = new TransactionTemplate(manager);
        separately = new TransactionTemplate(manager);
        separately.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The shop's own row, and the shipments that belong to it. */
    private AcceptResult buy(String number) {
        shop.update("INSERT INTO " + place.prefix() + "shop VALUES (?)", number);
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return store.register(connection, Orders.plan(number), "shop");
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private List<String> bought() {
        return shop.queryForList("SELECT number FROM " + place.prefix() + "shop ORDER BY number", String.class);
    }

    private List<String> registered() {
        return store.page(ShipmentFilter.ALL, null, 10).stream()
                .map(ShipmentRecord::order)
                .map(order -> order.number())
                .toList();
    }

    @Test
    void s13_whatIsCommittedTogetherIsDispatched() {
        assertInstanceOf(AcceptResult.Stored.class, transaction.execute(status -> buy("1")));

        assertEquals(List.of("1"), bought());
        assertEquals(Orders.id("1"), claimOne().id());
    }

    @Test
    void s13_whatIsRolledBackTogetherIsNeverDispatched() {
        assertThrows(
                IllegalStateException.class,
                () -> transaction.executeWithoutResult(status -> {
                    buy("1");
                    throw new IllegalStateException("out of stock");
                }));
        transaction.executeWithoutResult(status -> {
            buy("2");
            status.setRollbackOnly();
        });

        assertEquals(List.of(), bought());
        assertEquals(List.of(), registered());
        assertTrue(claimUpTo(10).claimed().isEmpty());
    }

    @Test
    void s13_aNestedTransactionOfItsOwnStays() {
        transaction.executeWithoutResult(status -> {
            separately.executeWithoutResult(inner -> buy("inner"));
            buy("outer");
            status.setRollbackOnly();
        });

        assertEquals(List.of("inner"), bought());
        assertEquals(List.of("inner"), registered());
        assertEquals(Orders.id("inner"), claimOne().id());
    }

    @Test
    void s13_outsideOfATransactionNothingIsRegistered() {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            assertThrows(IllegalArgumentException.class, () -> store.register(connection, Orders.plan("1"), "shop"));
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        assertEquals(List.of(), registered());
    }

    /** The store is given the shop's view of its data source, which joins whatever transaction the thread has. */
    @Test
    void r11_claimsStayWhenTheTransactionAroundThemIsRolledBack() {
        for (boolean reobtain : List.of(false, true)) {
            String number = "joined-" + reobtain;
            accept(Orders.plan(number));
            TransactionAwareDataSourceProxy joining = new TransactionAwareDataSourceProxy(dataSource);
            joining.setReobtainTransactionalConnections(reobtain);
            transaction.executeWithoutResult(status -> {
                shop.queryForList("SELECT number FROM " + place.prefix() + "shop", String.class);
                try (JdbcShipmentStore joined = JdbcShipmentStore.open(joining, place.settings(), clock)) {
                    assertTrue(joined.audit().holds(), joined.audit().complaints());
                    assertEquals(
                            List.of(Orders.id(number)),
                            ids(joined.exchange(Orders.exchange(Orders.claim(1)))
                                    .claimed()));
                }
                status.setRollbackOnly();
            });

            assertEquals(ShipmentState.CLAIMED, shipment(Orders.id(number)).state());
        }
    }
}
