package io.shiponce.orders;

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

/** The reader that the page about shop orders shows, word by word. Stateless; safe for any thread. */
public final class TableReader implements OrderReader {
    @Override
    public String format() {
        return "table";
    }

    @Override
    public void read(InputStream in, Source source, Consumer<ReadResult> results) throws IOException {
        BufferedReader rows = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        long line = 0;
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
            results.accept(result(row.split("\\|"), source, ++line));
        }
    }

    private static ReadResult result(String[] cells, Source source, long line) {
        try {
            Address shipTo =
                    new Address(cells[1], null, cells[2], null, cells[3], cells[4], null, cells[5], null, null);
            List<OrderLine> lines = List.of(OrderLine.of(cells[6], Integer.parseInt(cells[7])));
            Order order = new Order(source.shop(), cells[0], null, source.carrier(), 0, shipTo, lines);
            return new ReadResult.Read(source.name(), line, order);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Not its message, which quotes the row.
            return new ReadResult.Refused(source.name(), line, null, "", "expected eight cells, the last a number");
        } catch (IllegalArgumentException e) {
            // The records name the field, and not its value.
            return new ReadResult.Refused(source.name(), line, null, "", String.valueOf(e.getMessage()));
        }
    }
}
