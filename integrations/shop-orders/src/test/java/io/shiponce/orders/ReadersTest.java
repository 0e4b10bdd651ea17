package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.OrderReader;
import io.shiponce.OrderReaders;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for all readers. */
class ReadersTest {
    @Test
    void eachIsFoundByItsFormat() {
        Set<String> formats = OrderReaders.discover().formats();
        assertEquals(
                Set.of("bigcommerce", "canonical", "csv", "magento2", "shopify", "shopware6", "woocommerce"), formats);
    }

    @ParameterizedTest
    @CsvSource({
        "shopify,     shopify-rest.json,  /shipping_address, first_name, last_name",
        "woocommerce, woocommerce.json,   /shipping, first_name, last_name",
        "magento2,    magento2.json,      /extension_attributes/shipping_assignments/0/shipping/address, firstname,"
                + " lastname",
        "shopware6,   shopware6.json,     /deliveries/0/shippingOrderAddress, firstName, lastName",
        "bigcommerce, bigcommerce.json,   /shipping_addresses/0, first_name, last_name"
    })
    void namesThatAreTooLongTogetherAreARefusal(
            String format, String payload, String place, String first, String last) {
        OrderReader reader = OrderReaders.discover().forFormat(format);
        String name = "'" + "n".repeat(200) + "'";
        String order = Payload.of(payload)
                .with(place + "/name", "null")
                .with(place + "/" + first, name)
                .with(place + "/" + last, name)
                .toString();
        String good = Payload.of(payload).toString();
        List<String> told = Reading.told(reader, "[" + order + "," + good + "]");
        assertEquals(2, told.size(), told::toString);
        assertTrue(told.get(0).contains("name must be at most 255 characters long, was 40"), told.get(0));
        assertEquals("2: " + Reading.order(reader, good).number(), told.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "magento2,    magento2.json,    items[0],     /items/0/sku, /items/0/product_id",
        "shopware6,   shopware6.json,   lineItems[0], /lineItems/0/payload/productNumber, /lineItems/0/productId",
        "bigcommerce, bigcommerce.json, products[2],  /products/2/sku, /products/2/product_id"
    })
    void codesThatAreTooLongWithWhatTheyAreIdsOfAreARefusal(
            String format, String payload, String place, String code, String id) {
        OrderReader reader = OrderReaders.discover().forFormat(format);
        String good = Payload.of(payload).toString();
        String number = Reading.order(reader, good).number();
        Payload bad = Payload.of(payload).with(code, "null").with(id, "'" + "9".repeat(250) + "'");
        if (format.equals("shopware6")) {
            bad = bad.without("/lineItems/0/product");
        }
        assertEquals(
                List.of(
                        "1: order augsburg/" + number + ": " + place
                                + ": sku must be at most 255 characters long, was 258",
                        "2: " + number),
                Reading.told(reader, "[" + bad + "," + good + "]"));
    }
}
