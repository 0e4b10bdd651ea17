package io.shiponce.internal;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.store.Payload;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two contents are the same without keeping them. Each fingerprint begins with its algorithm's version,
 * {@code 1:}. Pure; safe for any thread.
 */
public final class Fingerprints {
    private static final String VERSION = "1:";

    private Fingerprints() {}

    /**
     * Of everything in an order. The same content, and so the same fingerprint: lines in another order; an amount
     * written with other zeros ({@code 12.5}, {@code 12.50}); an optional text that is absent or empty. Other content:
     * everything else, also two lines of one piece instead of one line of two.
     */
    public static String ofOrder(Order order) {
        Digest digest = new Digest("shiponce/order/1").text(order.shop()).text(order.number());
        time(digest, order.placedAt());
        digest.text(order.carrier()).number(order.priority());
        address(digest, order.shipTo());
        List<ByteBuffer> lines = order.lines().stream()
                .map(Fingerprints::line)
                .map(ByteBuffer::wrap)
                .sorted()
                .toList();
        digest.number(lines.size());
        lines.forEach(digest::bytes);
        return finish(digest);
    }

    /** Of what is sent: a request that does not match its shipment's fingerprint is never sent (R7). */
    public static String ofRequest(Payload payload, String reference) {
        return finish(new Digest("shiponce/request/1").text(reference).bytes(payload.asByteBuffer()));
    }

    /** Whether {@code fingerprint} is this request's; one of an algorithm that this version does not know is not. */
    public static boolean matches(String fingerprint, Payload payload, String reference) {
        return fingerprint.equals(ofRequest(payload, reference));
    }

    /** Why {@link #matches} said no. */
    static UnreadableException mismatch(String fingerprint) {
        return new UnreadableException(
                fingerprint.startsWith(VERSION)
                        ? "what is stored is not what was planned under this reference (R7)"
                        : "the request's fingerprint is of an algorithm that this version of ShipOnce does not know, which knows "
                                + VERSION + "; use the newer version that wrote it");
    }

    private static String finish(Digest digest) {
        return VERSION + HexFormat.of().formatHex(digest.end());
    }

    private static byte[] line(OrderLine line) {
        Digest digest = new Digest("shiponce/order-line/1").text(line.sku());
        text(digest, line.name());
        digest.number(line.quantity());
        money(digest, line.unitPrice());
        digest.number(line.unitWeight() == null ? -1 : line.unitWeight().grams());
        digest.number(line.requiresShipping() ? 1 : 0).text(line.origin()).text(line.shippingClass());
        time(digest, line.availableFrom());
        traits(digest, line.traits());
        return digest.end();
    }

    /** Without any, the line is what it was before there were traits. */
    private static void traits(Digest digest, Traits traits) {
        if (traits.equals(Traits.NONE)) {
            return;
        }
        Dimensions size = traits.unitDimensions();
        digest.text("traits/1")
                .number(size == null ? 0 : size.lengthMillimetres())
                .number(size == null ? 0 : size.widthMillimetres())
                .number(size == null ? 0 : size.heightMillimetres());
        text(digest, traits.vendor());
        text(digest, traits.hazard());
        text(digest, traits.temperature());
        text(digest, traits.keepTogether());
        digest.number(traits.shipsAlone() ? 1 : 0);
        text(digest, traits.commodityCode());
        text(digest, traits.countryOfOrigin());
    }

    private static void address(Digest digest, Address address) {
        digest.text(address.name());
        text(digest, address.company());
        digest.text(address.street1());
        text(digest, address.street2());
        digest.text(address.postalCode()).text(address.city());
        text(digest, address.region());
        digest.text(address.country());
        text(digest, address.email());
        text(digest, address.phone());
    }

    private static void money(Digest digest, @Nullable Money money) {
        if (money == null) {
            digest.text("");
        } else {
            digest.text(money.currency())
                    .text(money.amount().stripTrailingZeros().toPlainString());
        }
    }

    private static void text(Digest digest, @Nullable String value) {
        digest.text(value == null ? "" : value);
    }

    private static void time(Digest digest, @Nullable Instant value) {
        digest.text(value == null ? "" : value.toString());
    }
}
