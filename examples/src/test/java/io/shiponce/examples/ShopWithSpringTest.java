package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Selection;
import io.shiponce.carrier.Address;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The page's example does what the page says. */
class ShopWithSpringTest {

    @Test
    void whatIsSoldIsSentAndWhatIsNotIsNot(@TempDir Path directory) throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("shop.db");
        StoreSettings settings = new StoreSettings(url, "my-shop", Duration.ofSeconds(5), Map.of());
        JdbcShipmentStore.migrate(settings);
        DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
        new JdbcTemplate(dataSource).execute("CREATE TABLE sale (number VARCHAR(40) NOT NULL UNIQUE)");
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
        try (JdbcShipmentStore store = JdbcShipmentStore.open(settings);
                DispatchEngine engine = DispatchEngine.builder(store)
                        .carrier("reference", carrier)
                        .build()) {
            TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
            ShopWithSpring shop = new ShopWithSpring(dataSource, transaction, engine, store);
            shop.sell(order("100001"));
            // Sold before, as another order of that number: the sale fails, and takes the shipment with it.
            new JdbcTemplate(dataSource).update("INSERT INTO sale (number) VALUES ('100002')");
            assertThrows(DataAccessException.class, () -> shop.sell(order("100002")));

            engine.dispatch(Selection.all()).completion().get(30, TimeUnit.SECONDS);

            assertEquals(1, carrier.ledger().size());
        }
    }

    private static Order order(String number) {
        return new Order(
                "shop",
                number,
                Instant.EPOCH,
                "reference",
                0,
                new Address("Ada Ahorn", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null),
                List.of(OrderLine.of("MUG-1", 1)));
    }
}
