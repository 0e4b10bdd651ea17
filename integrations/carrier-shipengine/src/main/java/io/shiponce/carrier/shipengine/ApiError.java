package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of an error answer, and what it says about the label that was asked for. ShipEngine classifies by source, type and
 * code; its free text is for people, may repeat what it was sent, and is only read where that makes an answer <em>less</em>
 * certain.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param source who made it: {@code shipengine}, {@code carrier} or {@code order_source}
 * @param field the path of the field that is wrong, made of names that ShipEngine's schema has; empty if it says none
 * @param aboutReference true if field or text speak of the external shipment id: then it may be about an earlier request
 */
record ApiError(String source, String type, String code, String field, boolean aboutReference) {

    /** What an error says about the request that it answers. */
    enum Verdict {
        /** The request was refused, and would be again. */
        REFUSED,
        /** The account, not the request, was refused; nothing was done. */
        NOT_ACCEPTED,
        /** Something else, or something that only happens after work has begun. */
        UNCLEAR
    }

    /** The codes whose meaning is "this request is wrong", whoever says so. */
    private static final Set<String> REFUSALS = Set.of(
            "carrier_conflict",
            "carrier_not_supported",
            "confirmation_not_supported",
            "customs_items_required",
            "field_conflict",
            "field_value_required",
            "incompatible_paired_labels",
            "invalid_address",
            "invalid_charge_event",
            "invalid_field_value",
            "invalid_identifier",
            "invalid_object",
            "invalid_string_length",
            "label_images_not_supported",
            "request_body_required",
            "service_not_determined",
            "settings_not_supported",
            "shipping_rule_not_found",
            "warehouse_conflict");

    /** The codes whose meaning is "this account may not, or cannot pay": a person puts it right, and the request may go again. */
    private static final Set<String> ACCOUNT = Set.of(
            "carrier_disconnected",
            "carrier_not_connected",
            "funding_source_missing_configuration",
            "funding_source_registration_in_progress",
            "insufficient_funds",
            "invalid_billing_plan",
            "subscription_inactive",
            "terms_not_accepted",
            "trial_expired");

    /** The other codes that the description lists: shown, and never certain. */
    private static final Set<String> OTHERS = Set.of(
            "auto_fund_not_supported",
            "batch_cannot_be_modified",
            "default_warehouse_cannot_be_deleted",
            "file_not_found",
            "forbidden",
            "funding_source_error",
            "identifier_conflict",
            "identifiers_must_match",
            "insurance_failure",
            "invalid_status",
            "meter_failure",
            "no_rates_returned",
            "order_source_not_active",
            "rate_limit_exceeded",
            "refresh_not_supported",
            "return_label_not_supported",
            "tracking_not_supported",
            "unauthorized",
            "unknown",
            "unspecified",
            "verification_failure",
            "webhook_event_type_conflict");

    private static final Set<String> SOURCES = Set.of("carrier", "order_source", "shipengine");
    private static final Set<String> TYPES =
            Set.of("account_status", "business_rules", "integrations", "security", "system", "validation");
    private static final Set<String> REQUEST_TYPES = Set.of("business_rules", "validation");
    private static final Set<String> ACCOUNT_TYPES = Set.of("account_status", "business_rules");

    /** The words of field paths that go on to histories: those of this adapter's requests, so that no value can be one. */
    private static final Set<String> FIELD_WORDS = Set.of(
            ("address_line amount carrier_id city_locality company_name confirmation content_description contents"
                            + " contents_explanation country_code country_of_origin currency customs description dimensions"
                            + " email external_shipment_id harmonized_tariff_code height label_format label_layout length name"
                            + " non_delivery package_code packages phone postal_code products quantity service_code ship_from"
                            + " ship_to shipment shipment_number sku state_province terms_of_trade_code unit validate_address"
                            + " value warehouse_id weight width")
                    .split(" "));

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[.\\[\\]0-9]+");
    private static final int MAX_FIELD = 100;

    /** Reads one; empty if it is not an error as the description has it. */
    static Optional<ApiError> read(JsonNode node) {
        String source = node.path("error_source").asText("");
        String type = node.path("error_type").asText("");
        String code = node.path("error_code").asText("");
        if (!SOURCES.contains(source)
                || !TYPES.contains(type)
                || !(REFUSALS.contains(code) || ACCOUNT.contains(code) || OTHERS.contains(code))) {
            return Optional.empty();
        }
        String field = node.path("field_name").asText("");
        String said = (field + ' ' + node.path("message").asText("")).toLowerCase(Locale.ROOT);
        boolean aboutReference = said.contains("external_shipment") || said.contains("external shipment");
        return Optional.of(new ApiError(source, type, code, isHarmless(field) ? field : "", aboutReference));
    }

    private static boolean isHarmless(String field) {
        return field.length() <= MAX_FIELD
                && Arrays.stream(BETWEEN_WORDS.split(field))
                        .allMatch(word -> word.isEmpty() || FIELD_WORDS.contains(word));
    }

    /**
     * What it says about the request that it answers, with a status that is documented for refusals. {@code unspecified} is
     * believed from ShipEngine itself only: what a carrier said and nobody gave a code may be a time-out on the way to it.
     */
    Verdict verdict() {
        if (aboutReference || source.equals("order_source")) {
            return Verdict.UNCLEAR;
        }
        if (ACCOUNT.contains(code) && ACCOUNT_TYPES.contains(type)) {
            return Verdict.NOT_ACCEPTED;
        }
        boolean refusal = REFUSALS.contains(code) || (code.equals("unspecified") && source.equals("shipengine"));
        return refusal && REQUEST_TYPES.contains(type) ? Verdict.REFUSED : Verdict.UNCLEAR;
    }

    /** Whether ShipEngine itself let nobody in: that is looked at before anything else. */
    boolean isNotAllowed() {
        return source.equals("shipengine")
                && type.equals("security")
                && (code.equals("unauthorized") || code.equals("forbidden"));
    }

    /** Whether ShipEngine itself, not a carrier behind it, took the request for one too many. */
    boolean isTooMany() {
        return source.equals("shipengine") && code.equals("rate_limit_exceeded");
    }

    /** For histories: source, type, code and field. */
    String shown() {
        return source + '/' + type + '/' + code + (field.isEmpty() ? "" : " (" + field + ')');
    }
}
