package io.shiponce.carrier.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What DHL's description demands of one shipment: required fields, lengths, patterns, ranges, and customs data for what leaves the
 * European Union. A German postal code of zeros only cannot be encoded, which is a warning, or an error for who asked for that.
 *
 * <p>For one shipment and one thread.
 */
final class DhlShipments {
    private static final Set<String> PRODUCTS = Set.of("V01PAK", "V53WPAK", "V54EPAK", "V62WP", "V62KP", "V66WPI");
    private static final Set<String> EXPORT_TYPES =
            Set.of("OTHER", "PRESENT", "COMMERCIAL_SAMPLE", "DOCUMENT", "RETURN_OF_GOODS", "COMMERCIAL_GOODS");
    private static final Set<String> EUROPEAN_UNION = Set.of(("AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN"
                    + " IRL ITA LTU LUX LVA MCO MLT NLD POL PRT ROU SVK SVN SWE")
            .split(" "));
    private static final Pattern POSTAL_CODE = Pattern.compile("[0-9A-Za-z]+([ -]?[0-9A-Za-z]+)*");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{3}");
    private static final BigDecimal MAX_GRAMS = BigDecimal.valueOf(31_500);
    private static final BigDecimal MAX_VALUE = BigDecimal.valueOf(100_000);
    private static final int MAX_ITEMS = 99;

    private final List<Finding> findings = new ArrayList<>();

    /** One thing that is wrong, or a warning. */
    record Finding(String property, String message, boolean isWarning) {}

    private DhlShipments() {}

    /** Everything that is wrong with it; empty if nothing. */
    static List<Finding> check(JsonNode shipment, boolean mustEncode) {
        DhlShipments checked = new DhlShipments();
        checked.shipment(shipment);
        checked.encodable(shipment.path("consignee"), mustEncode);
        return checked.findings;
    }

    /** Whether DHL takes it nevertheless: warnings are no refusal. */
    static boolean isTaken(List<Finding> findings) {
        return findings.stream().allMatch(Finding::isWarning);
    }

    private void shipment(JsonNode shipment) {
        String product = shipment.path("product").asText("");
        String billingNumber = shipment.path("billingNumber").asText("");
        demand(PRODUCTS.contains(product), "product", "is not one of DHL's");
        demand(
                billingNumber.matches("\\w{10}\\d{2}\\w{2}")
                        && product.length() > 2
                        && billingNumber.startsWith(product.substring(1, 3), 10),
                "billingNumber",
                "must be 14 characters, of which the 11th and 12th are the product's");
        text(shipment, "", "refNo", 8, 35, false);
        if (shipment.path("shipper").has("shipperRef")) {
            text(shipment.path("shipper"), "shipper.", "shipperRef", 0, 50, true);
        } else {
            door(shipment.path("shipper"), "shipper.");
        }
        consignee(shipment.path("consignee"));
        weight(shipment.path("details").path("weight"), "details.weight");
        if (shipment.path("details").has("dim")) {
            dimensions(shipment.path("details").path("dim"));
        }
        String country = shipment.path("consignee").path("country").asText("DEU");
        if (!EUROPEAN_UNION.contains(country) || shipment.has("customs")) {
            customs(shipment.path("customs"));
        }
    }

    private void consignee(JsonNode consignee) {
        String place = "consignee.";
        if (consignee.has("lockerID")) {
            text(consignee, place, "name", 1, 50, true);
            between(consignee.path("lockerID"), 100, 999, place + "lockerID");
            demand(consignee.path("postNumber").asText("").matches("[0-9]{6,10}"), place + "postNumber", "is needed");
            text(consignee, place, "city", 0, 40, true);
            postalCode(consignee, place, true);
        } else if (consignee.has("retailID")) {
            text(consignee, place, "name", 1, 50, true);
            between(consignee.path("retailID"), 401, 999, place + "retailID");
            demand(
                    consignee.has("postNumber") || consignee.has("email"),
                    place + "postNumber",
                    "or an e-mail address is needed");
            text(consignee, place, "city", 0, 80, true);
            postalCode(consignee, place, true);
        } else if (consignee.has("poBoxID")) {
            text(consignee, place, "name1", 1, 50, true);
            text(consignee, place, "city", 0, 80, true);
            postalCode(consignee, place, true);
        } else {
            door(consignee, place);
            text(consignee, place, "additionalAddressInformation1", 1, 60, false);
            text(consignee, place, "state", 1, 20, false);
            text(consignee, place, "phone", 1, 20, false);
        }
        text(consignee, place, "email", 3, 80, false);
    }

    private void door(JsonNode address, String place) {
        text(address, place, "name1", 1, 50, true);
        text(address, place, "name2", 1, 50, false);
        text(address, place, "name3", 1, 50, false);
        text(address, place, "addressStreet", 1, 50, true);
        text(address, place, "addressHouse", 1, 10, false);
        text(address, place, "city", 1, 40, true);
        postalCode(address, place, false);
        demand(COUNTRY.matcher(address.path("country").asText("")).matches(), place + "country", "must be alpha-3");
    }

    private void postalCode(JsonNode address, String place, boolean required) {
        String code = address.path("postalCode").asText("");
        boolean fine = code.isEmpty()
                ? !required && !address.has("postalCode")
                : code.length() >= 3
                        && code.length() <= 10
                        && POSTAL_CODE.matcher(code).matches();
        demand(fine, place + "postalCode", "must have 3 to 10 letters and digits");
    }

    private void dimensions(JsonNode dim) {
        demand(Set.of("cm", "mm").contains(dim.path("uom").asText("")), "details.dim.uom", "must be cm or mm");
        for (String side : List.of("height", "length", "width")) {
            between(dim.path(side), 1, Integer.MAX_VALUE, "details.dim." + side);
        }
    }

    private void customs(JsonNode customs) {
        demand(EXPORT_TYPES.contains(customs.path("exportType").asText("")), "customs.exportType", "is needed");
        if (customs.path("exportType").asText("").equals("OTHER")) {
            text(customs, "customs.", "exportDescription", 1, 80, true);
        }
        value(customs.path("postalCharges"), "customs.postalCharges");
        String currency = customs.path("postalCharges").path("currency").asText("");
        JsonNode items = customs.path("items");
        demand(items.isArray() && !items.isEmpty() && items.size() <= MAX_ITEMS, "customs.items", "must be 1 to 99");
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            String place = "customs.items[" + i + "].";
            text(item, place, "itemDescription", 1, 256, true);
            text(item, place, "hsCode", 6, 11, false);
            between(item.path("packagedQuantity"), 1, Integer.MAX_VALUE, place + "packagedQuantity");
            weight(item.path("itemWeight"), place + "itemWeight");
            value(item.path("itemValue"), place + "itemValue");
            demand(
                    item.path("itemValue").path("currency").asText("").equals(currency),
                    place + "itemValue.currency",
                    "must be that of the postal charges");
        }
    }

    private void value(JsonNode value, String property) {
        demand(value.path("currency").asText("").matches("[A-Z]{3}"), property + ".currency", "is needed");
        JsonNode amount = value.path("value");
        demand(
                amount.isNumber()
                        && amount.decimalValue().signum() >= 0
                        && amount.decimalValue().compareTo(MAX_VALUE) <= 0,
                property + ".value",
                "must be between 0 and 100000");
    }

    private void weight(JsonNode weight, String property) {
        String unit = weight.path("uom").asText("");
        demand(Set.of("g", "kg").contains(unit), property + ".uom", "must be g or kg");
        JsonNode value = weight.path("value");
        BigDecimal grams = unit.equals("kg") ? value.decimalValue().movePointRight(3) : value.decimalValue();
        demand(
                value.isNumber() && grams.signum() > 0 && grams.compareTo(MAX_GRAMS) <= 0,
                property + ".value",
                "must be over 0 and at most 31.5 kg");
    }

    private void text(JsonNode node, String place, String field, int min, int max, boolean required) {
        JsonNode text = node.path(field);
        if (text.isMissingNode() && !required) {
            return;
        }
        int length = text.asText("").length();
        demand(
                text.isTextual() && length >= min && length <= max,
                place + field,
                "must have " + min + " to " + max + " characters");
    }

    private void between(JsonNode number, int min, int max, String property) {
        demand(
                number.isInt() && number.intValue() >= min && number.intValue() <= max,
                property,
                "must be between " + min + " and " + max);
    }

    private void encodable(JsonNode consignee, boolean mustEncode) {
        boolean german = consignee.path("country").asText("DEU").equals("DEU");
        if (german && consignee.path("postalCode").asText("").equals("00000")) {
            findings.add(new Finding("consignee.postalCode", "The address cannot be encoded.", !mustEncode));
        }
    }

    private void demand(boolean met, String property, String message) {
        if (!met) {
            findings.add(new Finding(property, property + " " + message, false));
        }
    }
}
