package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.http.AdapterSettings;
import java.util.List;

/**
 * What the label looks like and how it comes.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param download {@code inline} with the answer, {@code url} by a request of its own, or {@code none}
 */
record LabelOptions(String format, String layout, String download, String validateAddress, boolean test) {

    /** Reads them; throws {@link IllegalArgumentException} that names the setting and what was expected. */
    static LabelOptions read(AdapterSettings settings) {
        String format = settings.choice("label_format", "pdf", List.of("pdf", "png", "zpl"));
        String layout = settings.choice("label_layout", "4x6", List.of("4x6", "letter", "A4", "A6"));
        if (layout.equals("letter") && !format.equals("pdf")) {
            throw new IllegalArgumentException("setting label_layout letter is there for label_format pdf only");
        }
        return new LabelOptions(
                format,
                layout,
                settings.choice("label_download", "inline", List.of("inline", "url", "none")),
                settings.choice(
                        "validate_address",
                        "no_validation",
                        List.of("no_validation", "validate_only", "validate_and_clean")),
                settings.flag("test_label", false));
    }

    void writeTo(ObjectNode request) {
        if (test) {
            request.put("test_label", true);
        }
        request.put("validate_address", validateAddress);
        request.put("label_download_type", isInline() ? "inline" : "url");
        request.put("label_format", format);
        request.put("label_layout", layout);
    }

    boolean isInline() {
        return download.equals("inline");
    }

    boolean isWanted() {
        return !download.equals("none");
    }

    String mediaType() {
        return switch (format) {
            case "pdf" -> "application/pdf";
            case "png" -> "image/png";
            case "zpl" -> "application/zpl";
            default -> throw new AssertionError(format);
        };
    }
}
