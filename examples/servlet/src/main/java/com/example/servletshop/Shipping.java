package com.example.servletshop;

import io.shiponce.CarrierLimits;
import io.shiponce.Carriers;
import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Starts the engine with the web application, and closes it with it. After a stop nothing is left, neither thread nor connection,
 * so the container can deploy the application again at any time: what was being sent is finished and settled before.
 */
@WebListener
public final class Shipping implements ServletContextListener {
    static final String ENGINE = "shiponce.engine";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** If it throws, the container does not start the application, and calls {@link #contextDestroyed} all the same. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext application = event.getServletContext();
        StoreSettings settings = new StoreSettings(
                parameter(application, "shiponce.store"),
                parameter(application, "shiponce.installation"),
                Duration.ofSeconds(5),
                Map.of());
        JdbcShipmentStore.migrate(settings);
        ShipmentStore store = JdbcShipmentStore.open(settings);
        open.push(store);
        CarrierAdapter carrier =
                Carriers.discover().create("reference", Map.of("url", parameter(application, "shiponce.carrier")));
        open.push(carrier);
        DispatchEngine engine = DispatchEngine.builder(store)
                .carrier(Order.DEFAULT_CARRIER, carrier, CarrierLimits.ofSlots(4))
                .build();
        open.push(engine);
        engine.start();
        application.setAttribute(ENGINE, engine);
    }

    private static String parameter(ServletContext application, String name) {
        String value = application.getInitParameter(name);
        if (value == null) {
            throw new IllegalArgumentException("the context parameter " + name + " must be set");
        }
        return value;
    }

    /** The engine first, which settles what is in flight; then what it needs for that. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                event.getServletContext().log("could not be closed", e); // the others are closed all the same
            }
        }
    }
}
