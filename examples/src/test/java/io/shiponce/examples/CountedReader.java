package io.shiponce.examples;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import io.shiponce.carrier.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** A format for tests: on each line a number of pieces, of which none may be left. Its orders name neither shop nor carrier. */
public final class CountedReader implements OrderReader {
    private static final Address ADA =
            new Address("Ada Ahorn", null, "Lindenweg 1", null, "86150", "Augsburg", null, "DE", null, null);

    @Override
    public String format() {
        return "counted";
    }

    @Override
    public void read(InputStream in, Source source, Consumer<ReadResult> results) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            results.accept(result(source, number, Integer.parseInt(line)));
        }
    }

    private static ReadResult result(Source source, int number, int pieces) {
        String key = source.shop() + "/" + number;
        return pieces == 0
                ? new ReadResult.NothingToShip(source.name(), number, key, "all of it is refunded")
                : new ReadResult.Read(
                        source.name(),
                        number,
                        new Order(
                                source.shop(),
                                Integer.toString(number),
                                null,
                                source.carrier(),
                                0,
                                ADA,
                                List.of(OrderLine.of("MUG-1", pieces))));
    }
}
