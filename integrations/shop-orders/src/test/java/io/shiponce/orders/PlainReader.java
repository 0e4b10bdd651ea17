package io.shiponce.orders;

import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plainest shop system there can be, for tests of what all readers of JSON have in common. */
final class PlainReader extends JsonOrderReader {
    static final String ADDRESS =
            "{'name':'Ada Ahorn','street':'Hauptstr. 1','zip':'86150','city':'Augsburg','country':'DE'}";

    PlainReader() {
        super("plain", new OrderShape(Set.of("order", "orders", "data", "edges", "node", "items"), Set.of("no", "to")));
    }

    /** An order of one mug, as JSON. */
    static String order(String number) {
        return ("{'no':'" + number + "','to':" + ADDRESS + ",'items':[{'sku':'MUG','pieces':1}]}").replace('\'', '"');
    }

    @Override
    String number(Fields order) {
        return order.code("no", "the order's number");
    }

    @Override
    @Nullable
    String withheld(Fields order) {
        return order.flag("cancelled", false) ? "cancelled" : null;
    }

    @Override
    @Nullable
    Instant placedAt(Fields order) {
        return order.time("at");
    }

    @Override
    Address shipTo(Fields order) {
        Fields to = order.object("to", "where it goes");
        return new Address(
                to.text("name", "who gets it"),
                null,
                to.text("street", "the street"),
                null,
                to.text("zip", "the postal code"),
                to.text("city", "the city"),
                null,
                to.text("country", "the country"),
                null,
                null);
    }

    @Override
    void lines(Fields order, Basket basket) {
        for (Fields line : order.list("items")) {
            int pieces = line.pieces("pieces");
            boolean shipped = line.flag("shipped", true);
            if (pieces == 0) {
                basket.addGone(shipped);
            } else {
                String sku = line.code("sku", "what it is");
                basket.add(new OrderLine(
                        sku, null, pieces, line.money("price", "EUR"), null, shipped, "", "", null, Traits.NONE));
            }
        }
    }
}
