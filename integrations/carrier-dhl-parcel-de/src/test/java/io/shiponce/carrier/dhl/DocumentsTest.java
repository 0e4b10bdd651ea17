package io.shiponce.carrier.dhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.carrier.Label;
import io.shiponce.carrier.http.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    private static final String PDF = "%PDF-1.4";

    @Test
    void theLabelComesFirstAndTheCustomsDocumentBehindIt() {
        assertEquals(
                List.of(label(Documents.PDF, "%PDF-1.4"), label(Documents.PDF, "%PDF-1.5")),
                of("PDF", "{\"customsDoc\":" + base64("%PDF-1.5") + ",\"label\":" + base64(PDF) + "}"));
    }

    @Test
    void aLabelForAThermalPrinterIsText() {
        assertEquals(List.of(label(Documents.ZPL, "^XA^XZ")), of("ZPL2", "{\"label\":{\"zpl2\":\"^XA^XZ\"}}"));
        assertEquals(List.of(label(Documents.ZPL, "^XA^XZ")), of("ZPL2", "{\"label\":" + base64("^XA^XZ") + "}"));
        String mixed =
                "{\"label\":{\"zpl2\":\"^XA^XZ\",\"fileFormat\":\"ZPL2\"},\"customsDoc\":{\"fileFormat\":\"PDF\","
                        + base64(PDF).substring(1) + "}";
        assertEquals(List.of(label(Documents.ZPL, "^XA^XZ"), label(Documents.PDF, PDF)), of("ZPL2", mixed));
    }

    @Test
    void aLinkIsKeptAsOneAndNotFollowed() {
        String url = "https://api-eu.dhl.com/parcel/de/shipping/v2/labels?token=x%2By";
        assertEquals(List.of(label(Documents.LINK, url + "\r\n")), of("PDF", "{\"label\":{\"url\":\"" + url + "\"}}"));
    }

    @Test
    void base64MayHaveLineBreaks() {
        assertEquals(
                List.of(label(Documents.PDF, PDF)),
                of("PDF", "{\"label\":{\"b64\":\"" + encoded(PDF).replace("U", "U\\n") + "\"}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"label\":null}",
                "{\"label\":7}",
                "{\"label\":{}}",
                "{\"label\":{\"b64\":\"\"}}",
                "{\"label\":{\"b64\":\"***\"}}",
                "{\"label\":{\"b64\":[1]}}",
                "{\"label\":{\"zpl2\":\"  \"}}",
                "{\"label\":{\"url\":\"no link\"}}",
                "{\"label\":{\"url\":\"/labels\"}}",
                "{\"label\":{\"url\":7}}"
            })
    void whatCannotBeReadIsLeftOut(String item) {
        assertEquals(List.of(), of("PDF", item));
    }

    @Test
    void oneTooLargeIsLeftOutAndTheOtherStays() {
        String large = "x".repeat(Label.MAX_BYTES + 1);
        assertEquals(
                List.of(label(Documents.PDF, PDF)),
                of("PDF", "{\"label\":" + base64(large) + ",\"customsDoc\":" + base64(PDF) + "}"));
        assertEquals(
                List.of(label(Documents.PDF, large.substring(1))),
                of("PDF", "{\"label\":" + base64(large.substring(1)) + "}"),
                "the largest that a receipt takes");
        String link = "https://example.test/" + "x".repeat(5_000);
        assertEquals(List.of(), of("PDF", "{\"label\":{\"url\":\"" + link + "\"}}"));
    }

    private static List<Label> of(String docFormat, String item) {
        return new Documents(docFormat).of(Json.of(Reply.Answer.of(200, item)));
    }

    private static String base64(String content) {
        return "{\"b64\":\"" + encoded(content) + "\"}";
    }

    private static String encoded(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Label label(String mediaType, String content) {
        return new Label(mediaType, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    }
}
