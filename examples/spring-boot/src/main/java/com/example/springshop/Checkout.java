package com.example.springshop;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.spring.OrderIntake;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sells: the sale and its order are committed together, or neither. */
@Service
public class Checkout {
    private final JdbcClient shop;
    private final OrderIntake intake;
    private final String carrier;

    Checkout(JdbcClient shop, OrderIntake intake, @Value("${shop.carrier:van}") String carrier) {
        this.shop = shop;
        this.intake = intake;
        this.carrier = carrier;
    }

    /** Whether it was sold just now. */
    // <transaction>
    @Transactional
    public boolean sell(String number) {
        int sold = shop.sql("INSERT INTO sale (number) VALUES (?) ON CONFLICT DO NOTHING")
                .param(number)
                .update();
        if (sold == 1) {
            intake.accept(order(number)); // in this transaction: sent if and when it is committed
        }
        return sold == 1;
    }
    // </transaction>

    private Order order(String number) {
        Address ada = new Address("Ada Ahorn", null, "Lindenweg 1", null, "86150", "Augsburg", null, "DE", null, null);
        return new Order("my-shop", number, null, carrier, 0, ada, List.of(OrderLine.of("MUG-1", 1)));
    }
}
