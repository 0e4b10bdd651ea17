package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.shiponce.Order;
import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What tests ask of a reader. One per test. */
final class Reading {
    /** Where the tests' orders come from. */
    static final OrderReader.Source SOURCE = new OrderReader.Source("orders.json", "augsburg", "reference");

    private Reading() {}

    static List<ReadResult> all(OrderReader reader, byte[] in) {
        List<ReadResult> results = new ArrayList<>();
        try {
            reader.read(new ByteArrayInputStream(in), SOURCE, results::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return results;
    }

    static List<ReadResult> all(OrderReader reader, String in) {
        return all(reader, in.getBytes(StandardCharsets.UTF_8));
    }

    /** The only order that is read; fails if it is not read, or not the only one. */
    static Order order(OrderReader reader, String in) {
        return assertInstanceOf(ReadResult.Read.class, only(reader, in)).order();
    }

    /** The message of the only order, which is refused. */
    static String refused(OrderReader reader, String in) {
        return assertInstanceOf(ReadResult.Refused.class, only(reader, in)).message();
    }

    /** The reason of the only order, of which nothing is to be shipped. */
    static String nothing(OrderReader reader, String in) {
        return assertInstanceOf(ReadResult.NothingToShip.class, only(reader, in))
                .reason();
    }

    /** Each result in a few words: the order's number, or the message without the source's name. */
    static List<String> told(OrderReader reader, String in) {
        return all(reader, in).stream().map(Reading::told).toList();
    }

    static String told(ReadResult result) {
        if (result instanceof ReadResult.Read read) {
            return read.line() + ": " + read.order().number();
        }
        String message = result instanceof ReadResult.Refused refused
                ? refused.message()
                : assertInstanceOf(ReadResult.NothingToShip.class, result).message();
        return message.substring(SOURCE.name().length() + 1);
    }

    private static ReadResult only(OrderReader reader, String in) {
        List<ReadResult> results = all(reader, in);
        assertEquals(1, results.size(), results::toString);
        return results.get(0);
    }
}
