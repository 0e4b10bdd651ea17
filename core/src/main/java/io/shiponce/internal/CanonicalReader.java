package io.shiponce.internal;

import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** The canonical format as one among others: its orders name shop and carrier themselves. Stateless. */
public final class CanonicalReader implements OrderReader {
    @Override
    public String format() {
        return "canonical";
    }

    @Override
    public void read(InputStream in, Source source, Consumer<ReadResult> results) throws IOException {
        OrderLineReader.read(in, source.name(), results);
    }
}
