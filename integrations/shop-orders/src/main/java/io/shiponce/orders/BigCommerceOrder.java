package io.shiponce.orders;

import io.shiponce.carrier.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One order of BigCommerce with its products and addresses, wherever in it they are: in lists of its own, beside it, or
 * in its consignments. One thread, one order.
 */
final class BigCommerceOrder {
    private static final String PRODUCTS = "products";
    private static final String ADDRESSES = "shipping_addresses";
    private static final String CONSIGNMENTS = "consignments";
    private static final String LINKS = "is not in the order, which only links to it; read the order with"
            + " ?include=consignments.line_items, or put the answers of its /products and /shipping_addresses into its"
            + " fields products and shipping_addresses";

    /** Lists are read in pages of 50, or of up to 250, unless a number is asked for. */
    private static final int PAGE = 50;

    private final Fields order;
    private final Fields head;
    private final List<BigCommerceProduct> products = new ArrayList<>();
    private final Map<String, Fields> addresses = new LinkedHashMap<>();
    private final Map<String, BigCommerceProduct> byId = new HashMap<>();
    private final Set<String> parents = new HashSet<>();

    /** The order's own fields: it may stand beside its lists. */
    static Fields head(Fields order) {
        Fields head = order.optionalObject("order");
        return head == null ? order : head;
    }

    BigCommerceOrder(Fields order) {
        this.order = order;
        this.head = head(order);
        List<Fields> consignments = consignments();
        List<Fields> listed = listed(PRODUCTS);
        if (listed != null) {
            Fields.once(listed, "id")
                    .forEach(product -> add(product, Goods.id(product, "order_address_id"), isCollected(product)));
            checkPages(listed);
        } else if (consignments != null) {
            consignments.forEach(this::addConsigned);
        } else {
            throw head.refusal(PRODUCTS, LINKS);
        }
        List<Fields> destinations = listed(ADDRESSES);
        if (destinations != null) {
            Fields.once(destinations, "id").forEach(this::addAddress);
        } else if (consignments != null) {
            consignments.forEach(all -> all.list("shipping").forEach(this::addAddress));
        }
        checkProducts();
    }

    // What is in it

    /** A list in the order or beside it; null if there is none, but perhaps a link. */
    private @Nullable List<Fields> listed(String name) {
        if (order.node().path(name).isArray()) {
            return order.list(name);
        }
        return head.node().path(name).isArray() ? head.list(name) : null;
    }

    /** Usually one; in a list, as the interface gives them unless asked for an object; null if there is but a link. */
    private @Nullable List<Fields> consignments() {
        List<Fields> listed = listed(CONSIGNMENTS);
        if (listed != null) {
            return listed;
        }
        Fields all = head.optionalObject(CONSIGNMENTS);
        if (all == null) {
            all = order.optionalObject(CONSIGNMENTS);
        }
        return all == null || all.has("resource") ? null : List.of(all);
    }

    private void addConsigned(Fields all) {
        all.list("shipping").forEach(to -> items(to).forEach(item -> add(item, Goods.id(to, "id"), false)));
        all.list("pickups").forEach(at -> items(at).forEach(item -> add(item, null, true)));
        all.list("downloads").forEach(by -> items(by).forEach(item -> add(item, null, false)));
        Fields email = all.optionalObject("email");
        if (email != null) {
            email.list("gift_certificates").forEach(by -> items(by).forEach(item -> add(item, null, false)));
        }
    }

    private static List<Fields> items(Fields consignment) {
        List<Fields> items = consignment.node().path("line_items").isObject()
                ? List.of(consignment.object("line_items", "a list"))
                : consignment.list("line_items");
        for (Fields item : items) {
            if (item.has("resource") && !item.has("quantity")) {
                throw item.refusal("is only a link; read the order with ?include=consignments.line_items");
            }
        }
        return items;
    }

    private void add(Fields product, @Nullable String address, boolean isCollected) {
        products.add(new BigCommerceProduct(product, address, isCollected));
    }

    private static boolean isCollected(Fields product) {
        return Goods.id(product, "order_pickup_method_id") != null;
    }

    private void addAddress(Fields address) {
        checkOrder(address);
        if (addresses.put(address.code("id", "the address's id"), address) != null) {
            throw address.refusal("id", "is there twice; expected each address once");
        }
    }

    /** Parts of an order that are read one by one can be put together wrongly. */
    private void checkOrder(Fields part) {
        String of = Goods.id(part, "order_id");
        if (of != null && !of.equals(head.optionalCode("id"))) {
            throw part.refusal("order_id", "is the number of another order");
        }
    }

    private void checkProducts() {
        for (BigCommerceProduct product : products) {
            checkOrder(product.fields());
            String id = product.id();
            if (id != null && byId.put(id, product) != null) {
                throw product.fields().refusal("id", "is there twice; expected each product once");
            }
            String parent = product.parent();
            if (parent != null) {
                parents.add(parent);
            }
        }
    }

    private void checkPages(List<Fields> listed) {
        long pieces =
                listed.stream().mapToLong(product -> product.pieces("quantity")).sum();
        if (!listed.isEmpty() && listed.size() % PAGE == 0 && pieces < head.pieces("items_total", 0)) {
            throw head.refusal(PRODUCTS, "holds fewer pieces than items_total; expected all pages of the list");
        }
    }

    // What it means

    /** Why nothing of it is sent, whatever is left of it; null if its lines decide. */
    @Nullable
    String withheld() {
        boolean isCollected = !products.isEmpty() && products.stream().allMatch(BigCommerceProduct::isCollected);
        return isCollected ? "collected by the buyer" : null;
    }

    void addTo(Basket basket) {
        String currency = head.has("default_currency_code") ? head.currency("default_currency_code") : null;
        Fields says = order.has("weight_units") ? order : head;
        String unit = Goods.unit(says, "weight_units", Set.of("LBS", "Ounces", "KGS", "Grams", "Tonnes"));
        for (BigCommerceProduct product : products) {
            if (product.isCollected()) {
                continue;
            }
            int left = left(product);
            if (left == 0) {
                basket.addGone(product.isShipped());
            } else {
                basket.add(product.line(left, currency, unit, shippingClass(product), together(product)));
            }
        }
    }

    private int left(BigCommerceProduct product) {
        String parent = product.parent();
        return product.left(parent == null ? null : byId.get(parent));
    }

    /** What was picked for a product is one of its own, with pieces of its own; both leave in one shipment. */
    private @Nullable String together(BigCommerceProduct product) {
        String id = product.id();
        return product.parent() != null ? product.parent() : id != null && parents.contains(id) ? id : null;
    }

    /** How what goes to the product's address travels, in the shop's words; empty if it does not say. */
    private String shippingClass(BigCommerceProduct product) {
        Fields address = product.address() == null && addresses.size() == 1
                ? addresses.values().iterator().next()
                : addresses.get(product.address());
        String method = address == null ? null : address.optionalText("shipping_method");
        return method == null || method.equals("None") ? "" : method;
    }

    /** Where all goes that is left and travels. */
    Address shipTo() {
        Address to = null;
        for (BigCommerceProduct product : products) {
            if (product.isCollected() || !product.isShipped() || left(product) == 0) {
                continue;
            }
            Address address = address(destination(product));
            if (to != null && !to.equals(address)) {
                throw product.fields()
                        .refusal("goes to another address than what stands before it; an order goes to one address");
            }
            to = address;
        }
        return to == null ? address(only(head, ADDRESSES)) : to;
    }

    private Fields destination(BigCommerceProduct product) {
        if (product.address() == null) {
            return only(product.fields(), "order_address_id");
        }
        Fields address = addresses.get(product.address());
        if (address == null) {
            throw addresses.isEmpty()
                    ? missingAddress()
                    : product.fields().refusal("order_address_id", "is the id of none of its shipping_addresses");
        }
        return address;
    }

    private Fields only(Fields at, String field) {
        if (addresses.size() == 1) {
            return addresses.values().iterator().next();
        }
        throw addresses.isEmpty()
                ? missingAddress()
                : at.refusal(field, "does not say to which of the order's addresses it goes");
    }

    private OrderRefusal missingAddress() {
        return head.refusal(
                ADDRESSES,
                listed(ADDRESSES) == null
                        ? LINKS
                        : "is empty; expected where the goods go, which is not taken from the billing address");
    }

    private static Address address(Fields at) {
        return Goods.made(
                at,
                () -> new Address(
                        Goods.recipient(at, "first_name", "last_name", "first_name", "last_name"),
                        at.optionalText("company"),
                        at.text("street_1", "the street"),
                        at.optionalText("street_2"),
                        at.code("zip", "the postal code"),
                        at.text("city", "the city"),
                        at.optionalText("state"),
                        at.country("country_iso2", "country"),
                        at.optionalText("email"),
                        at.optionalCode("phone")));
    }
}
