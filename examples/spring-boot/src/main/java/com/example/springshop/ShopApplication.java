package com.example.springshop;

import io.shiponce.DispatchListener;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A shop that sells some orders as soon as it runs; ShipOnce sends them as long as it runs. */
@SpringBootApplication
public class ShopApplication {

    /** Starts the shop. */
    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

    /** Tells what becomes of each shipment. */
    @Bean
    DispatchListener teller() {
        return new DispatchListener() {
            @Override
            public void settled(ShipmentRecord shipment, Outcome outcome) {
                System.out.println(shipment.order().number() + " is " + shipment.state());
            }
        };
    }

    @Bean
    ApplicationRunner sales(Checkout checkout, @Value("${shop.sales:12}") int sales) {
        return arguments -> {
            for (int number = 1001; number < 1001 + sales; number++) {
                if (checkout.sell(String.valueOf(number))) {
                    System.out.println("sold " + number);
                }
            }
        };
    }
}
