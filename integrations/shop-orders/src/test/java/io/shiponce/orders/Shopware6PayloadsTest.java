package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of real payloads of Shopware 6, and why. */
class Shopware6PayloadsTest {
    private static final Shopware6Reader READER = new Shopware6Reader();

    private static List<String> told(String name) {
        return SharedPayloads.told(READER, name);
    }

    /** What makes an order is not an order yet: its states and its address's country are ids of things not in it. */
    @Test
    void aRequestToCreateAnOrderLacksWhatItOnlyNames() {
        assertEquals(
                List.of(
                        "1: order augsburg/ON0280943: deliveries[0].stateMachineState: is missing; read the order with its"
                                + " associations deliveries.stateMachineState, deliveries.shippingOrderAddress.country,"
                                + " stateMachineState"),
                told("01-order-create-payload-with-delivery.json"));
    }

    /** Nothing was asked for, nothing is there: no goods, no address, not even whether it was cancelled. */
    @Test
    void ordersWithoutAssociationsAreRefusedOneByOne() {
        String problem = ": lineItems: is missing; read the order with its associations lineItems,"
                + " deliveries.stateMachineState, deliveries.shippingOrderAddress.country, stateMachineState";
        assertEquals(
                List.of(
                        "1: order augsburg/MOCK-O0199c8e1c6ea726b834fe9c07db49fc7" + problem,
                        "2: order augsburg/MOCK-O0199c8e1c6ea726b834fe9c08102dff2" + problem),
                told("02-order-search-result-without-associations.json"));
    }
}
