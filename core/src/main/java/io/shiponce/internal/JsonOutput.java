package io.shiponce.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object. The same calls give the same bytes: no spaces, fields in the order of the calls, UTF-8.
 * Stateless.
 */
final class JsonOutput {

    /** Writes the fields of the object. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonOutput() {}

    static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = StrictJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("the bytes are in memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Nothing at all for null. Throws {@link IllegalArgumentException}, without the text, for half a surrogate pair.
     */
    static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            Limits.check(name, Limits.wellFormedness(value));
            json.writeStringField(name, value);
        }
    }
}
