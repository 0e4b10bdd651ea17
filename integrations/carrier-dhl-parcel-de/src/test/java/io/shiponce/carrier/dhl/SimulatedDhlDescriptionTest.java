package io.shiponce.carrier.dhl;

import static io.shiponce.carrier.dhl.Samples.augsburg;
import static io.shiponce.carrier.dhl.Samples.london;
import static io.shiponce.carrier.dhl.Samples.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.simulated.CarrierApi;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the simulated carrier answers, judged by DHL's own description: it says nothing that DHL does not. */
@Timeout(60)
class SimulatedDhlDescriptionTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SHIPMENTS = "\"shipments\":[";

    @TempDir
    private Path folder;

    @Test
    void createsAsWanted() throws Exception {
        try (CarrierServer dhl = start()) {
            for (String query : List.of("", "?includeDocs=URL", "?docFormat=ZPL2", "?docFormat=PDF&combine=false")) {
                HttpResponse<String> answer = judged(dhl, "POST", "/orders" + query, Samples.body(to(london())), 200);
                assertTrue(answer.body().contains("\"shipmentNo\":\"00340434"), answer::body);
                assertTrue(answer.body().contains("customsDoc"), answer::body);
            }
            assertEquals(
                    200,
                    judged(dhl, "POST", "/orders", Samples.body(to(augsburg())), 200)
                            .statusCode());
        }
        assertEquals(5, ledger().creates());
    }

    @Test
    void severalShipmentsHaveAStatusEach() throws Exception {
        try (CarrierServer dhl = start()) {
            String good = shipment(Samples.body(to(augsburg())));
            String warned = good.replace("86150", "00000");
            String bad = good.replace("\"value\":1234", "\"value\":31501");
            HttpResponse<String> answer = judged(dhl, "POST", "/orders", order(good, bad, warned), 207);
            assertEquals(2, count(answer.body(), "shipmentNo"));
            assertEquals(1, count(answer.body(), "\"validationState\":\"Error\""));
            assertEquals(1, count(answer.body(), "\"validationState\":\"Warning\""));
            judged(dhl, "POST", "/orders", order(bad, bad), 207);
            judged(dhl, "POST", "/orders?mustEncode=true", order(good, warned), 207);
        }
        assertEquals(3, ledger().creates());
    }

    @Test
    void aDryRunCreatesNothing() throws Exception {
        try (CarrierServer dhl = start()) {
            String good = shipment(Samples.body(to(augsburg())));
            String bad = good.replace("\"refNo\":\"SO-ABCDEFGH\"", "\"refNo\":\"short\"");
            assertEquals(
                    0,
                    count(
                            judged(dhl, "POST", "/orders?validate=true", order(good), 200)
                                    .body(),
                            "shipmentNo"));
            assertEquals(
                    0,
                    count(
                            judged(dhl, "POST", "/orders?validate=true", order(good, bad), 207)
                                    .body(),
                            "shipmentNo"));
            judged(dhl, "POST", "/orders?validate=true", order(bad), 400);
        }
        assertEquals(0, ledger().creates());
    }

    @Test
    void whatTheDescriptionForbidsIsRefusedAndExecutesNothing() throws Exception {
        try (CarrierServer dhl = start()) {
            String good = Samples.body(to(london()));
            for (String[] change : new String[][] {
                {"\"profile\":\"STANDARD_GRUPPENPROFIL\",", ""},
                {"\"product\":\"V53WPAK\"", "\"product\":\"V99\""},
                {"\"product\":\"V53WPAK\"", "\"product\":\"V01PAK\""},
                {"33333333335301", "3333333333530"},
                {"SO-ABCDEFGH", "SO-ABCD"},
                {"SO-ABCDEFGH", "S".repeat(36)},
                {"\"country\":\"GBR\"", "\"country\":\"GB\""},
                {"\"postalCode\":\"SW1A 1AA\"", "\"postalCode\":\"SW1A  1AA\""},
                {"\"postalCode\":\"53113\"", "\"postalCode\":\"5\""},
                {"\"addressStreet\":\"10 Downing Street\",", ""},
                {"\"name1\":\"Ada Ahorn\"", "\"name1\":\"" + "n".repeat(51) + "\""},
                {"\"name1\":\"My Online Shop GmbH\",", ""},
                {"\"uom\":\"g\",\"value\":1234", "\"uom\":\"lb\",\"value\":1234"},
                {"\"uom\":\"g\",\"value\":1234", "\"uom\":\"kg\",\"value\":31.501"},
                {"\"value\":1234", "\"value\":\"1234\""},
                {"\"length\":200", "\"length\":200.5"},
                {"\"uom\":\"mm\"", "\"uom\":\"in\""},
                {"\"customs\"", "\"costCenter\""},
                {"\"exportType\":\"COMMERCIAL_GOODS\",", ""},
                {"\"exportType\":\"COMMERCIAL_GOODS\"", "\"exportType\":\"OTHER\""},
                {"\"hsCode\":\"691200\"", "\"hsCode\":\"69120\""},
                {"\"packagedQuantity\":2,", ""},
                {"\"currency\":\"EUR\",\"value\":4.90", "\"currency\":\"GBP\",\"value\":4.90"},
                {"\"value\":12.50", "\"value\":100001"},
                {"}", ""}
            }) {
                String changed = good.replace(change[0], change[1]);
                assertFalse(changed.equals(good), change[0]);
                judged(dhl, "POST", "/orders", changed, 400);
            }
            judged(dhl, "POST", "/orders", DhlDescription.sample("dhl_bad.json"), 400);
            judged(dhl, "POST", "/orders", DhlDescription.sample("dhl_31.json"), 400);
            for (String query : List.of("?docFormat=PNG", "?includeDocs=inline", "?validate=yes", "?printFormat=A5")) {
                judged(dhl, "POST", "/orders" + query, good, 400);
            }
        }
        assertEquals(0, ledger().creates());
    }

    @Test
    void theDescriptionsOwnExampleIsTaken() throws Exception {
        try (CarrierServer dhl = start()) {
            judged(dhl, "POST", "/orders", DhlDescription.sample("dhl_ok.json"), 200);
        }
        assertEquals(java.util.Set.of("Order No. 1234"), ledger().distinctReferences());
    }

    @Test
    void cancelsAndHandsOutLabels() throws Exception {
        try (CarrierServer dhl = start()) {
            judged(dhl, "POST", "/orders", Samples.body(to(augsburg())), 200);
            String number = ledger().trackingNumbers(Samples.REFERENCE).get(0);
            judged(dhl, "DELETE", "/orders?profile=P&shipment=" + number, "", 200);
            judged(dhl, "DELETE", "/orders?profile=P&shipment=" + number, "", 400);
            judged(dhl, "DELETE", "/orders?profile=P&shipment=1", "", 400);
            judged(dhl, "DELETE", "/orders?shipment=" + number, "", 400);
            assertTrue(judged(dhl, "GET", "/labels?token=" + number, "", 200)
                    .body()
                    .startsWith("%PDF"));
            judged(dhl, "GET", "/labels?token=1", "", 404);
        }
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsNotLetIn() throws Exception {
        try (CarrierServer dhl = start()) {
            for (String[] headers : new String[][] {
                {"x", "y"}, {"dhl-api-key", "k"}, {"Authorization", "Basic eDp5"}, {"Authorization", "Bearer other"}
            }) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(dhl.url() + "/orders"))
                        .header("Content-Type", "application/json")
                        .headers(headers)
                        .POST(BodyPublishers.ofString(Samples.body(to(augsburg()))))
                        .build();
                judge(request, "POST", "/orders", 401);
            }
        }
        assertEquals(0, ledger().creates());
    }

    @Test
    void troubleIsWordedAsDhlDoesWhereItIsDocumented() throws Exception {
        for (String[] fault :
                new String[][] {{"429", "429"}, {"error-after", "500"}, {"reject", "400"}, {"hollow", "207"}}) {
            Path ledger = folder.resolve("ledger-" + fault[0]);
            CarrierSettings settings =
                    CarrierSettings.of(ledger).withApi(CarrierApi.DHL_PARCEL_DE).withFaults(fault[0] + ":1");
            try (CarrierServer dhl = CarrierServer.start(settings)) {
                judged(dhl, "POST", "/orders", Samples.body(to(augsburg())), Integer.parseInt(fault[1]));
            }
        }
    }

    @Test
    void theJudgeKnowsWhatIsNotDocumented() {
        DhlDescription description = DhlDescription.strict();
        for (int status : new int[] {403, 409, 413, 503}) {
            List<String> problems = description.problemsOfAnswer(
                    "POST",
                    DhlDescription.BASE + "/orders",
                    status,
                    "application/problem+json",
                    Answers.status(status));
            assertFalse(problems.isEmpty(), "HTTP " + status);
        }
        String numbered = "{\"items\":[{\"shipmentNo\":1,\"sstatus\":" + Answers.status(200) + "}]}";
        assertFalse(description
                .problemsOfAnswer("POST", DhlDescription.BASE + "/orders", 200, "application/json", numbered)
                .isEmpty());
    }

    private HttpResponse<String> judged(CarrierServer dhl, String method, String target, String body, int status)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(dhl.url() + target))
                .header("Content-Type", "application/json")
                .header("dhl-api-key", Samples.KEY)
                .header("Authorization", "Basic eDp5")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return judge(request, method, target, status);
    }

    private static HttpResponse<String> judge(HttpRequest request, String method, String target, int status)
            throws Exception {
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertEquals(
                List.of(),
                DhlDescription.strict()
                        .problemsOfAnswer(method, DhlDescription.BASE + target, status, type, answer.body()),
                answer.body());
        return answer;
    }

    private static String shipment(String order) {
        return order.substring(order.indexOf(SHIPMENTS) + SHIPMENTS.length(), order.length() - 2);
    }

    private static String order(String... shipments) {
        return "{\"profile\":\"P\"," + SHIPMENTS + String.join(",", shipments) + "]}";
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private CarrierServer start() throws Exception {
        return CarrierServer.start(CarrierSettings.of(folder.resolve("ledger")).withApi(CarrierApi.DHL_PARCEL_DE));
    }

    private Ledger ledger() {
        return Ledger.read(folder.resolve("ledger"));
    }
}
