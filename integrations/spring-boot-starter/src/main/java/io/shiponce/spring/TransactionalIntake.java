package io.shiponce.spring;

import io.shiponce.Acceptance;
import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.store.AcceptResult;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Registers orders on the connection of the thread's transaction, or refuses where it cannot. Safe for any thread. */
final class TransactionalIntake implements OrderIntake {
    private static final String ACTOR = "shop";

    private final DispatchEngine engine;
    private final ShipmentStore store;
    private final @Nullable DataSource dataSource;

    /** {@code dataSource} leads to the store; null if none does. */
    TransactionalIntake(DispatchEngine engine, ShipmentStore store, @Nullable DataSource dataSource) {
        this.engine = engine;
        this.store = store;
        this.dataSource = dataSource;
    }

    @Override
    public Acceptance accept(Order order) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return engine.accept(order);
        }
        // Never accepted beside the transaction instead: its rollback would leave an order that nobody placed.
        if (!(store instanceof JdbcShipmentStore jdbc) || dataSource == null) {
            throw unreachable(
                    order, "the store has no data source that it shares with it (is shiponce.store.url set?)", null);
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw unreachable(order, "that transaction is read-only", null);
        }
        return engine.accept(order, plan -> register(jdbc, dataSource, plan, order));
    }

    private static AcceptResult register(JdbcShipmentStore store, DataSource shared, OrderPlan plan, Order order) {
        Connection connection = DataSourceUtils.getConnection(shared);
        try {
            if (connection.getAutoCommit()) {
                throw unreachable(order, "that transaction is not one of the store's data source", null);
            }
            return store.register(connection, plan, ACTOR);
        } catch (SQLException e) {
            throw unreachable(order, "its connection is broken", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, shared);
        }
    }

    private static IllegalStateException unreachable(Order order, String why, @Nullable Exception cause) {
        return new IllegalStateException(
                "order " + order.key() + " cannot be accepted in this thread's transaction: " + why
                        + ". Nothing was written; DispatchEngine.accept accepts it whatever becomes of the transaction",
                cause);
    }
}
