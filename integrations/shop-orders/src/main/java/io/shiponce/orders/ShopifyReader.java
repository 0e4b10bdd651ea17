package io.shiponce.orders;

import io.shiponce.carrier.Address;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders of Shopify: those of the REST Admin API and of webhooks, and those of the GraphQL Admin API. Both shapes
 * of one order are one {@link io.shiponce.Order}, as far as both were asked for the same.
 *
 * <p>Stateless and safe for any thread. See {@code docs/shop-orders.md} for what becomes of which field.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-rest/latest/resources/order">Order, REST</a>
 * @see <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/Order">Order, GraphQL</a>
 */
public final class ShopifyReader extends JsonOrderReader {
    private static final Pattern OTHER_TYPE = Pattern.compile("gid://shopify/(?!Order/)([A-Za-z]{1,40})/.*");

    /** Made by {@link java.util.ServiceLoader}. */
    public ShopifyReader() {
        super(
                "shopify",
                new OrderShape(
                        Set.of("order", "orders", "data", "edges", "node", "nodes", "detail", "payload"),
                        Set.of(
                                "line_items",
                                "lineItems",
                                "order_number",
                                "financial_status",
                                "displayFinancialStatus",
                                "shipping_address",
                                "shippingAddress")));
    }

    /** Fulfilment orders, refunds and drafts have lines too. */
    @Override
    @Nullable
    String otherThanOrder(Fields something) {
        for (String field : List.of("id", "admin_graphql_api_id")) {
            Matcher type = OTHER_TYPE.matcher(something.node().path(field).asText());
            if (type.matches()) {
                return "a " + type.group(1);
            }
        }
        if (something.has("fulfillment_order_line_items") || something.has("assigned_location_id")) {
            return "a fulfilment order";
        }
        if (something.has("order_id") || something.has("__parentId")) {
            return "a part of an order";
        }
        return something.has("invoice_url") ? "a draft" : null;
    }

    /** The name, as people see it: {@code #1001}. It is one of a kind in a shop, and stays. */
    @Override
    String number(Fields order) {
        return order.text("name", "the order's name, for example #1001");
    }

    @Override
    @Nullable
    String withheld(Fields order) {
        if (order.has(ShopifyFields.name(order, "cancelledAt"))) {
            return "cancelled";
        }
        if (order.flag("test", false)) {
            return "a test order";
        }
        if (!order.flag("confirmed", true)) {
            return "not confirmed yet";
        }
        String unpaid = ShopifyPayment.withheld(order);
        String done = unpaid == null ? fulfilment(order) : unpaid;
        return done == null ? ShopifyPlaces.withheld(order) : done;
    }

    private static @Nullable String fulfilment(Fields order) {
        String field = order.has("displayFulfillmentStatus") ? "displayFulfillmentStatus" : "fulfillment_status";
        String status = order.optionalText(field);
        return switch (status == null ? "" : status.toLowerCase(Locale.ROOT)) {
            case "fulfilled" -> "fulfilled";
            case "restocked" -> "cancelled and restocked";
            case "on_hold" -> "on hold";
            default -> null;
        };
    }

    @Override
    @Nullable
    Instant placedAt(Fields order) {
        return order.time(ShopifyFields.name(order, "createdAt"));
    }

    @Override
    Address shipTo(Fields order) {
        Fields to = order.object(ShopifyFields.name(order, "shippingAddress"), "the address to ship to");
        String email = order.optionalText("email");
        String phone = to.optionalText("phone");
        String region = to.optionalText(ShopifyFields.name(to, "provinceCode"));
        return OrderValues.address(
                to.path(),
                recipient(to),
                to.optionalText("company"),
                to.text("address1", "street and number"),
                to.optionalText("address2"),
                to.code("zip", "the postal code"),
                to.text("city", "the city"),
                region == null ? to.optionalText("province") : region,
                to.country(country(to), "country"),
                email == null ? order.optionalText("contact_email") : email,
                phone == null ? order.optionalText("phone") : phone);
    }

    private static String recipient(Fields to) {
        String name = to.optionalText("name");
        if (name != null) {
            return name;
        }
        String joined = Texts.join(
                to.optionalText(ShopifyFields.name(to, "firstName")),
                to.optionalText(ShopifyFields.name(to, "lastName")));
        return joined == null ? to.text("company", "the name of who gets it, or the company") : joined;
    }

    private static String country(Fields to) {
        return to.has("countryCodeV2") ? "countryCodeV2" : ShopifyFields.name(to, "countryCode");
    }

    @Override
    void lines(Fields order, Basket basket) {
        new ShopifyLines(order, basket).read();
    }
}
