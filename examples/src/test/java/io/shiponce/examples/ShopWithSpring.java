package io.shiponce.examples;

import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** A shop that sells in transactions of Spring's: a page shows it, and a test runs it. */
record ShopWithSpring(
        DataSource dataSource, TransactionTemplate transaction, DispatchEngine engine, JdbcShipmentStore store) {

    // <spring>
    void sell(Order order) {
        OrderPlan plan = engine.plan(order);
        transaction.executeWithoutResult(status -> {
            new JdbcTemplate(dataSource).update("INSERT INTO sale (number) VALUES (?)", order.number());
            Connection connection = DataSourceUtils.getConnection(dataSource); // the transaction's own
            try {
                store.register(connection, plan, "checkout"); // committed with the sale, or not at all
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        });
    }
    // </spring>
}
