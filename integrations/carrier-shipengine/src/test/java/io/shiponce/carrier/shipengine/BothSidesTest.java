package io.shiponce.carrier.shipengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.simulated.CarrierApi;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.testkit.TestPermit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter asks and what the simulated ShipEngine answers, both judged by ShipEngine's own description. */
class BothSidesTest {
    /** The description lists these for every call alike; others come from in front of the calls, with the same body. */
    private static final Set<Integer> DOCUMENTED = Set.of(200, 400, 404, 500);

    @TempDir
    Path folder;

    @Test
    void bothSidesSpeakAsTheDescriptionSays() throws Exception {
        ShipEngineDescription description = ShipEngineDescription.get();
        List<Witness.Seen> seen = new ArrayList<>();
        try (CarrierServer server = start();
                Witness witness = new Witness(server.url());
                ShipEngineCarrier inline = Samples.adapter(witness.url());
                ShipEngineCarrier url = Samples.adapter(
                        witness.url(), "label_download", "url", "label_format", "zpl", "confirmation", "signature")) {
            TrackingNumber number = bought(inline.send(Samples.to(Samples.austin()), TestPermit.of("SO-ONE-00001")));
            bought(url.send(Samples.to(Samples.berlin()), TestPermit.of("SO-TWO-00001")));
            bought(inline.send(
                    Samples.to(Samples.austin(), Samples.parcel(Samples.mug()), Samples.parcel(Samples.mug())),
                    TestPermit.of("SO-SIX-00001")));
            assertInstanceOf(
                    SendOutcome.Unknown.class,
                    inline.send(Samples.to(Samples.austin()), TestPermit.of("SO-ONE-00001")));
            assertInstanceOf(LookupOutcome.Found.class, inline.lookUp("SO-ONE-00001"));
            assertInstanceOf(LookupOutcome.Absent.class, inline.lookUp("SO-NIL-00001"));
            assertInstanceOf(CancelOutcome.Cancelled.class, inline.cancel(number));
            assertInstanceOf(CancelOutcome.Cancelled.class, inline.cancel(number));
            assertInstanceOf(CancelOutcome.Refused.class, inline.cancel(new TrackingNumber("1Z-NOBODY")));
            assertInstanceOf(LookupOutcome.Found.class, inline.lookUp("SO-ONE-00001"));
            seen.addAll(witness.seen());
        }
        Set<String> kinds = new TreeSet<>();
        for (Witness.Seen exchange : seen) {
            kinds.add(exchange.method() + " " + exchange.target().replaceAll("SO-[A-Z0-9-]+|se-[0-9]+|=.*", "*") + " "
                    + exchange.status());
            assertGood(description, exchange);
        }
        assertEquals(
                Set.of(
                        "GET /v1/labels/external_shipment_id/* 200",
                        "GET /v1/labels/external_shipment_id/* 404",
                        "GET /v1/labels?shipment_id* 200",
                        "GET /v1/labels?tracking_number* 200",
                        "GET /v1/shipments/external_shipment_id/* 404",
                        "POST /v1/labels 200",
                        "POST /v1/labels 400",
                        "PUT /v1/labels/*/void 200"),
                kinds);
    }

    @Test
    void troubleIsWordedAsTheDescriptionSays() throws Exception {
        ShipEngineDescription description = ShipEngineDescription.get();
        Set<Integer> statuses = new TreeSet<>();
        for (String fault : List.of("503", "429", "reject", "error-after", "conflict", "lookup-error", "lookup-lag")) {
            try (CarrierServer server = CarrierServer.start(CarrierSettings.of(folder.resolve(fault))
                            .withApi(CarrierApi.SHIPENGINE)
                            .withFaults(fault + ":1"));
                    Witness witness = new Witness(server.url());
                    ShipEngineCarrier adapter = Samples.adapter(witness.url())) {
                adapter.send(Samples.to(Samples.berlin()), TestPermit.of(Samples.REFERENCE));
                adapter.lookUp(Samples.REFERENCE);
                for (Witness.Seen exchange : witness.seen()) {
                    statuses.add(exchange.status());
                    assertGood(description, exchange);
                }
            }
        }
        assertTrue(statuses.containsAll(Set.of(200, 400, 404, 409, 429, 500, 503)), statuses::toString);
    }

    @Test
    void aShipmentWithoutItsLabelIsWordedAsTheDescriptionSays() throws Exception {
        ShipEngineDescription description = ShipEngineDescription.get();
        try (CarrierServer server = start();
                Witness witness = new Witness(server.url());
                ShipEngineCarrier adapter = Samples.adapter(witness.url())) {
            bought(adapter.send(Samples.to(Samples.berlin()), TestPermit.of(Samples.REFERENCE)));
            HttpRequest.Builder request = HttpRequest.newBuilder(
                    URI.create(witness.url() + "/v1/shipments/external_shipment_id/" + Samples.REFERENCE));
            HttpClient.newHttpClient()
                    .send(request.header("API-Key", Samples.KEY).build(), BodyHandlers.discarding());
            Witness.Seen last = witness.seen().get(witness.seen().size() - 1);
            assertEquals(200, last.status());
            assertGood(description, last);
        }
    }

    @Test
    void theJudgeSeesWhatIsMissingOrWrongInAnswers() throws Exception {
        ShipEngineDescription description = ShipEngineDescription.get();
        try (CarrierServer server = start();
                Witness witness = new Witness(server.url());
                ShipEngineCarrier adapter = Samples.adapter(witness.url())) {
            bought(adapter.send(Samples.to(Samples.berlin()), TestPermit.of(Samples.REFERENCE)));
            String answer = witness.seen().get(0).answer();
            for (String[] change : new String[][] {
                {"\"tracking_number\"", "\"tracking_no\""},
                {"\"status\":\"completed\"", "\"status\":\"done\""},
                {"\"label_id\":\"se-", "\"label_id\":\""},
                {"\"voided\":false", "\"voided\":\"no\""},
                {"\"created_at\":\"20", "\"created_at\":\"at 20"}
            }) {
                String changed = answer.replace(change[0], change[1]);
                assertFalse(changed.equals(answer), change[0]);
                assertFalse(
                        description
                                .problemsOfAnswer("POST", "/v1/labels", 200, changed)
                                .isEmpty(),
                        change[0]);
            }
            String error = Answers.errors("shipengine/validation/invalid_address");
            assertEquals(List.of(), description.problemsOfAnswer("POST", "/v1/labels", 400, error));
            assertFalse(description
                    .problemsOfAnswer("POST", "/v1/labels", 400, error.replace("invalid_address", "no_such_code"))
                    .isEmpty());
        }
    }

    private static void assertGood(ShipEngineDescription description, Witness.Seen exchange) {
        String what = exchange.method() + " " + exchange.target() + " " + exchange.status();
        assertEquals(
                List.of(),
                description.problemsOf(exchange.method(), exchange.target(), exchange.headers(), exchange.body()),
                what);
        int status = DOCUMENTED.contains(exchange.status()) ? exchange.status() : 400;
        assertEquals(
                List.of(),
                description.problemsOfAnswer(exchange.method(), exchange.target(), status, exchange.answer()),
                what);
    }

    private CarrierServer start() throws Exception {
        return CarrierServer.start(CarrierSettings.of(folder.resolve("ledger")).withApi(CarrierApi.SHIPENGINE));
    }

    private static TrackingNumber bought(SendOutcome outcome) {
        return assertInstanceOf(SendOutcome.Accepted.class, outcome).receipt().trackingNumber();
    }
}
