package io.shiponce.examples.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CanonicalOrders;
import io.shiponce.Order;
import io.shiponce.PlanPreview;
import io.shiponce.Planning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFileTest {
    /** Everything that there is; each refusal below changes one thing of it. */
    static final String FULL = """
            {
              "stock": {
                "places": ["AUG", "LYS"],
                "pieces": {"AUG": {"A": 5}, "LYS": {"B": 2}},
                "arrivals": {"LYS": {"B": "2027-01-02T00:00:00Z"}}
              },
              "split": ["vendor", "hazard", {"when": {"outside": ["EU"]}, "split": ["temperature"]}],
              "carriers": {
                "rules": [
                  {"name": "cheap", "carrier": "post", "service": "LETTER",
                   "when": {"to": ["DE", "AT"], "shippingClass": [""], "origin": ["AUG"], "within": {"weightGrams": 1000},
                            "costs": {"prices": [{"upToGrams": 500, "price": {"amount": "1.80", "currency": "EUR"}}],
                                      "most": {"amount": "2.00", "currency": "EUR"}}}},
                  {"name": "heavy", "carrier": "freight", "when": {"beyond": {"weightGrams": 31500}}},
                  {"name": "all else", "carrier": "dhl"}
                ],
                "otherwise": "refuse"
              },
              "limits": [
                {"pieces": 20, "value": {"amount": "500.00", "currency": "EUR"}},
                {"carrier": "dhl", "weightGrams": 31500, "longestSideMillimetres": 1200},
                {"carrier": "post", "service": "LETTER", "girthMillimetres": 900, "cubicMillimetres": 3000000}
              ],
              "boxes": [
                {"name": "S", "inner": [200, 150, 100], "outer": [210, 160, 110], "tareGrams": 100, "maxWeightGrams": 5000}
              ],
              "packing": "volume"
            }
            """;

    @TempDir
    private Path directory;

    private Planning read(String rules) throws IOException {
        return RulesFile.read(Files.writeString(directory.resolve("rules.json"), rules));
    }

    private String problem(String rules) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> read(rules)).getMessage();
        String file = directory.resolve("rules.json").toString();
        assertTrue(message.startsWith(file), message);
        return message.substring(file.length());
    }

    private static Order order(String country, String lines) {
        return CanonicalOrders.parse("{\"shop\":\"augsburg\",\"number\":\"1\",\"shipTo\":{\"name\":\"Ada Ahorn\","
                + "\"street1\":\"Lindenweg 1\",\"postalCode\":\"1\",\"city\":\"City\",\"country\":\"" + country
                + "\"},\"lines\":[" + lines + "]}");
    }

    private static List<String> shown(PlanPreview preview) {
        return preview.shipments().stream()
                .map(shipment ->
                        shipment.carrier() + "/" + shipment.consignment().service() + "/"
                                + shipment.consignment().origin() + " " + shipment.reasons())
                .toList();
    }

    private static List<String> shown(Planning planning, String country, String lines) {
        return shown(planning.preview(order(country, lines)));
    }

    @Test
    void everyPartIsRead() throws IOException {
        Planning planning = read(FULL);
        String small = "\"dimensionsMillimetres\":[10,10,10]";
        assertEquals(
                List.of("post/LETTER/AUG [leaves from 'AUG', which has everything, carrier post, service 'LETTER':"
                        + " cheap, in box 'S']"),
                shown(planning, "DE", "{\"sku\":\"A\",\"quantity\":1,\"weightGrams\":500," + small + "}"));
        assertEquals(
                List.of("dhl//AUG [leaves from 'AUG', which has everything, carrier dhl: all else, in box 'S']"),
                shown(planning, "FR", "{\"sku\":\"A\",\"quantity\":1,\"weightGrams\":500," + small + "}"));
        assertEquals(
                List.of("dhl//AUG [leaves from 'AUG', which has everything, carrier dhl: all else, in box 'S']"),
                shown(planning, "DE", "{\"sku\":\"A\",\"quantity\":1,\"weightGrams\":501," + small + "}"));
        assertEquals(
                List.of("freight//AUG [leaves from 'AUG', which has everything, carrier freight: heavy,"
                        + " in no box: the size of A is unknown]"),
                shown(planning, "DE", "{\"sku\":\"A\",\"quantity\":1,\"weightGrams\":31501}"));
        assertEquals(
                List.of(
                        "dhl//LYS [leaves from 'LYS', which has everything, carrier dhl: all else, in box 'S']",
                        "dhl//LYS [not in stock: arrives at 'LYS' at 2027-01-02T00:00:00Z, carrier dhl: all else,"
                                + " in box 'S']"),
                shown(planning, "DE", "{\"sku\":\"B\",\"quantity\":3," + small + "}"));
    }

    @Test
    void conditionsApplyWhereTheyHold() throws IOException {
        Planning planning = read(FULL);
        String lines = "{\"sku\":\"A\",\"quantity\":1,\"temperature\":\"frozen\"},{\"sku\":\"A\",\"quantity\":1}";
        assertEquals(1, shown(planning, "DE", lines).size());
        assertEquals(2, shown(planning, "CH", lines).size());
        String vendors = "{\"sku\":\"A\",\"quantity\":1,\"vendor\":\"Acme\"},{\"sku\":\"A\",\"quantity\":1}";
        assertEquals(2, shown(planning, "DE", vendors).size());
    }

    @Test
    void limitsAreThoseOfAllOfTheCarrierAndOfTheService() throws IOException {
        Planning planning = read("{\"limits\":[{\"pieces\":3},{\"carrier\":\"reference\",\"pieces\":2},"
                + "{\"carrier\":\"reference\",\"service\":\"one\",\"pieces\":1},{\"carrier\":\"x\",\"pieces\":1}]}");
        assertEquals(2, shown(planning, "DE", "{\"sku\":\"A\",\"quantity\":4}").size());
        assertEquals(
                4,
                shown(planning, "DE", "{\"sku\":\"A\",\"quantity\":4,\"shippingClass\":\"one\"}")
                        .size());
    }

    @Test
    void whatIsLeftOutIsAsUsual() throws IOException {
        Order order = order("DE", "{\"sku\":\"A\",\"quantity\":1},{\"sku\":\"B\",\"quantity\":1,\"origin\":\"AUG\"}");
        assertEquals(Planning.builder().build().preview(order), read("{}").preview(order));
        assertEquals(
                Planning.builder().build().preview(order),
                read("{\"stock\":null,\"split\":[],\"carriers\":{},\"limits\":[],\"boxes\":[]}")
                        .preview(order));
    }

    @Test
    void packingInThreeDimensionsCanBeAskedFor() throws IOException {
        assertEquals(
                List.of("dhl//AUG [leaves from 'AUG', which has everything, carrier dhl: all else,"
                        + " in box 'S', in three dimensions]"),
                shown(
                        read(FULL.replace("\"volume\"", "\"3d\"")),
                        "FR",
                        "{\"sku\":\"A\",\"quantity\":1,\"dimensionsMillimetres\":[10,10,10]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"stock\": | \"stocks\": | stocks: is not known; expected one of stock, split, carriers, limits, boxes, packing",
                "\"places\": [\"AUG\", \"LYS\"], | `` | stock.places: is missing; expected the places, best first",
                "\"places\": [\"AUG\", \"LYS\"] | \"places\": [\"AUG\", \"AUG\"] | stock: a place must be named once, 'AUG' is twice",
                "\"places\": [\"AUG\", \"LYS\"] | \"places\": \"AUG\" | stock.places: expected a list, found the text \"AUG\"",
                "\"A\": 5 | \"A\": -5 | stock.pieces.AUG.A: expected a whole number from 0 to 2147483647, found the number -5",
                "\"A\": 5 | \"A\": \"5\" | stock.pieces.AUG.A: expected a whole number from 0 to 2147483647, found the text \"5\"",
                "\"A\": 5 | \"A\": 5.5 | stock.pieces.AUG.A: expected a whole number from 0 to 2147483647, found the number 5.5",
                "{\"A\": 5} | 5 | stock.pieces.AUG: expected an object, found the number 5",
                "2027-01-02T00:00:00Z | tomorrow | stock.arrivals.LYS.B: expected a time like 2026-12-20T10:00:00Z, found the text \"tomorrow\"",
                "[\"vendor\", | [\"colour\", | split[0]: expected vendor, hazard, temperature, or an object with when and split, found the text \"colour\"",
                "[\"vendor\", | [7, | split[0]: expected an object, found the number 7",
                "{\"when\": {\"outside\": [\"EU\"]}, | { | split[2].when: is missing; expected a condition",
                "\"outside\": [\"EU\"] | \"outside\": [\"Europe\"] | split[2].when.outside[0]: expected a country's two capital letters, or EU, found the text \"Europe\"",
                "\"outside\": [\"EU\"] | \"beside\": [\"EU\"] | split[2].when.beside: is not known; expected one of to, outside, shippingClass, origin, within, beyond, costs",
                "\"name\": \"heavy\", | `` | carriers.rules[1].name: is missing; expected why, for people",
                "\"carrier\": \"freight\" | \"carrier\": \" \" | carriers.rules[1]: carrier must not be blank",
                "\"carrier\": \"freight\" | \"Carrier\": \"freight\" | carriers.rules[1].Carrier: is not known; expected one of name, when, carrier, service",
                "\"refuse\" | \"ignore\" | carriers.otherwise: expected order (its own carrier) or refuse, found the text \"ignore\"",
                "{\"weightGrams\": 1000} | {\"weight\": 1000} | carriers.rules[0].when.within.weight: is not known; expected one of weightGrams, cubicMillimetres, longestSideMillimetres, girthMillimetres, value, pieces",
                "\"1.80\" | 1.80 | carriers.rules[0].when.costs.prices[0].price.amount: expected an amount as a text, like \"12.50\", found the number 1.8",
                "\"most\": {\"amount\": \"2.00\", \"currency\": \"EUR\"} | \"most\": {\"amount\": \"2.00\", \"currency\": \"CHF\"} | carriers.rules[0].when.costs: a limit in CHF cannot be compared with prices in EUR",
                "\"pieces\": 20 | \"pieces\": 0 | limits[0].pieces: expected a whole number from 1 to 2147483647, found the number 0",
                "\"500.00\" | \"0\" | limits[0]: value must be more than 0 and at most 1000000000000",
                "\"currency\": \"EUR\"}}, | \"currency\": \"Euro\"}}, | limits[0].value: currency must be three capital letters (ISO 4217)",
                "{\"carrier\": \"post\", \"service\" | {\"service\" | limits[2]: carrier is missing; expected the name of the carrier whose service it is",
                "\"inner\": [200, 150, 100] | \"inner\": [200, 150] | boxes[0].inner: expected three sides in millimetres: length, width and height",
                "\"inner\": [200, 150, 100] | \"inner\": [200, 150, 0] | boxes[0].inner[2]: expected a whole number from 1 to 100000, found the number 0",
                "\"inner\": [200, 150, 100] | \"inner\": [300, 150, 100] | boxes[0]: box 'S' must not be larger inside than outside",
                "\"tareGrams\": 100, | `` | boxes[0].tareGrams: is missing; expected a weight in grams",
                "\"volume\" | \"best\" | packing: expected volume or 3d, found the text \"best\"",
            })
    void whatCannotBeUsedSaysWhereAndWhatWasExpected(String from, String to, String expected) {
        String rules = FULL.replace(from, to == null ? "" : to);
        assertFalse(rules.equals(FULL), from);
        String problem = problem(rules);
        assertTrue(problem.startsWith(": " + expected), () -> problem + " instead of " + expected);
    }

    @Test
    void whatIsNoJsonSaysWhere() {
        assertTrue(problem("{\"split\": [").startsWith(": is not JSON at line 1, column "));
        assertTrue(problem("{\n\"split\": [],\n\"split\": []}").startsWith(": is not JSON at line 3, column "));
        assertTrue(problem("{} {}").startsWith(": is not JSON at line 1, column "));
        assertEquals(": expected an object, found a list", problem("[]"));
        assertEquals(": expected an object, found nothing", problem(""));
        assertEquals(": packing: there are no boxes to pack into; expected boxes", problem("{\"packing\":\"volume\"}"));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> RulesFile.read(directory))
                .getMessage()
                .endsWith("cannot be read: expected a JSON file with rules"));
    }
}
