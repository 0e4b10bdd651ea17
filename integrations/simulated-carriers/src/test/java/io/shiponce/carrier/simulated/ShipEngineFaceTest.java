package io.shiponce.carrier.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated ShipEngine: what it sells once, finds, voids and refuses. */
class ShipEngineFaceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ORDER =
            "{'shipment':{'carrier_id':'se-1','service_code':'usps_priority','external_shipment_id':"
                    + "'SO-ABCDEFGH','ship_to':{'name':'Ada','address_line1':'1 Main St','city_locality':'Austin','state_province':"
                    + "'TX','postal_code':'78756','country_code':'US'},'ship_from':{'name':'Shop','phone':'1','address_line1':"
                    + "'2 Main St','city_locality':'Austin','state_province':'TX','postal_code':'78756','country_code':'US'},"
                    + "'packages':[{'package_code':'package','weight':{'value':1,'unit':'ounce'},'dimensions':{'unit':'inch',"
                    + "'length':1,'width':1,'height':1}}]},'label_format':'pdf'}";

    @TempDir
    Path folder;

    @Test
    void aLabelIsBoughtOnceForEver() throws Exception {
        try (CarrierServer server = start()) {
            JsonNode label = body(200, post(server, ORDER));
            assertEquals("SO-ABCDEFGH", label.path("external_shipment_id").asText());
            assertEquals("completed", label.path("status").asText());
            assertConflict(server);
            body(200, send(server, "PUT", "/v1/labels/" + label.path("label_id").asText() + "/void", ""));
            assertConflict(server);
        }
        try (CarrierServer restarted = start()) {
            assertConflict(restarted);
        }
        assertEquals(1, ledger().creates());
    }

    private static void assertConflict(CarrierServer server) throws Exception {
        JsonNode error = body(400, post(server, ORDER)).at("/errors/0");
        assertEquals("identifier_conflict", error.path("error_code").asText());
        assertEquals("shipengine", error.path("error_source").asText());
    }

    @Test
    void atLevelOneItIsBoughtAgain() throws Exception {
        try (CarrierServer server = CarrierServer.start(settings().withLevel(1))) {
            String first =
                    body(200, post(server, ORDER)).path("tracking_number").asText();
            String second =
                    body(200, post(server, ORDER)).path("tracking_number").asText();
            assertFalse(first.equals(second));
        }
        assertEquals(Set.of("SO-ABCDEFGH"), ledger().duplicates());
    }

    @Test
    void anExternalIdIsCutAtFiftyWithoutAWord() throws Exception {
        try (CarrierServer server = start()) {
            String fifty = "R".repeat(50);
            JsonNode label = body(200, post(server, ORDER.replace("SO-ABCDEFGH", fifty + "-ONE")));
            assertEquals(fifty, label.path("external_shipment_id").asText());
            body(400, post(server, ORDER.replace("SO-ABCDEFGH", fifty + "-TWO")));
            body(200, get(server, "/v1/labels/external_shipment_id/" + fifty));
            body(404, get(server, "/v1/labels/external_shipment_id/" + fifty + "-ONE"));
        }
    }

    @Test
    void whatWasBoughtIsFoundInEveryWay() throws Exception {
        try (CarrierServer server = start()) {
            JsonNode label = body(200, post(server, ORDER));
            body(200, post(server, ORDER.replace("ABCDEFGH", "OTHER123")));
            String number = label.path("tracking_number").asText();
            String shipment = label.path("shipment_id").asText();
            for (String path : List.of("/v1/labels?shipment_id=" + shipment, "/v1/labels?tracking_number=" + number)) {
                JsonNode list = body(200, get(server, path));
                assertEquals(1, list.path("total").asInt(), path);
                assertEquals(number, list.at("/labels/0/tracking_number").asText(), path);
            }
            assertEquals(
                    number,
                    body(200, get(server, "/v1/labels/external_shipment_id/SO-ABCDEFGH"))
                            .path("tracking_number")
                            .asText());
            assertEquals(
                    shipment,
                    body(200, get(server, "/v1/shipments/external_shipment_id/SO-ABCDEFGH"))
                            .path("shipment_id")
                            .asText());
            for (String path : List.of(
                    "/v1/labels/external_shipment_id/SO-abcdefgh",
                    "/v1/labels/external_shipment_id/SO-ABCDEFG",
                    "/v1/shipments/external_shipment_id/SO-NOBODY1",
                    "/v1/rates",
                    "/v1/labels/" + label.path("label_id").asText())) {
                assertEquals(
                        "shipengine",
                        body(404, get(server, path))
                                .at("/errors/0/error_source")
                                .asText());
            }
            for (String query : List.of("tracking_number=1", "shipment_id=se-1", "shipment_id=se-2999999999999")) {
                assertEquals(
                        0,
                        body(200, get(server, "/v1/labels?" + query))
                                .path("total")
                                .asInt());
            }
            body(400, get(server, "/v1/labels"));
        }
    }

    @Test
    void whatIsVoidedStaysAndIsMarked() throws Exception {
        try (CarrierServer server = start()) {
            String id = body(200, post(server, ORDER)).path("label_id").asText();
            assertTrue(body(200, send(server, "PUT", "/v1/labels/" + id + "/void", ""))
                    .path("approved")
                    .asBoolean());
            JsonNode again = body(200, send(server, "PUT", "/v1/labels/" + id + "/void", ""));
            assertFalse(again.path("approved").asBoolean());
            assertEquals("label_already_voided", again.path("reason_code").asText());
            JsonNode label = body(200, get(server, "/v1/labels/external_shipment_id/SO-ABCDEFGH"));
            assertTrue(label.path("voided").asBoolean());
            assertEquals("voided", label.path("status").asText());
            for (String unknown : List.of("se-1000000000009", "se-7", "x")) {
                body(404, send(server, "PUT", "/v1/labels/" + unknown + "/void", ""));
            }
        }
        assertEquals(1, ledger().creates());
    }

    @ParameterizedTest
    @CsvSource({"pdf,%PDF-1.4,%%EOF", "zpl,^XA,^XZ"})
    void theLabelComesInlineOrByAnAddress(String format, String start, String end) throws Exception {
        try (CarrierServer server = start()) {
            String order = ORDER.replace("'label_format':'pdf'", "'label_format':'" + format + "'");
            String href =
                    body(200, post(server, order)).at("/label_download/href").asText();
            HttpResponse<String> file =
                    CLIENT.send(HttpRequest.newBuilder(URI.create(href)).build(), BodyHandlers.ofString());
            assertEquals(200, file.statusCode());
            assertEquals(
                    "application/" + format,
                    file.headers().firstValue("Content-Type").orElseThrow());
            assertTrue(file.body().startsWith(start) && file.body().strip().endsWith(end), file::body);
            assertFalse(file.body().contains("Ada"));

            String inline = order.replace("'label_format'", "'label_download_type':'inline','label_format'")
                    .replace("ABCDEFGH", "INLINE12");
            String data =
                    body(200, post(server, inline)).at("/label_download/href").asText();
            String head = "data:application/" + format + ";base64,";
            assertTrue(data.startsWith(head));
            assertTrue(new String(Base64.getDecoder().decode(data.substring(head.length())), StandardCharsets.US_ASCII)
                    .startsWith(start));
            assertEquals(
                    404,
                    CLIENT.send(
                                    HttpRequest.newBuilder(URI.create(href.replace("000001/", "000009/")))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode());
        }
    }

    @Test
    void eachPackageHasItsNumber() throws Exception {
        try (CarrierServer server = start()) {
            String two = ORDER.replace("'packages':[", "'packages':[{'weight':{'value':2,'unit':'pound'}},");
            JsonNode packages = body(200, post(server, two)).path("packages");
            Set<String> numbers = new TreeSet<>();
            packages.forEach(
                    parcel -> numbers.add(parcel.path("tracking_number").asText()));
            assertEquals(2, numbers.size());
        }
    }

    @Test
    void withoutAKeyNobodyIsLetIn() throws Exception {
        try (CarrierServer server = start()) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(server.url().resolve("/v1/labels"))
                            .POST(BodyPublishers.ofString(ORDER.replace('\'', '"')))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(
                    "unauthorized", body(401, answer).at("/errors/0/error_code").asText());
        }
        assertEquals(0, ledger().creates());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'carrier_id':'se-1',||field_value_required shipment.carrier_id",
                "'carrier_id':'se-1'|'carrier_id':'1'|invalid_field_value shipment.carrier_id",
                "'service_code':'usps_priority'|'service_code':7|invalid_field_value shipment.service_code",
                "'external_shipment_id':'SO-ABCDEFGH',||field_value_required shipment.external_shipment_id",
                "'name':'Ada',||field_value_required shipment.ship_to.name",
                "'name':'Ada'|'name':''|invalid_field_value shipment.ship_to.name",
                "'state_province':'TX','postal_code':'78756','country_code':'US'},'ship_from'|'postal_code':'78756','country_code':'US'},'ship_from'|field_value_required shipment.ship_to.state_province",
                "'country_code':'US'},'ship_from'|'country_code':'USA'},'ship_from'|invalid_field_value shipment.ship_to.country_code",
                "'name':'Ada'|'name':'Ada','street':'x'|invalid_field_value shipment.ship_to.street",
                "'phone':'1',||field_value_required shipment.ship_from.phone",
                "'ship_from'|'sent_from'|field_value_required shipment.ship_from",
                "'weight':{'value':1,'unit':'ounce'},||field_value_required shipment.packages[0].weight",
                "'value':1|'value':0|invalid_field_value shipment.packages[0].weight.value",
                "'value':1|'value':'1'|invalid_field_value shipment.packages[0].weight.value",
                "'unit':'ounce'|'unit':'stone'|invalid_field_value shipment.packages[0].weight.unit",
                "'length':1,||invalid_field_value shipment.packages[0].dimensions.length",
                "'label_format':'pdf'|'label_format':'tiff'|invalid_field_value label_format",
                "'label_format':'pdf'|'label_layout':'A3'|invalid_field_value label_layout",
                "'label_format'|'label_colour'|invalid_field_value label_colour",
                "'country_code':'US'},'ship_from'|'country_code':'CA'},'ship_from'|customs_items_required shipment.packages[0].products",
            })
    void whatTheDescriptionDemandsIsDemanded(String part, String instead, String problem) throws Exception {
        String order = ORDER.replace(part, instead == null ? "" : instead);
        assertFalse(order.equals(ORDER), part);
        try (CarrierServer server = start()) {
            Set<String> problems = new TreeSet<>();
            body(400, post(server, order))
                    .path("errors")
                    .forEach(error -> problems.add(error.path("error_code").asText() + " "
                            + error.path("field_name").asText()));
            assertTrue(problems.contains(problem), problems::toString);
        }
        assertEquals(0, ledger().creates());
    }

    @Test
    void whatIsNoOrderAtAllIsRefused() throws Exception {
        try (CarrierServer server = start()) {
            for (String order : List.of("", "[]", "{", "{}", "{'shipment':7}", "{'shipment':{'packages':[]}}")) {
                body(400, post(server, order));
            }
        }
        assertEquals(0, ledger().creates());
    }

    @ParameterizedTest
    @CsvSource({
        "503,503,system,unspecified,0",
        "429,429,system,rate_limit_exceeded,0",
        "reject,400,validation,invalid_address,0",
        "error-before,500,system,unspecified,0",
        "error-after,500,system,unspecified,1",
        "conflict,409,business_rules,identifier_conflict,1"
    })
    void troubleIsWordedAsShipEngineWordsIt(String fault, int status, String type, String code, int executed)
            throws Exception {
        try (CarrierServer server = CarrierServer.start(settings().withFaults(fault + ":1"))) {
            JsonNode error = body(status, post(server, ORDER)).at("/errors/0");
            assertEquals("shipengine", error.path("error_source").asText());
            assertEquals(type, error.path("error_type").asText());
            assertEquals(code, error.path("error_code").asText());
        }
        assertEquals(executed, ledger().creates());
    }

    @Test
    void anIndexMayLag() throws Exception {
        try (CarrierServer server = CarrierServer.start(settings().withFaults("lookup-lag:1"))) {
            JsonNode label = body(200, post(server, ORDER));
            body(404, get(server, "/v1/labels/external_shipment_id/SO-ABCDEFGH"));
            body(404, get(server, "/v1/shipments/external_shipment_id/SO-ABCDEFGH"));
            String list = "/v1/labels?shipment_id=" + label.path("shipment_id").asText();
            assertEquals(0, body(200, get(server, list)).path("total").asInt());
        }
    }

    private CarrierSettings settings() {
        return CarrierSettings.of(folder.resolve("ledger")).withApi(CarrierApi.SHIPENGINE);
    }

    private CarrierServer start() throws IOException {
        return CarrierServer.start(settings());
    }

    private Ledger ledger() {
        return Ledger.read(folder.resolve("ledger"));
    }

    private static HttpResponse<String> post(CarrierServer server, String body) throws Exception {
        return send(server, "POST", "/v1/labels", body.replace('\'', '"'));
    }

    private static HttpResponse<String> get(CarrierServer server, String path) throws Exception {
        return send(server, "GET", path, "");
    }

    private static HttpResponse<String> send(CarrierServer server, String method, String path, String body)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.url().resolve(path))
                        .header("API-Key", "TEST_key")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode body(int status, HttpResponse<String> answer) throws IOException {
        assertEquals(status, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }
}
