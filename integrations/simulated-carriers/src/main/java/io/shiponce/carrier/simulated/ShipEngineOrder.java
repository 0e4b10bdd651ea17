package io.shiponce.carrier.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a purchase asks for, checked as ShipEngine's description of {@code POST /v1/labels} demands: names, types, words, lengths. An
 * external id over {@value #KEPT} characters is cut without a word, as documented.
 *
 * <p>For one thread. It holds an address, so nobody prints it.
 */
final class ShipEngineOrder {
    /** How much of an external shipment id is kept, in characters. */
    static final int KEPT = 50;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern SE_ID = Pattern.compile("(?=.{1,25}$)se(-[a-z0-9]+)+");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9]+(_[a-z0-9-]+)* ?");
    private static final Pattern PACKAGE = Pattern.compile("(?=.{1,50}$)[a-z0-9]+(_[a-z0-9]+)*");
    private static final Pattern COUNTRY = Pattern.compile("..");
    private static final Pattern SOMETHING = Pattern.compile("(?s).+");
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]+");

    private static final Set<String> REQUEST =
            words("shipment is_return_label rma_number charge_event outbound_label_id"
                    + " test_label validate_address label_download_type label_format display_scheme label_layout label_image_id"
                    + " ship_to_service_point_id ship_from_service_point_id");
    private static final Set<String> SHIPMENT = words("carrier_id service_code shipping_rule_id external_order_id items"
            + " tax_identifiers external_shipment_id shipment_number ship_date ship_to ship_from warehouse_id return_to"
            + " is_return confirmation customs advanced_options insurance_provider order_source_code packages"
            + " comparison_rate_type");
    private static final Set<String> ADDRESS = words("name phone email company_name address_line1 address_line2"
            + " address_line3 city_locality state_province postal_code country_code address_residential_indicator"
            + " instructions geolocation");
    private static final Set<String> PARCEL =
            words("package_id package_code package_name weight dimensions insured_value"
                    + " label_messages external_package_id content_description products");
    private static final Set<String> PRODUCT = words("description quantity value weight harmonized_tariff_code"
            + " country_of_origin unit_of_measure sku sku_description mid_code product_url vat_rate dangerous_goods"
            + " extended_details");

    private final List<Problem> problems = new ArrayList<>();
    private final JsonNode request;

    /** One thing that is wrong with a request. */
    record Problem(String code, String field, String message) {}

    private ShipEngineOrder(JsonNode request) {
        this.request = request;
    }

    static ShipEngineOrder read(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            json = JSON.missingNode();
        }
        ShipEngineOrder order = new ShipEngineOrder(json);
        if (json.isObject()) {
            order.check();
        } else {
            order.wrong("request_body_required", "", "the body must be a JSON object");
        }
        return order;
    }

    /** Empty if it can be executed. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    JsonNode shipment() {
        return request.path("shipment");
    }

    /** As it is kept. */
    String reference() {
        String given = shipment().path("external_shipment_id").asText();
        return given.substring(0, Math.min(KEPT, given.length()));
    }

    String word(String field, String fallback) {
        return request.path(field).asText(fallback);
    }

    private void check() {
        known(request, "", REQUEST);
        oneOf(request, "", "validate_address", "no_validation validate_only validate_and_clean");
        oneOf(request, "", "label_download_type", "url inline");
        // The description names carriers that do not do png.
        oneOf(request, "", "label_format", "pdf zpl");
        oneOf(request, "", "label_layout", "4x6 letter A4 A6");
        JsonNode shipment = shipment();
        if (!object(request, "", "shipment")) {
            return;
        }
        known(shipment, "shipment", SHIPMENT);
        text(shipment, "shipment", "carrier_id", SE_ID, true);
        text(shipment, "shipment", "service_code", SERVICE, true);
        text(shipment, "shipment", "external_shipment_id", REFERENCE, true);
        oneOf(
                shipment,
                "shipment",
                "confirmation",
                "none delivery signature adult_signature direct_signature delivery_mailed verbal_confirmation"
                        + " delivery_code age_verification_16_plus");
        address(shipment, "ship_to", false);
        if (shipment.hasNonNull("warehouse_id")) {
            text(shipment, "shipment", "warehouse_id", SE_ID, true);
        } else {
            address(shipment, "ship_from", true);
        }
        packages(shipment);
        customs(shipment);
    }

    private void address(JsonNode shipment, String field, boolean from) {
        if (!object(shipment, "shipment", field)) {
            return;
        }
        String path = "shipment." + field;
        JsonNode address = shipment.path(field);
        known(address, path, ADDRESS);
        for (String part : List.of("name", "address_line1", "city_locality", "state_province", "postal_code")) {
            text(address, path, part, SOMETHING, true);
        }
        text(address, path, "country_code", COUNTRY, true);
        for (String part : List.of("company_name", "address_line2", "address_line3")) {
            text(address, path, part, SOMETHING, false);
        }
        text(address, path, "phone", SOMETHING, from);
    }

    private void packages(JsonNode shipment) {
        JsonNode packages = shipment.path("packages");
        if (!packages.isArray() || packages.isEmpty()) {
            wrong("field_value_required", "shipment.packages", "at least one package is needed");
            return;
        }
        for (int i = 0; i < packages.size(); i++) {
            JsonNode parcel = packages.get(i);
            String path = "shipment.packages[" + i + "]";
            known(parcel, path, PARCEL);
            text(parcel, path, "package_code", PACKAGE, false);
            if (object(parcel, path, "weight")) {
                measure(parcel.path("weight"), path + ".weight", "pound ounce gram kilogram", "value");
            }
            if (parcel.hasNonNull("dimensions")) {
                measure(
                        parcel.path("dimensions"),
                        path + ".dimensions",
                        "inch centimeter",
                        "length",
                        "width",
                        "height");
            }
            String content = parcel.path("content_description").asText("");
            if (content.length() > 35) {
                wrong("invalid_string_length", path + ".content_description", "35 characters at most");
            }
        }
    }

    private void measure(JsonNode measure, String path, String units, String... sides) {
        Set<String> names = new java.util.HashSet<>(List.of(sides));
        names.add("unit");
        known(measure, path, names);
        if (!measure.hasNonNull("unit")) {
            wrong("field_value_required", path + ".unit", "a unit is needed");
        }
        oneOf(measure, path, "unit", units);
        for (String side : sides) {
            if (!measure.path(side).isNumber() || measure.path(side).doubleValue() <= 0) {
                wrong("invalid_field_value", path + "." + side, "must be a number over zero");
            }
        }
    }

    /** Asked for where a parcel enters or leaves the United States, which no two countries' customs union covers. */
    private void customs(JsonNode shipment) {
        String to = shipment.at("/ship_to/country_code").asText();
        String from = shipment.at("/ship_from/country_code").asText(to);
        boolean needed = !to.equals(from) && (to.equals("US") || from.equals("US"));
        boolean given = shipment.hasNonNull("customs");
        if (given) {
            JsonNode customs = shipment.path("customs");
            for (String field : List.of("contents", "non_delivery")) {
                text(customs, "shipment.customs", field, SOMETHING, true);
            }
            oneOf(customs, "shipment.customs", "contents", "merchandise documents gift returned_goods sample other");
            oneOf(customs, "shipment.customs", "non_delivery", "return_to_sender treat_as_abandoned");
        }
        JsonNode packages = shipment.path("packages");
        for (int i = 0; i < packages.size(); i++) {
            JsonNode products = packages.get(i).path("products");
            String path = "shipment.packages[" + i + "].products";
            if (needed && (!given || products.isEmpty())) {
                wrong("customs_items_required", path, "customs need the items");
            }
            for (int j = 0; j < products.size(); j++) {
                product(products.get(j), path + "[" + j + "]");
            }
        }
    }

    private void product(JsonNode product, String path) {
        known(product, path, PRODUCT);
        if (!product.path("quantity").isIntegralNumber()
                || product.path("quantity").longValue() < 0) {
            wrong("invalid_field_value", path + ".quantity", "must be a whole number");
        }
        if (product.path("description").asText("").length() > 100) {
            wrong("invalid_string_length", path + ".description", "100 characters at most");
        }
        text(product, path, "country_of_origin", COUNTRY, false);
        if (object(product, path, "value")) {
            text(product.path("value"), path + ".value", "currency", SOMETHING, true);
            if (!product.at("/value/amount").isNumber()) {
                wrong("invalid_field_value", path + ".value.amount", "must be a number");
            }
        }
    }

    private boolean object(JsonNode parent, String path, String field) {
        if (parent.path(field).isObject()) {
            return true;
        }
        wrong("field_value_required", at(path, field), "an object is needed");
        return false;
    }

    private void text(JsonNode parent, String path, String field, Pattern pattern, boolean required) {
        JsonNode value = parent.path(field);
        if (value.isMissingNode() || value.isNull()) {
            if (required) {
                wrong("field_value_required", at(path, field), "a value is needed");
            }
        } else if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
            wrong("invalid_field_value", at(path, field), "must match " + pattern.pattern());
        }
    }

    private void oneOf(JsonNode parent, String path, String field, String words) {
        JsonNode value = parent.path(field);
        if (!value.isMissingNode() && !(value.isTextual() && words(words).contains(value.textValue()))) {
            wrong("invalid_field_value", at(path, field), "must be one of: " + words);
        }
    }

    private void known(JsonNode node, String path, Set<String> names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                wrong("invalid_field_value", at(path, name.toLowerCase(Locale.ROOT)), "is not a field");
            }
        });
    }

    private void wrong(String code, String field, String message) {
        problems.add(new Problem(code, field, message));
    }

    private static String at(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }
}
