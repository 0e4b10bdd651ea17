package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.Label;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The printable documents of an accepted shipment: its label first, then what customs want. A link is kept as a link ({@code
 * text/uri-list}): it is not followed while the acceptance is not yet recorded. What is missing, too large or unreadable is left
 * out; the acceptance counts without it.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param docFormat as it was asked for: {@code PDF} or {@code ZPL2}
 */
record Documents(String docFormat) {
    static final String PDF = "application/pdf";
    static final String ZPL = "application/zpl";
    static final String LINK = "text/uri-list";

    private static final int MAX_LINK = 4_096;

    /** Never throws: whatever is wrong with a document, the shipment was accepted. */
    List<Label> of(JsonNode item) {
        List<Label> labels = new ArrayList<>();
        for (String field : List.of("label", "customsDoc", "codLabel", "returnLabel")) {
            document(item.path(field)).ifPresent(labels::add);
        }
        return labels;
    }

    private Optional<Label> document(JsonNode document) {
        String base64 = document.path("b64").asText("");
        if (!base64.isBlank()) {
            String format = document.path("fileFormat").asText(docFormat);
            return decoded(base64).flatMap(bytes -> label(format.equals("ZPL2") ? ZPL : PDF, bytes));
        }
        String zpl = document.path("zpl2").asText("");
        if (!zpl.isBlank()) {
            return label(ZPL, zpl.getBytes(StandardCharsets.UTF_8));
        }
        String url = document.path("url").asText("").strip();
        return isLink(url) ? label(LINK, (url + "\r\n").getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static Optional<Label> label(String mediaType, byte[] bytes) {
        return bytes.length == 0 || bytes.length > Label.MAX_BYTES
                ? Optional.empty()
                : Optional.of(new Label(mediaType, ByteBuffer.wrap(bytes)));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isLink(String url) {
        try {
            return url.length() <= MAX_LINK && URI.create(url).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
