package io.shiponce;

import io.shiponce.internal.OrderJson;
import io.shiponce.internal.OrderLineReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Orders in ShipOnce's own format: JSON in UTF-8, one object per line, at most 8 MiB each. Optional fields may be
 * absent or null; nothing else is forgiven: an unknown or repeated field, a number written as a string, a fraction of
 * a piece are refused.
 *
 * <p>An order has {@code shop}, {@code number}, {@code placedAt}, {@code carrier}, {@code priority}, {@code shipTo} ({@code
 * name}, {@code company}, {@code street1}, {@code street2}, {@code postalCode}, {@code city}, {@code region}, {@code
 * country}, {@code email}, {@code phone}) and {@code lines}, with the limits of {@link Order}. A line has {@code sku},
 * {@code name}, {@code quantity}, {@code unitPrice} ({@code amount} as a string, {@code currency}), {@code weightGrams},
 * {@code requiresShipping}, {@code origin}, {@code shippingClass} and {@code availableFrom}, see {@link OrderLine}, and
 * {@code dimensionsMillimetres} (an array of length, width and height), {@code vendor}, {@code hazard}, {@code
 * temperature}, {@code keepTogether}, {@code shipsAlone}, {@code commodityCode} and {@code countryOfOrigin}, see {@link
 * Traits}. Shop, number, sku, quantity and the address without company, street2, region, email and phone must be there.
 *
 * <p>Stateless and safe for any thread. Limits are checked before work is done and before more than one line is held.
 * Messages name the place and what was expected, and hold no personal data. A crash leaves nothing: these methods only
 * read.
 */
public final class CanonicalOrders {
    /** The longest line, in bytes. */
    public static final int MAX_LINE_BYTES = OrderLineReader.MAX_LINE_BYTES;

    private CanonicalOrders() {}

    /** One order; throws {@link IllegalArgumentException} that names the field if it is refused. */
    public static Order parse(String json) {
        return OrderLineReader.parse(json);
    }

    /** One order; throws {@link IllegalArgumentException} that names the field if it is refused. */
    public static Order parse(byte[] line) {
        return OrderLineReader.parse(line);
    }

    /**
     * Hands on each line of {@code in} that is not blank, in order, as it is read. A refused line keeps no other from
     * being read; a source in another encoding is refused once, as a whole. Does not close {@code in}; what it throws,
     * and what {@code results} throws, ends the reading and is passed on: what was handed on before stays so.
     *
     * @param sourceName what messages call the source, usually the name of a file
     */
    public static void read(InputStream in, String sourceName, Consumer<ReadResult> results) throws IOException {
        OrderLineReader.read(in, sourceName, results);
    }

    /** The order as one line, without a line end. Reading it gives an equal order. */
    public static String toJson(Order order) {
        return new String(OrderJson.write(order), StandardCharsets.UTF_8);
    }
}
