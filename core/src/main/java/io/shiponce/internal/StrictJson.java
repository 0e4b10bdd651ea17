package io.shiponce.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object field by field, knows where it is, and takes nothing that it was not asked for: an unknown or
 * repeated field, another type or a value out of bounds is a {@link Refusal} at once, before more is read. One thread,
 * one use.
 */
final class StrictJson {
    private static final int MAX_DEPTH = 16;

    /** Field names are neither cached nor interned: they are the sender's, and a cache is something to fill. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .maxStringLength(8 * 1024 * 1024)
                    .build())
            .build();

    private final JsonParser parser;
    /** Names of fields and positions in arrays, from the outside in; put into words only if there is something to say. */
    private final List<Object> path = new ArrayList<>();

    private boolean versioned;

    /** Reads the value of a field of that name; false if there is none. */
    interface Fields {
        boolean read(String name) throws IOException;
    }

    /** Reads the value at hand. */
    interface Value {
        void read() throws IOException;
    }

    /** Reads a whole text. */
    interface Root<T> {
        T read(StrictJson json) throws IOException;
    }

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the only value in {@code parser}, and closes it. Throws nothing but {@link Refusal}. */
    static <T> T read(JsonParser parser, Root<T> root) {
        StrictJson json = new StrictJson(parser);
        try (parser) {
            if (parser.nextToken() == null) {
                throw json.refusal("is empty; expected one JSON object");
            }
            T value = root.read(json);
            if (parser.nextToken() != null) {
                throw json.refusal("goes on after its object; expected one JSON object and nothing else");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw json.unreadable(e);
        } catch (IllegalArgumentException e) {
            // A record's own check: it names its field and not its value. No broken order may stop the others.
            throw json.refusal(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("the text is in memory", e);
        }
    }

    /**
     * The parser's own message may quote the text, which may be personal data; its cause is not passed on for the same
     * reason.
     */
    private Refusal unreadable(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return refusal("the text ends in the middle; expected one whole JSON object per line");
        }
        String column =
                e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
        return refusal(
                e instanceof StreamConstraintsException
                        ? "is too long or nested too deeply" + column
                        : "is not JSON" + column + "; expected one whole JSON object per line");
    }

    Refusal refusal(String problem) {
        StringBuilder where = new StringBuilder();
        for (Object step : path) {
            if (step instanceof String name) {
                where.append(where.length() == 0 ? "" : ".").append(Limits.shown(name));
            } else {
                where.append('[').append(step).append(']');
            }
        }
        return new Refusal(where.toString(), problem);
    }

    private void stepBack() {
        path.remove(path.size() - 1);
    }

    /** An object; {@code what} says what was expected in its place. */
    void object(String what, Fields fields) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw expected(what + " as a JSON object");
        }
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            path.add(name);
            if (!seen.add(name)) {
                throw refusal("is there twice; expected it once");
            }
            parser.nextToken();
            if (!fields.read(name)) {
                throw refusal("is not a known field of " + what);
            }
            stepBack();
        }
    }

    /** An object whose first field {@code "v"} says in which version of its format it was written. */
    void versionedObject(String what, int newest, Fields fields) throws IOException {
        object(what, name -> {
            if (name.equals("v")) {
                int version = integer(1, Integer.MAX_VALUE);
                if (version > newest) {
                    throw refusal("format " + version + " is newer than format " + newest
                            + ", the newest that this version of ShipOnce reads; use the newer version that wrote it");
                }
                versioned = true;
                return true;
            }
            if (!versioned) {
                throw refusal("comes before the format's version \"v\"");
            }
            return fields.read(name);
        });
    }

    /** An array of at most {@code most} values. */
    void array(String what, int most, Value value) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw expected(what + " as a JSON array");
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == most) {
                throw refusal("must hold at most " + most + ", holds more");
            }
            path.add(i);
            value.read();
            stepBack();
        }
    }

    /** Whether there is null in place of a value: the same as nothing. */
    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    String text(String what) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw expected(what + " as a JSON string");
        }
        return parser.getText();
    }

    byte[] base64(int most) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw expected("Base64 as a JSON string");
        }
        byte[] bytes = parser.getBinaryValue();
        if (bytes.length > most) {
            throw refusal("must be at most " + most + " bytes, was " + bytes.length);
        }
        return bytes;
    }

    boolean bool() throws IOException {
        if (!parser.currentToken().isBoolean()) {
            throw expected("true or false");
        }
        return parser.getBooleanValue();
    }

    int integer(int least, int most) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw expected(wholeNumber(least, most));
        }
        if (parser.getNumberType() != JsonParser.NumberType.INT) {
            throw refusal("is out of range; expected " + wholeNumber(least, most));
        }
        int value = parser.getIntValue();
        check(Limits.range(value, least, most));
        return value;
    }

    private static String wholeNumber(int least, int most) {
        return "a whole number from " + least + " to " + most;
    }

    /** Refuses if there is a problem with the value at hand. */
    void check(@Nullable String problem) {
        if (problem != null) {
            throw refusal(problem);
        }
    }

    /** After an object: refuses it if the value of its field {@code name} is missing. */
    <T> T required(String name, @Nullable T value, String what) {
        if (value == null) {
            path.add(name);
            throw refusal("is missing; expected " + what);
        }
        return value;
    }

    Refusal expected(String what) {
        return refusal("expected " + what + ", found " + found());
    }

    private String found() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "a number";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction or an exponent";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
        };
    }
}
