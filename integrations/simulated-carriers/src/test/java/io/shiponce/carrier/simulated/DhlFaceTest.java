package io.shiponce.carrier.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DhlFaceTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    @Test
    void eachCreateStandsInTheLedgerAndARestartedOneRemembers() throws Exception {
        try (CarrierServer dhl = start()) {
            assertEquals(
                    200, post(dhl, "/orders", order(shipment("REFERENCE-1"))).statusCode());
            assertEquals(
                    200, post(dhl, "/orders", order(shipment("REFERENCE-1"))).statusCode());
        }
        try (CarrierServer dhl = start()) {
            String answer = post(dhl, "/orders", order(shipment("REFERENCE-2"))).body();
            assertTrue(answer.contains("\"shipmentNo\":\"00340434000000000003\""), answer);
            assertTrue(answer.contains("\"shipmentRefNo\":\"REFERENCE-2\""), answer);
        }
        assertEquals(List.of("00340434000000000001", "00340434000000000002"), ledger().trackingNumbers("REFERENCE-1"));
        assertEquals(Set.of("REFERENCE-1"), ledger().duplicates());
    }

    @Test
    void ofSeveralShipmentsTheGoodOnesAreExecuted() throws Exception {
        String bad = shipment("REFERENCE-2").replace("V01PAK", "V99");
        try (CarrierServer dhl = start()) {
            HttpResponse<String> answer =
                    post(dhl, "/orders", order(shipment("REFERENCE-1"), bad, shipment("REFERENCE-3")));
            assertEquals(207, answer.statusCode());
            assertEquals(2, answer.body().split("shipmentNo", -1).length - 1);
        }
        assertEquals(Set.of("REFERENCE-1", "REFERENCE-3"), ledger().distinctReferences());
    }

    @Test
    void aDryRunExecutesNothingAndHasNoNumber() throws Exception {
        try (CarrierServer dhl = start()) {
            HttpResponse<String> answer = post(dhl, "/orders?validate=true", order(shipment("REFERENCE-1")));
            assertEquals(200, answer.statusCode());
            assertFalse(answer.body().contains("shipmentNo"), answer::body);
        }
        assertEquals(0, ledger().creates());
    }

    @Test
    void aCancelledShipmentIsNotCancelledAgain() throws Exception {
        try (CarrierServer dhl = start()) {
            post(dhl, "/orders", order(shipment("REFERENCE-1")));
            assertEquals(200, delete(dhl, "00340434000000000001").statusCode());
            assertEquals(400, delete(dhl, "00340434000000000001").statusCode());
            assertEquals(400, delete(dhl, "1").statusCode());
        }
        assertEquals(Set.of("00340434000000000001"), ledger().cancelled());
    }

    @Test
    void aLoginBringsATokenThatLetsIn() throws Exception {
        try (CarrierServer dhl = start()) {
            URI login = dhl.url().resolve("/parcel/de/account/auth/ropc/v1/token");
            String form = "grant_type=password&client_id=a&client_secret=b&username=c&password=d";
            HttpRequest.Builder request = HttpRequest.newBuilder(login);
            assertEquals(
                    401,
                    send(request.POST(BodyPublishers.ofString("grant_type=password")))
                            .statusCode());
            String token = send(request.POST(BodyPublishers.ofString(form)))
                    .body()
                    .replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
            HttpRequest.Builder order = HttpRequest.newBuilder(URI.create(dhl.url() + "/orders"))
                    .POST(BodyPublishers.ofString(order(shipment("REFERENCE-1"))));
            assertEquals(401, send(order).statusCode());
            assertEquals(
                    200, send(order.header("Authorization", "Bearer " + token)).statusCode());
        }
        assertEquals(1, ledger().creates());
    }

    private static String order(String... shipments) {
        return "{\"profile\":\"P\",\"shipments\":[" + String.join(",", shipments) + "]}";
    }

    private static String shipment(String reference) {
        return "{\"product\":\"V01PAK\",\"billingNumber\":\"33333333330102\",\"refNo\":\"" + reference
                + "\",\"shipper\":{"
                + "\"shipperRef\":\"SHOP\"},\"consignee\":{\"name1\":\"Ada Ahorn\",\"addressStreet\":\"Weg 1\","
                + "\"postalCode\":\"86150\",\"city\":\"Augsburg\",\"country\":\"DEU\"},\"details\":{\"weight\":{\"uom\":"
                + "\"g\",\"value\":500}}}";
    }

    private static HttpResponse<String> post(CarrierServer dhl, String target, String body) throws Exception {
        return send(authorized(dhl, target).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> delete(CarrierServer dhl, String number) throws Exception {
        return send(authorized(dhl, "/orders?profile=P&shipment=" + number).DELETE());
    }

    private static HttpRequest.Builder authorized(CarrierServer dhl, String target) {
        return HttpRequest.newBuilder(URI.create(dhl.url() + target))
                .header("dhl-api-key", "k")
                .header("Authorization", "Basic eDp5");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private CarrierServer start() throws Exception {
        return CarrierServer.start(CarrierSettings.of(folder.resolve("ledger")).withApi(CarrierApi.DHL_PARCEL_DE));
    }

    private Ledger ledger() {
        return Ledger.read(folder.resolve("ledger"));
    }
}
