package io.shiponce.orders;

import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders from CSV (RFC 4180, in UTF-8): a header, then one row per order line, the rows of an order next to each
 * other. Columns are separated by commas, semicolons or tabs, as the header is.
 *
 * <p>Stateless and safe for any thread; memory is bounded by one order. A header that is not understood, and what is no
 * CSV, ends the reading: it is refused with its line. See {@code docs/shop-orders.md} for the columns.
 */
public final class CsvReader implements OrderReader {

    /** Made by {@link java.util.ServiceLoader}. */
    public CsvReader() {}

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public void read(InputStream in, Source source, Consumer<ReadResult> results) throws IOException {
        Lines lines = new Lines(in);
        String foreign = lines.foreignEncoding();
        if (foreign != null) {
            results.accept(refused(source, 1, "is encoded in " + foreign + "; expected UTF-8"));
            return;
        }
        try (CsvRows rows = new CsvRows(lines)) {
            CsvColumns columns = rows.next() ? columns(rows, source, results) : null;
            if (columns != null) {
                orders(rows, columns, source, results);
            } else if (rows.broken() != null) {
                results.accept(refused(source, rows.line(), rows.broken()));
            }
        }
    }

    private static @Nullable CsvColumns columns(CsvRows header, Source source, Consumer<ReadResult> results) {
        String problem;
        try {
            return new CsvColumns(header);
        } catch (OrderRefusal e) {
            problem = e.problem();
        }
        results.accept(refused(source, header.line(), problem));
        return null;
    }

    private static void orders(CsvRows rows, CsvColumns columns, Source source, Consumer<ReadResult> results)
            throws IOException {
        CsvOrder order = null;
        OrderRefusal stray = null;
        while (rows.next()) {
            OrderRefusal problem = columns.problem(rows);
            if (problem != null) {
                // Whose row it is cannot be told: neither the order before nor the one after it is certain to be whole.
                stray = problem;
                if (order == null) {
                    results.accept(refused(source, rows.line(), problem.problem()));
                } else {
                    order.refuse(problem);
                }
                continue;
            }
            if (order != null && !order.goesOnIn(rows)) {
                results.accept(order.result());
                order = null;
            }
            if (order == null) {
                order = new CsvOrder(columns, source, rows);
                if (stray != null) {
                    order.refuse(new OrderRefusal("", "perhaps begins in the row before it, which " + stray.problem()));
                }
            }
            stray = null;
            order.add(rows);
        }
        end(order, rows, source, results);
    }

    private static void end(@Nullable CsvOrder order, CsvRows rows, Source source, Consumer<ReadResult> results) {
        String broken = rows.broken();
        if (order == null) {
            if (broken != null) {
                results.accept(refused(source, rows.line(), broken));
            }
            return;
        }
        if (broken != null) {
            // More of its rows may be in what could not be read.
            order.refuse(new OrderRefusal("", "perhaps goes on in what " + broken));
        }
        results.accept(order.result());
    }

    private static ReadResult refused(Source source, long line, String problem) {
        return new ReadResult.Refused(source.name(), line, null, "", problem);
    }
}
