package io.shiponce.examples;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.ReadResult;
import io.shiponce.carrier.Weight;
import java.util.function.UnaryOperator;

/**
 * Says what a piece weighs where its order does not: most carriers take nothing without a weight, and some shop systems know none.
 * Stateless and safe for any thread.
 */
record UsualWeight(Weight ofOnePiece) implements UnaryOperator<ReadResult> {

    @Override
    public ReadResult apply(ReadResult result) {
        if (result instanceof ReadResult.Read read) {
            Order order = read.order();
            return new ReadResult.Read(
                    read.source(),
                    read.line(),
                    new Order(
                            order.shop(),
                            order.number(),
                            order.placedAt(),
                            order.carrier(),
                            order.priority(),
                            order.shipTo(),
                            order.lines().stream().map(this::weighed).toList()));
        }
        return result;
    }

    private OrderLine weighed(OrderLine line) {
        return line.unitWeight() != null
                ? line
                : new OrderLine(
                        line.sku(),
                        line.name(),
                        line.quantity(),
                        line.unitPrice(),
                        ofOnePiece,
                        line.requiresShipping(),
                        line.origin(),
                        line.shippingClass(),
                        line.availableFrom(),
                        line.traits());
    }
}
