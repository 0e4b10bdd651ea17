package io.shiponce.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV stream, one at a time. Of a row with more than {@value #MAX_CELLS} cells, no more are held. One
 * thread, one use.
 */
final class CsvRows implements Closeable {
    /** The most cells of a row. */
    static final int MAX_CELLS = 200;

    private static final int HEADER = 16 * 1024;

    private static final CsvFactory FACTORY = CsvFactory.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(64 * 1024).build())
            .build();

    private final CsvParser parser;
    private final List<String> cells = new ArrayList<>();
    private long line = 1;
    private @Nullable String broken;

    /** The columns are separated by what the first line shows. Closes nothing but itself. */
    CsvRows(Lines lines) throws IOException {
        byte[] header = new byte[HEADER];
        int length = firstLine(lines, header);
        this.parser = FACTORY.createParser(new SequenceInputStream(new ByteArrayInputStream(header, 0, length), lines));
        parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator(header, length)));
    }

    /** Reads into {@code bytes}, at most to the end of the line, and says how many. */
    private static int firstLine(Lines lines, byte[] bytes) throws IOException {
        int length = 0;
        while (length < bytes.length) {
            int more = lines.read(bytes, length, bytes.length - length);
            if (more < 0) {
                break;
            }
            length += more;
            if (bytes[length - 1] == '\n') {
                break;
            }
        }
        return length;
    }

    private static char separator(byte[] header, int length) {
        for (int i = 0; i < length; i++) {
            if (header[i] == ',' || header[i] == ';' || header[i] == '\t') {
                return (char) header[i];
            }
        }
        return ',';
    }

    /** Goes to the next row that is not empty; false at the end, or if what follows is no CSV. */
    boolean next() throws IOException {
        try {
            do {
                if (parser.nextToken() == null) {
                    return false;
                }
                row();
            } while (cells.stream().allMatch(String::isEmpty));
            return true;
        } catch (JsonProcessingException | CharConversionException e) {
            broken = problem(e);
            return false;
        }
    }

    private void row() throws IOException {
        cells.clear();
        line = parser.currentLocation().getLineNr();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (cells.size() <= MAX_CELLS) {
                cells.add(parser.getText().strip());
            }
        }
    }

    /** The parser's own message may quote the text, which may be personal data. */
    private String problem(IOException e) {
        String what = e instanceof StreamConstraintsException
                ? "has a cell of more than 65536 characters, or a quotation mark that is not closed"
                : "is not CSV in UTF-8: perhaps a quotation mark inside a cell that is not doubled, or not closed";
        return what + "; nothing from here on could be read";
    }

    /** What is wrong with what follows; null if nothing is. */
    @Nullable
    String broken() {
        return broken;
    }

    /** The line on which the row begins, from 1 on. */
    long line() {
        return line;
    }

    /** The cells, without surrounding spaces; until {@link #next}. */
    List<String> cells() {
        return cells;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
