package io.shiponce.orders;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the orders in a stream of JSON, whatever they are wrapped in: one alone, a list, a page of a shop's interface,
 * one value or one page per line, several values after each other. Holds one order at a time. One thread, one use.
 *
 * <p>What is not JSON costs its line if the stream is one of lines: its first line holds whole values, or breaks off
 * inside an order and the next line begins another. Elsewhere nothing after the fault can be found.
 */
final class JsonOrders {
    private static final int MAX_NESTING = 200;

    /**
     * Field names are cached, since only so does the parser read bytes, strictly; not for ever, and not beyond what the
     * parser bounds: some ten thousand names, none of them long.
     */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNumberLength(100)
                    .maxNameLength(500)
                    .maxStringLength(OrderTree.MAX_BYTES)
                    .build())
            .build();

    private final Lines lines;
    private final OrderShape shape;
    private final Found found;
    private long listed;

    /** Told of each order, in order. */
    interface Found {
        void order(ObjectNode order, long place);

        /** {@code order} is as much of it as was read; {@code problem} may be about what surrounds orders. */
        void refused(ObjectNode order, long place, String problem);

        /** At the value of a field beside one that holds orders: what is not taken of it must be passed over. */
        default void beside(String name, JsonParser parser) throws IOException {
            parser.skipChildren();
        }

        /** Everything in one value of the stream was told; not all that was in it if it is not {@code whole}. */
        default void ended(boolean whole) {}
    }

    /** Does not close {@code in}. */
    JsonOrders(InputStream in, OrderShape shape, Found found) {
        this.lines = new Lines(in);
        this.shape = shape;
        this.found = found;
    }

    void read() throws IOException {
        String foreign = lines.foreignEncoding();
        if (foreign != null) {
            found.refused(JsonNodeFactory.instance.objectNode(), 1, "is encoded in " + foreign + "; expected UTF-8");
            return;
        }
        boolean first = true;
        while (lines.nextLine() && values(first)) {
            first = false;
        }
    }

    /** False if nothing after these values can be found. */
    private boolean values(boolean first) throws IOException {
        JsonWalk walk = new JsonWalk(shape, found, lines.line(), listed);
        try (JsonParser parser = FACTORY.createParser(lines)) {
            while (walk.value(parser)) {
                if (first && walk.isOneLine(parser)) {
                    lines.endWithEachLine();
                }
                first = false;
            }
            return true;
        } catch (JsonProcessingException | CharConversionException e) {
            JsonLocation at = e instanceof JsonProcessingException json ? json.getLocation() : null;
            boolean goesOn =
                    lines.endsWithEachLine() || (first && at != null && walk.isInOrderAlone() && ends(walk, at));
            walk.broken(problem(e, walk, at) + (goesOn ? "" : "; nothing after it could be read"));
            found.ended(false);
            return goesOn;
        } finally {
            listed = walk.listed();
        }
    }

    /** Whether the line on which the order began, or the end of that line, is at fault, and the next begins another. */
    private boolean ends(JsonWalk walk, JsonLocation at) throws IOException {
        int linesIn = at.getLineNr() - walk.valueBegins();
        if (linesIn == 0) {
            lines.skipLine();
        } else if (linesIn > 1 || at.getColumnNr() > 2 || !lines.takeBackLine()) {
            return false;
        }
        if (!lines.nextLineBeginsWith('{')) {
            return false;
        }
        lines.endWithEachLine();
        return true;
    }

    /** The parser's own message may quote the text, which may be personal data. */
    private String problem(IOException e, JsonWalk walk, @Nullable JsonLocation at) {
        if (e instanceof JsonEOFException || (at != null && walk.line(at) > lines.line())) {
            return "ends in the middle";
        }
        String where = at == null ? "" : " at line " + walk.line(at) + ", column " + at.getColumnNr();
        return (e instanceof StreamConstraintsException ? "holds what is too long or nested too deeply" : "is not JSON")
                + where;
    }
}
