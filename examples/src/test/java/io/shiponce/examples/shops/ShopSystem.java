package io.shiponce.examples.shops;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Makes up orders as one shop system exports them: with what was refunded, sent already, never to be sent, and listed twice. What is
 * to be sent is counted beside it, by the maker's own rules and not by those that read it.
 *
 * <p>The same seed gives the same orders. For one thread.
 */
public abstract class ShopSystem {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] NAMES = {"Ada Ahorn", "Jörg Müßig", "Zoë Ørsted", "李 小龙", "Ève Élan", "Noor 🚚 Bakker"
    };
    private static final String[] STREETS = {"Lindenweg", "Große Straße", "Rue de l'Été", "Aleja Jana"};

    private final String format;
    private final String opening;
    private final String closing;

    /** Of a file: what stands before and behind the orders, which are separated by commas. */
    ShopSystem(String format, String opening, String closing) {
        this.format = format;
        this.opening = opening;
        this.closing = closing;
    }

    public static List<ShopSystem> all() {
        return List.of(
                new ShopifyShop(),
                new WooCommerceShop(),
                new Magento2Shop(),
                new Shopware6Shop(),
                new BigCommerceShop());
    }

    public final String format() {
        return format;
    }

    /** One order, written into {@code order}. */
    abstract Wanted fill(ObjectNode order, int number, Buyer buyer, Random chance);

    /** Who ordered. */
    record Buyer(String first, String last, String street, String postalCode, String city, String country) {
        String name() {
            return first + " " + last;
        }
    }

    /** Writes a file of so many orders, compressed if its name says so. */
    public final List<Wanted> write(Path file, int orders, long seed) throws IOException {
        Random chance = new Random(seed ^ format.hashCode());
        List<Wanted> wanted = new ArrayList<>(orders);
        try (OutputStream out = Files.newOutputStream(file);
                BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(
                        file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out, StandardCharsets.UTF_8))) {
            writer.write(opening);
            for (int number = 1; number <= orders; number++) {
                ObjectNode order = JSON.createObjectNode();
                wanted.add(fill(order, number, buyer(chance), chance));
                writer.write(number == 1 ? "\n" : ",\n");
                writer.write(order.toString());
            }
            writer.write(closing);
        }
        return wanted;
    }

    private static Buyer buyer(Random chance) {
        String[] name = NAMES[chance.nextInt(NAMES.length)].split(" ", 2);
        String street = STREETS[chance.nextInt(STREETS.length)] + " " + (1 + chance.nextInt(199));
        return switch (chance.nextInt(10)) {
            case 0, 1 -> new Buyer(name[0], name[1], street, "1010", "Wien", "AT");
            case 2 -> new Buyer(name[0], name[1], street, "75001", "Paris", "FR");
            case 3 -> new Buyer(name[0], name[1], street, "1012 AB", "Amsterdam", "NL");
            default -> new Buyer(name[0], name[1], street, "86150", "Augsburg", "DE");
        };
    }

    /** From 1 to 4. */
    static int lines(Random chance) {
        return 1 + chance.nextInt(4);
    }

    static String sku(Random chance) {
        return "SKU-" + (1 + chance.nextInt(400));
    }

    static int quantity(Random chance) {
        return 1 + chance.nextInt(3);
    }

    /** How many of so many, mostly none. */
    static int some(Random chance, int quantity) {
        return chance.nextInt(8) == 0 ? 1 + chance.nextInt(quantity) : 0;
    }

    static boolean seldom(Random chance) {
        return chance.nextInt(12) == 0;
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }
}
