package io.shiponce.orders;

import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Very many orders, made as they are read. As a program, {@code Flood FORMAT SHAPE COUNT}, it reads them and prints how
 * many orders and other results there were, and of how many bytes. One thread.
 */
final class Flood extends InputStream {
    private static final String NUMBER = "<number>";

    private final String before;
    private final String order;
    private final String between;
    private final String after;
    private final long count;
    private long pieces;
    private byte[] piece = new byte[0];
    private int at;
    private long bytes;

    private Flood(String before, String order, String between, String after, long count) {
        this.before = before;
        this.order = order;
        this.between = between;
        this.after = after;
        this.count = count;
    }

    /** The shapes: {@code array}, {@code lines}, {@code page} and, for CSV, {@code rows}. */
    static Flood of(String format, String shape, long count) {
        String order = switch (format) {
            case "shopify" -> Payload.of("shopify-rest.json").toString().replace("#2044", NUMBER);
            case "woocommerce" -> Payload.of("woocommerce.json").toString().replace("\"id\":5012", "\"id\":" + NUMBER);
            case "csv" -> NUMBER + ",Ada Ahorn,Hauptstr. 1,86150,Augsburg,DE,MUG,1";
            default -> throw new IllegalArgumentException(format);
        };
        return switch (shape) {
            case "array" -> new Flood("[", order, ",", "]", count);
            case "lines" -> new Flood("", order, "\n", "\n", count);
            case "page" -> new Flood("{\"count\":1,\"data\":[", order, ",\n", "],\"more\":false}", count);
            case "rows" ->
                new Flood("number,name,street1,postalCode,city,country,sku,quantity\n", order, "\n", "\n", count);
            default -> throw new IllegalArgumentException(shape);
        };
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        while (at == piece.length) {
            if (pieces > 2 * count) {
                return -1;
            }
            piece = piece(pieces++).getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int taken = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, taken);
        at += taken;
        bytes += taken;
        return taken;
    }

    /** What comes before all, then each order followed by what comes between two of them, or after all. */
    private String piece(long place) {
        if (place == 0) {
            return before;
        }
        if (place % 2 == 1) {
            return order.replace(NUMBER, Long.toString(place / 2 + 1));
        }
        return place == 2 * count ? after : between;
    }

    public static void main(String[] args) throws IOException {
        OrderReader reader = ServiceLoader.load(OrderReader.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.format().equals(args[0]))
                .findFirst()
                .orElseThrow();
        Flood flood = of(args[0], args[1], Long.parseLong(args[2]));
        AtomicLong orders = new AtomicLong();
        AtomicLong others = new AtomicLong();
        reader.read(
                flood,
                Reading.SOURCE,
                result -> (result instanceof ReadResult.Read ? orders : others).incrementAndGet());
        System.out.println("orders=" + orders + " others=" + others + " mebibytes=" + flood.bytes / (1024 * 1024));
    }
}
