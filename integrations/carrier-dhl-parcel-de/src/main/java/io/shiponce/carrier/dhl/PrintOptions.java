package io.shiponce.carrier.dhl;

import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.Texts;
import java.util.List;
import java.util.Optional;

/**
 * How labels come: their format, their paper, and whether in the answer itself or as links.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param docFormat {@code PDF} or {@code ZPL2}
 * @param printFormat empty for what the customer portal says
 */
record PrintOptions(String docFormat, Optional<String> printFormat, boolean asLinks) {
    private static final List<String> PRINT_FORMATS = List.of(
            "A4",
            "910-300-600",
            "910-300-610",
            "910-300-700",
            "910-300-700-oz",
            "910-300-710",
            "910-300-300",
            "910-300-300-oz",
            "910-300-400",
            "910-300-410",
            "100x70mm");

    static PrintOptions read(AdapterSettings settings) {
        String name = "printFormat";
        return new PrintOptions(
                settings.choice("docFormat", "PDF", List.of("PDF", "ZPL2")),
                settings.optional(name).map(given -> settings.choice(name, given, PRINT_FORMATS)),
                settings.choice("labels", "inline", List.of("inline", "links")).equals("links"));
    }

    /** The query of a create, without what tells a dry run from one. */
    String query(boolean mustEncode) {
        return "docFormat=" + docFormat
                + printFormat
                        .map(format -> "&printFormat=" + Texts.encoded(format))
                        .orElse("")
                + "&includeDocs=" + (asLinks ? "URL" : "include")
                + (mustEncode ? "&mustEncode=true" : "");
    }
}
