package io.shiponce.carrier.dhl;

import static io.shiponce.carrier.dhl.Samples.address;
import static io.shiponce.carrier.dhl.Samples.augsburg;
import static io.shiponce.carrier.dhl.Samples.austin;
import static io.shiponce.carrier.dhl.Samples.london;
import static io.shiponce.carrier.dhl.Samples.to;
import static io.shiponce.carrier.dhl.Samples.vienna;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.ScriptedAnswer;
import io.shiponce.testkit.ScriptedEndpoint;
import io.shiponce.testkit.ScriptedReaction;
import io.shiponce.testkit.ScriptedRequest;
import io.shiponce.testkit.TestPermit;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this adapter asks, judged by DHL's own description; and the judge, judged. */
class DhlDescriptionTest {
    private static final String ORDERS = DhlDescription.BASE + "/orders";
    private static final Map<String, String> HEADERS =
            Map.of("dhl-api-key", Samples.KEY, "Content-Type", "application/json");

    @Test
    void theJudgeAcceptsTheGoodSampleAndRefusesTheBadOnes() throws Exception {
        DhlDescription description = DhlDescription.lenient();
        assertEquals(List.of(), problems(description, DhlDescription.sample("dhl_ok.json")));
        List<String> bad = problems(description, DhlDescription.sample("dhl_bad.json"));
        assertTrue(bad.stream().anyMatch(problem -> problem.contains("profile")), bad::toString);
        assertTrue(bad.stream().anyMatch(problem -> problem.contains("too short")), bad::toString);
        List<String> many = problems(description, DhlDescription.sample("dhl_31.json"));
        assertTrue(many.stream().anyMatch(problem -> problem.contains("at most 30")), many::toString);
    }

    @Test
    void theJudgeSeesWhatIsMissingWrongOrUnknownInOurRequests() throws Exception {
        DhlDescription description = DhlDescription.strict();
        String good = Samples.body(to(london()));
        for (String[] change : new String[][] {
            {"\"profile\":\"STANDARD_GRUPPENPROFIL\",", ""},
            {"\"product\":\"V53WPAK\"", "\"product\":\"V99\""},
            {"33333333335301", "3333333333530"},
            {"SO-ABCDEFGH", "SO-ABCD"},
            {"SO-ABCDEFGH", "S".repeat(36)},
            {"\"country\":\"GBR\"", "\"country\":\"GB\""},
            {"\"postalCode\":\"SW1A 1AA\"", "\"postalCode\":\"SW1A  1AA\""},
            {"\"addressStreet\":\"10 Downing Street\",", ""},
            {"\"weight\":{\"uom\":\"g\",\"value\":1234}", "\"weight\":{\"uom\":\"lb\",\"value\":1234}"},
            {"\"value\":1234", "\"value\":31501"},
            {"\"length\":200", "\"length\":200.5"},
            {"\"exportType\":\"COMMERCIAL_GOODS\",", ""},
            {"\"hsCode\":\"691200\"", "\"hsCode\":\"69120\""},
            {"\"countryOfOrigin\":\"DEU\"", "\"countryOfOrigin\":\"DE\""},
            {"\"packagedQuantity\":2", "\"packagedQuantity\":\"2\""},
            {"\"currency\":\"EUR\"", "\"currency\":\"EURO\""},
            {"\"refNo\"", "\"reference\""}
        }) {
            String changed = good.replace(change[0], change[1]);
            assertFalse(changed.equals(good), change[0]);
            assertFalse(problems(description, changed).isEmpty(), change[0] + " -> " + change[1]);
        }
        for (String query : List.of("?docFormat=ZPL", "?printFormat=A5", "?includeDocs=inline", "?validat=true")) {
            assertFalse(
                    description
                            .problemsOf("POST", ORDERS + query, HEADERS, good)
                            .isEmpty(),
                    query);
        }
    }

    @Test
    void everyKindOfRequestOfOursIsAccepted() throws Exception {
        DhlDescription description = DhlDescription.strict();
        Address company = new Address(
                "Ada Ahorn",
                "Ahorn GmbH",
                "Weg 1",
                "Hinterhaus",
                "86150",
                "Augsburg",
                null,
                "DE",
                "ada@example.org",
                "+49 821 1");
        for (Consignment consignment : List.of(
                to(augsburg()),
                to(vienna()),
                to(london()),
                to(austin()),
                to(company),
                to(german("Packstation 118", "1234567")),
                to(german("Postfiliale 518", "1234567")),
                to(german("Postfiliale 518", null)),
                to(german("Postfach 100203", null)),
                to(address("Street 1", null, "--", "Dubai", null, "AE")))) {
            for (String[] settings : new String[][] {
                {"share.email", "true"},
                {"share.email", "true", "share.phone", "true", "premium", "false", "endorsement", "RETURN"},
                {
                    "share.email",
                    "true",
                    "customs.exportType",
                    "OTHER",
                    "customs.exportDescription",
                    "Mugs",
                    "customs.shipperCustomsRef",
                    "DE123",
                    "customs.codes",
                    "optional"
                },
                {
                    "share.email",
                    "true",
                    "shipper.name2",
                    "Shop",
                    "shipper.name3",
                    "Lager",
                    "shipper.house",
                    "1a",
                    "shipper.contact",
                    "Ada",
                    "shipper.email",
                    "shop@example.org",
                    "shipper.country",
                    "DE"
                },
                {
                    "share.email",
                    "true",
                    "shipper.name1",
                    "",
                    "shipper.street",
                    "",
                    "shipper.postalCode",
                    "",
                    "shipper.city",
                    "",
                    "shipper.ref",
                    "SHOP"
                }
            }) {
                assertEquals(
                        List.of(),
                        problems(description, Samples.body(consignment, settings)),
                        String.join(" ", settings));
            }
        }
    }

    @Test
    void whatGoesOverTheLineIsAccepted() throws Exception {
        DhlDescription description = DhlDescription.strict();
        SendPermit permit = TestPermit.of(Samples.REFERENCE);
        try (ScriptedEndpoint dhl = ScriptedEndpoint.start(
                request -> ScriptedReaction.answer(ScriptedAnswer.json(500, Answers.status(500))))) {
            for (String[] settings : new String[][] {
                {},
                {"docFormat", "ZPL2", "printFormat", "910-300-300-oz", "labels", "links"},
                {"mustEncode", "true", "printFormat", "A4"}
            }) {
                DhlParcelDeCarrier adapter = Samples.adapter(dhl.url() + DhlDescription.BASE, settings);
                adapter.send(to(london()), permit);
                adapter.validate(to(london()), Samples.REFERENCE);
                adapter.cancel(new TrackingNumber(Answers.NUMBER));
            }
            assertEquals(9, dhl.requests().size());
            for (ScriptedRequest request : dhl.requests()) {
                assertEquals(List.of(), problems(description, request), request::target);
            }
        }
    }

    @Test
    void everyCountryAndCurrencyOfTheDescriptionIsKnownAndNoOther() throws Exception {
        String text = DhlDescription.strict().text();
        Set<String> countries = codes(text, "    Country:\n", "    Value:\n");
        assertTrue(countries.size() > 200, countries::toString);
        assertEquals(
                countries,
                Stream.of(Locale.getISOCountries())
                        .flatMap(alpha2 -> Countries.alpha3(alpha2).stream())
                        .collect(Collectors.toCollection(TreeSet::new)));
        for (String currency : codes(text, "    Value:\n", "    Weight:\n")) {
            DhlSettings.read(Samples.settings("http://localhost:1", "customs.postalCharges", "1 " + currency));
        }
    }

    private static Set<String> codes(String text, String from, String to) {
        Matcher code = Pattern.compile("^ +- ([A-Z]{3})$", Pattern.MULTILINE)
                .matcher(text.substring(text.indexOf(from), text.indexOf(to)));
        Set<String> codes = new TreeSet<>();
        while (code.find()) {
            codes.add(code.group(1));
        }
        return codes;
    }

    private static List<String> problems(DhlDescription description, ScriptedRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.name(), header.value()));
        return description.problemsOf(request.method(), request.target(), headers, request.text());
    }

    private static List<String> problems(DhlDescription description, String body) throws IOException {
        return description.problemsOf("POST", ORDERS, HEADERS, body);
    }

    private static Address german(String street1, String company) {
        return new Address(
                "Ada Ahorn", company, street1, null, "86150", "Augsburg", null, "DE", "ada@example.org", null);
    }
}
