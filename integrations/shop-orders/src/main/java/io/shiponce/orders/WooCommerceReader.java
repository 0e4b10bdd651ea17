package io.shiponce.orders;

import io.shiponce.carrier.Address;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders of WooCommerce: those of its REST API, version 3, and of its webhooks.
 *
 * <p>Stateless and safe for any thread. See {@code docs/shop-orders.md} for what becomes of which field.
 *
 * @see <a href="https://developer.woocommerce.com/docs/apis/rest-api/v3/orders/">Orders, REST</a>
 */
public final class WooCommerceReader extends JsonOrderReader {
    private static final Set<String> COLLECTED = Set.of("local_pickup", "pickup_location");

    /** Made by {@link java.util.ServiceLoader}. */
    public WooCommerceReader() {
        super(
                "woocommerce",
                new OrderShape(
                        Set.of("data", "orders", "order"),
                        Set.of("line_items", "order_key", "billing", "shipping", "date_created_gmt")));
    }

    /** Refunds and subscriptions have lines and addresses too. */
    @Override
    @Nullable
    String otherThanOrder(Fields something) {
        if (something.has("refunded_by") || something.has("refunded_payment")) {
            return "a refund";
        }
        return something.has("billing_period") ? "a subscription" : null;
    }

    /** The id: what people see as the number is changed afterwards by the plug-ins that number orders. */
    @Override
    String number(Fields order) {
        return order.code("id", "the order's id");
    }

    @Override
    @Nullable
    String withheld(Fields order) {
        String state = state(order);
        if (state != null) {
            return state;
        }
        if (WooCommerceMeta.has(order, "has_sub_order")) {
            return "split by the shop into orders of their own";
        }
        if (WooCommerceMeta.has(order, "_wc_shipment_tracking_items")) {
            return "the shop has a tracking number for it already";
        }
        if (isRefundedWhole(order)) {
            return "refunded";
        }
        List<Fields> ways = order.list("shipping_lines");
        boolean collected = !ways.isEmpty()
                && ways.stream().allMatch(way -> COLLECTED.contains(String.valueOf(way.optionalText("method_id"))));
        return collected ? "collected by the buyer" : null;
    }

    private static @Nullable String state(Fields order) {
        String status = order.text("status", "the order's status").toLowerCase(Locale.ROOT);
        return switch (status.startsWith("wc-") ? status.substring(3) : status) {
            case "processing" -> null;
            case "completed" -> "fulfilled";
            case "pending" -> "not paid yet";
            case "on-hold" -> "on hold";
            case "failed" -> "its payment failed";
            case "cancelled" -> "cancelled";
            case "refunded" -> "refunded";
            case "trash" -> "in the trash";
            case "draft", "auto-draft", "checkout-draft" -> "not ordered yet";
            default ->
                throw order.refusal(
                        "status",
                        "is none of WooCommerce's own; expected processing for an order that is to be sent, or pending,"
                                + " on-hold, completed, cancelled, refunded, failed, trash or draft");
        };
    }

    /** The total stays what it was; refunds are amounts below zero. */
    private static boolean isRefundedWhole(Fields order) {
        BigDecimal total = order.optionalNumber("total");
        BigDecimal refunded = BigDecimal.ZERO;
        for (Fields refund : order.list("refunds")) {
            BigDecimal amount = WooCommerceRefunds.amount(refund);
            refunded = amount == null ? refunded : refunded.add(amount.abs());
        }
        return total != null && total.signum() > 0 && refunded.compareTo(total) >= 0;
    }

    /** Dates without a zone are the shop's local time, which nobody knows here: only the one in GMT counts. */
    @Override
    @Nullable
    Instant placedAt(Fields order) {
        return order.timeInUtc("date_created_gmt");
    }

    @Override
    Address shipTo(Fields order) {
        Fields to = order.object("shipping", "the address to ship to");
        Fields buyer = order.optionalObject("billing");
        String phone = to.optionalCode("phone");
        return OrderValues.address(
                to.path(),
                recipient(to),
                to.optionalText("company"),
                to.text("address_1", "street and number"),
                to.optionalText("address_2"),
                to.code("postcode", "the postal code"),
                to.text("city", "the city"),
                to.optionalText("state"),
                to.country("country", "country"),
                buyer == null ? null : buyer.optionalText("email"),
                phone == null && buyer != null ? buyer.optionalCode("phone") : phone);
    }

    private static String recipient(Fields to) {
        String name = Texts.join(to.optionalText("first_name"), to.optionalText("last_name"));
        return name == null ? to.text("company", "the name of who gets it, or the company") : name;
    }

    @Override
    void lines(Fields order, Basket basket) {
        new WooCommerceLines(order, basket).read();
    }
}
