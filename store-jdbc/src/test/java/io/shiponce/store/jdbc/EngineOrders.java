package io.shiponce.store.jdbc;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import java.util.List;

/** What tests hand to an engine. */
final class EngineOrders {
    private EngineOrders() {}

    static Order order(String number) {
        return new Order(
                "shop",
                number,
                Orders.PLACED,
                Orders.CARRIER,
                0,
                new Address("Ada Ahorn", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null),
                List.of(OrderLine.of("MUG-1", 1)));
    }
}
