package io.shiponce.carrier.shipengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.http.UnsendableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What this adapter asks, judged by ShipEngine's own description; and the judge, judged. */
class ShipEngineDescriptionTest {
    private static final Map<String, String> HEADERS =
            Map.of("API-Key", Samples.KEY, "Content-Type", "application/json");

    @Test
    void theJudgeAcceptsTheGoodSampleAndRefusesTheBadOne() throws Exception {
        ShipEngineDescription description = ShipEngineDescription.get();
        assertEquals(List.of(), problems(description, ShipEngineDescription.sample("se_ok.json")));
        List<String> bad = problems(description, ShipEngineDescription.sample("se_bad.json"));
        assertTrue(bad.stream().anyMatch(problem -> problem.contains("tiff")), bad::toString);
        assertTrue(bad.stream().anyMatch(problem -> problem.contains("ship_to")), bad::toString);
    }

    @Test
    void theJudgeSeesWhatIsMissingWrongOrUnknownInOurRequests() throws Exception {
        ShipEngineDescription description = ShipEngineDescription.get();
        String good = text(Samples.to(Samples.austin()));
        assertFalse(description
                .problemsOf("POST", "/v1/labels", Map.of("Content-Type", "application/json"), good)
                .isEmpty());
        for (String[] change : new String[][] {
            {"\"carrier_id\":\"se-28529731\",", ""},
            {"\"carrier_id\":\"se-28529731\"", "\"carrier_id\":\"dhl\""},
            {"\"service_code\":\"dhl_paket\"", "\"service_code\":7"},
            {
                "\"external_shipment_id\":\"" + Samples.REFERENCE + "\"",
                "\"external_shipment_id\":\"" + "X".repeat(51) + "\""
            },
            {"\"address_line1\":\"1 Main St\",", ""},
            {"\"state_province\":\"TX\"", "\"state_province\":\"\""},
            {"\"phone\":\"+49 821 1111111\",", ""},
            {"\"unit\":\"gram\"", "\"unit\":\"stone\""},
            {"\"value\":1234", "\"value\":0"},
            {"\"label_layout\":\"4x6\"", "\"label_layout\":\"A3\""},
            {"\"quantity\":2", "\"quantity\":\"2\""},
            {"\"country_of_origin\":\"DE\"", "\"country_of_origin\":\"DEU\""},
            {"\"non_delivery\":\"return_to_sender\"", "\"non_delivery\":\"burn\""},
            {"\"package_code\"", "\"package_colour\""}
        }) {
            String changed = good.replace(change[0], change[1]);
            assertFalse(changed.equals(good), change[0]);
            assertFalse(problems(description, changed).isEmpty(), change[0] + " -> " + change[1]);
        }
    }

    @Test
    void everyKindOfRequestOfOursIsAccepted() throws Exception {
        ShipEngineDescription description = ShipEngineDescription.get();
        for (Consignment consignment : List.of(
                Samples.to(Samples.berlin()),
                Samples.to(Samples.austin()),
                Samples.to(Samples.austin(), Samples.parcel(Samples.mug()), Samples.parcel(Samples.mug())))) {
            for (String[] settings : new String[][] {
                {},
                {"ship_from.company_name", "Shop", "ship_from.email", "a@example.org", "ship_from.state_province", "BY"
                },
                {"confirmation", "signature", "package_code", "large_package", "test_label", "true"},
                {"weight_unit", "kilogram", "dimension_unit", "inch", "label_format", "zpl", "label_download", "url"},
                {"weight_unit", "ounce", "label_format", "png", "label_layout", "A4", "label_download", "none"},
                {"weight_unit", "pound", "validate_address", "validate_and_clean", "content_description", "Mugs"},
                {"customs.contents", "other", "customs.contents_explanation", "x", "customs.terms_of_trade_code", "ddp"}
            }) {
                assertEquals(List.of(), problems(description, text(consignment, settings)), String.join(" ", settings));
            }
        }
        Consignment fromWarehouse = Samples.from("AUG", "", Samples.austin());
        assertEquals(
                List.of(),
                problems(
                        description,
                        text(fromWarehouse, "origin.AUG.warehouse_id", "se-7", "origin.AUG.country_code", "DE")));
    }

    @Test
    void questionsAndVoidingAreAccepted() {
        ShipEngineDescription description = ShipEngineDescription.get();
        Map<String, String> headers = Map.of("API-Key", Samples.KEY);
        for (String target : List.of(
                "/v1/labels/external_shipment_id/" + Samples.REFERENCE,
                "/v1/labels?shipment_id=se-100&page_size=100",
                "/v1/labels?tracking_number=T-1",
                "/v1/shipments/external_shipment_id/" + Samples.REFERENCE)) {
            assertEquals(List.of(), description.problemsOf("GET", target, headers, ""), target);
        }
        assertEquals(List.of(), description.problemsOf("PUT", "/v1/labels/se-1/void", headers, ""));
        assertFalse(description
                .problemsOf("GET", "/v1/labels?shipment_id=7", headers, "")
                .isEmpty());
        assertFalse(description
                .problemsOf("POST", "/v1/labels/se-1/void", headers, "")
                .isEmpty());
    }

    private static List<String> problems(ShipEngineDescription description, String body) {
        return description.problemsOf("POST", "/v1/labels", HEADERS, body);
    }

    private static String text(Consignment consignment, String... settings) throws UnsendableException {
        return new String(
                ShipEngineSettings.read(Samples.settings("http://localhost:1", settings))
                        .requests()
                        .bytes(consignment, Samples.REFERENCE),
                StandardCharsets.UTF_8);
    }
}
