import io.shiponce.OrderReader;
import io.shiponce.orders.BigCommerceReader;
import io.shiponce.orders.CsvReader;
import io.shiponce.orders.Magento2Reader;
import io.shiponce.orders.ShopifyReader;
import io.shiponce.orders.Shopware6Reader;
import io.shiponce.orders.WooCommerceReader;

/** Reads the orders of shop systems: Shopify, WooCommerce, Magento 2, Shopware 6, BigCommerce, and CSV. */
module io.shiponce.orders {
    requires transitive io.shiponce.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.csv;
    requires static transitive org.jspecify;

    exports io.shiponce.orders;

    provides OrderReader with
            BigCommerceReader,
            CsvReader,
            Magento2Reader,
            ShopifyReader,
            Shopware6Reader,
            WooCommerceReader;
}
