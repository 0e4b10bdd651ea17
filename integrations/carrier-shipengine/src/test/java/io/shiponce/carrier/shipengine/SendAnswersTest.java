package io.shiponce.carrier.shipengine;

import static io.shiponce.carrier.shipengine.Answers.answer;
import static io.shiponce.carrier.shipengine.Answers.errors;
import static io.shiponce.carrier.shipengine.Answers.label;
import static io.shiponce.carrier.shipengine.Answers.packages;
import static io.shiponce.carrier.shipengine.Answers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendOutcome.NotSent;
import io.shiponce.carrier.SendOutcome.Rejected;
import io.shiponce.carrier.SendOutcome.Unknown;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every documented answer to a purchase, and what is not documented: each in its outcome. */
class SendAnswersTest {
    private static final String REFERENCE = Samples.REFERENCE;
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void aLabelForThisReferenceIsAccepted(int status) {
        assertEquals(
                new SendOutcome.Accepted(Receipt.of(new TrackingNumber("T-1"))),
                outcome(status, label(REFERENCE, "T-1")));
    }

    @Test
    void theLabelsComeWithTheAcceptance() {
        Label file = new Label("application/pdf", ByteBuffer.wrap("%PDF".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                new SendOutcome.Accepted(new Receipt(new TrackingNumber("T-1"), List.of(file))),
                SendAnswers.of(answer(200, label(REFERENCE, "T-1")), REFERENCE, 1, NOW, json -> List.of(file)));
    }

    @Test
    void a2xxThatDoesNotSayWhatWasBoughtIsUnknown() {
        for (String body : List.of(
                "",
                "{}",
                "[]",
                "<html>",
                label(REFERENCE, "T-1") + label(REFERENCE, "T-1"),
                label(REFERENCE, "T-1").substring(0, 60),
                label(REFERENCE + "X", "T-1"),
                label(REFERENCE.toLowerCase(java.util.Locale.ROOT), "T-1"),
                label(null, "T-1"),
                label(REFERENCE, null),
                label(REFERENCE, " "),
                label(REFERENCE, "T".repeat(101)),
                label("7", "se-100", REFERENCE, "completed", false, "T-1"),
                label("se-1", "", REFERENCE, "completed", false, "T-1"),
                label("se-1", "se-100", REFERENCE, "printed", false, "T-1"),
                label("se-1", "se-100", REFERENCE, "error", false, "T-1"),
                label("se-1", "se-100", REFERENCE, "voided", false, "T-1"),
                label("se-1", "se-100", REFERENCE, "completed", true, "T-1"),
                with(label(REFERENCE, "T-1"), "\"is_return_label\":true"),
                with(label(REFERENCE, "T-1"), "\"errors\":[{\"message\":\"insurance\"}]"),
                with(label(REFERENCE, "T-1"), "\"tracking_number\":\"T-2\""))) {
            assertInstanceOf(Unknown.class, outcome(200, body), body);
        }
    }

    @Test
    void c12_aLabelThatIsBeingProcessedIsTakenAndItsNumberFollows() {
        for (String number : new String[] {null, "T-1"}) {
            assertEquals(
                    new SendOutcome.NumberFollows("HTTP 200: the label is being processed"),
                    outcome(200, label("se-1", "se-100", REFERENCE, "processing", false, number)));
            assertInstanceOf(
                    Unknown.class, outcome(200, label("se-1", "se-100", REFERENCE + "X", "processing", false, number)));
            assertInstanceOf(
                    Unknown.class, outcome(202, label("se-1", "se-100", REFERENCE, "processing", false, number)));
        }
    }

    @Test
    void eachPackageNeedsItsNumber() {
        String bought = label(REFERENCE, "T-1");
        assertInstanceOf(SendOutcome.Accepted.class, outcome(200, with(bought, packages("T-1")), 1));
        assertInstanceOf(SendOutcome.Accepted.class, outcome(200, with(bought, packages("")), 1));
        assertInstanceOf(SendOutcome.Accepted.class, outcome(200, with(bought, packages("T-1", "T-2", "T-3")), 3));
        assertEquals(
                new Unknown("HTTP 200: package 2 of 3 has no tracking number"),
                outcome(200, with(bought, packages("T-1", "", "T-3")), 3));
        assertEquals(
                new Unknown("HTTP 200 with 2 packages, of 3 parcels sent"),
                outcome(200, with(bought, packages("T-1", "T-2")), 3));
        assertEquals(new Unknown("HTTP 200 with 0 packages, of 2 parcels sent"), outcome(200, bought, 2));
        assertEquals(
                new Unknown("HTTP 200 with 2 packages, of 1 parcels sent"),
                outcome(200, with(bought, packages("T-1", "T-2")), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shipengine/validation/field_value_required",
                "shipengine/validation/invalid_field_value",
                "shipengine/validation/invalid_address",
                "shipengine/validation/invalid_identifier",
                "shipengine/validation/invalid_string_length",
                "shipengine/validation/invalid_object",
                "shipengine/validation/request_body_required",
                "shipengine/validation/customs_items_required",
                "shipengine/business_rules/carrier_not_supported",
                "shipengine/business_rules/confirmation_not_supported",
                "shipengine/business_rules/field_conflict",
                "shipengine/business_rules/label_images_not_supported",
                "shipengine/business_rules/invalid_charge_event",
                "shipengine/business_rules/unspecified",
                "carrier/validation/invalid_address",
                "carrier/business_rules/invalid_field_value"
            })
    void aDocumentedRefusalIsRejected(String error) {
        assertEquals(new Rejected("HTTP 400: " + error), outcome(400, errors(error)));
        assertEquals(new Rejected("HTTP 404: " + error), outcome(404, errors(error)));
        assertEquals(
                new Rejected("HTTP 400: " + error + ", shipengine/business_rules/trial_expired"),
                outcome(400, errors(error, "shipengine/business_rules/trial_expired")));
        // Documented for these two statuses only.
        for (int status : List.of(402, 405, 409, 413, 422, 500)) {
            assertInstanceOf(Unknown.class, outcome(status, errors(error)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shipengine/account_status/subscription_inactive",
                "shipengine/account_status/trial_expired",
                "shipengine/business_rules/terms_not_accepted",
                "shipengine/account_status/invalid_billing_plan",
                "shipengine/business_rules/carrier_not_connected",
                "shipengine/business_rules/carrier_disconnected",
                "carrier/account_status/insufficient_funds",
                "shipengine/account_status/funding_source_missing_configuration",
                "shipengine/account_status/funding_source_registration_in_progress"
            })
    void whatIsWrongWithTheAccountIsNotSent(String error) {
        assertEquals(new NotSent("HTTP 400: " + error), outcome(400, errors(error)));
        assertInstanceOf(Unknown.class, outcome(500, errors(error)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The guard: somebody used this reference before, most likely we.
                "shipengine/business_rules/identifier_conflict",
                "shipengine/validation/identifier_conflict",
                // Something broke, perhaps behind the purchase.
                "shipengine/system/unspecified",
                "shipengine/system/unknown",
                "carrier/system/unspecified",
                "carrier/system/invalid_address",
                "shipengine/integrations/unspecified",
                // A carrier's words without a code: a refusal, or a time-out on the way to it.
                "carrier/business_rules/unspecified",
                "carrier/validation/unspecified",
                "carrier/business_rules/unknown",
                "carrier/business_rules/meter_failure",
                "shipengine/business_rules/insurance_failure",
                "shipengine/business_rules/funding_source_error",
                "shipengine/business_rules/invalid_status",
                "shipengine/business_rules/no_rates_returned",
                "shipengine/system/rate_limit_exceeded",
                "shipengine/security/unauthorized",
                "shipengine/security/insufficient_funds",
                "order_source/validation/invalid_address",
                // Not in the description.
                "shipengine/validation/not_found",
                "shipengine/validation/",
                "shipengine/weather/invalid_address",
                "moon/validation/invalid_address"
            })
    void everythingElseWithStatus400IsUnknown(String error) {
        assertInstanceOf(Unknown.class, outcome(400, errors(error)));
        // And makes all of the answer so.
        assertInstanceOf(Unknown.class, outcome(400, errors("shipengine/validation/invalid_address", error)));
        assertInstanceOf(Unknown.class, outcome(404, errors(error)));
    }

    @Test
    void theConflictIsNamed() {
        assertEquals(
                new Unknown("HTTP 409: shipengine/business_rules/identifier_conflict"),
                outcome(409, errors("shipengine/business_rules/identifier_conflict")));
    }

    @Test
    void aRefusalThatSpeaksOfTheReferenceIsUnknownWhateverItsCode() {
        String refusal = errors("shipengine/validation/invalid_field_value");
        assertInstanceOf(
                Unknown.class,
                outcome(400, refusal.replace("something", "External_Shipment_ID has been used already")));
        assertInstanceOf(
                Unknown.class,
                outcome(
                        400,
                        refusal.replace(
                                "\"message\"", "\"field_name\":\"shipment.external_shipment_id\",\"message\"")));
    }

    @Test
    void whereItIsWrongIsShownAndNothingThatWasSent() {
        String refusal = errors("shipengine/validation/invalid_field_value");
        assertEquals(
                new Rejected("HTTP 400: shipengine/validation/invalid_field_value (shipment.ship_to.address_line1)"),
                outcome(
                        400,
                        refusal.replace(
                                "\"message\"", "\"field_name\":\"shipment.ship_to.address_line1\",\"message\"")));
        assertEquals(
                new Rejected(
                        "HTTP 400: shipengine/validation/invalid_field_value (shipment.packages[1].products[0].value)"),
                outcome(
                        400,
                        refusal.replace(
                                "\"message\"",
                                "\"field_name\":\"shipment.packages[1].products[0].value\",\"message\"")));
        for (String field : List.of("shipment.Lindenstr", "10969 Berlin", "ship_to.berlin", "name.".repeat(30))) {
            assertEquals(
                    new Rejected("HTTP 400: shipengine/validation/invalid_field_value"),
                    outcome(400, refusal.replace("\"message\"", "\"field_name\":\"" + field + "\",\"message\"")));
        }
        assertEquals(
                new Rejected("HTTP 400: shipengine/validation/invalid_address, shipengine/validation/invalid_address,"
                        + " shipengine/validation/invalid_address, ..."),
                outcome(
                        400,
                        errors(java.util.Collections.nCopies(9, "shipengine/validation/invalid_address")
                                .toArray(String[]::new))));
    }

    @ParameterizedTest
    @CsvSource({"401,unauthorized", "403,forbidden", "401,forbidden"})
    void aKeyThatIsNotLetInIsNotSent(int status, String code) {
        assertEquals(
                new NotSent("HTTP " + status + ": shipengine/security/" + code),
                outcome(status, errors("shipengine/security/" + code)));
        assertInstanceOf(Unknown.class, outcome(status, errors("carrier/security/" + code)));
        assertInstanceOf(Unknown.class, outcome(status, errors("shipengine/system/" + code)));
        assertInstanceOf(Unknown.class, outcome(status, "<html>sign in</html>"));
    }

    @Test
    void onlyShipEnginesOwnRateLimitIsNotSent() {
        String own = errors("shipengine/system/rate_limit_exceeded");
        assertEquals(new NotSent("HTTP 429: shipengine/system/rate_limit_exceeded"), outcome(429, own));
        assertEquals(
                new NotSent("HTTP 429: shipengine/system/rate_limit_exceeded", Duration.ofSeconds(7)),
                SendAnswers.of(
                        new Reply.Answer(429, Map.of("Retry-After", "7"), own.getBytes(StandardCharsets.UTF_8)),
                        REFERENCE,
                        1,
                        NOW,
                        json -> List.of()));
        assertInstanceOf(Unknown.class, outcome(429, errors("carrier/system/rate_limit_exceeded")));
        assertInstanceOf(Unknown.class, outcome(429, errors("shipengine/system/unspecified")));
        assertInstanceOf(Unknown.class, outcome(429, ""));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                202, 204, 206, 207, 301, 302, 307, 308, 402, 405, 406, 408, 409, 410, 413, 415, 422, 424, 425, 451, 499,
                500, 501, 502, 503, 504, 520, 524, 599
            })
    void noOtherStatusIsCertain(int status) {
        for (String body : List.of(
                "",
                label(REFERENCE, "T-1"),
                errors("shipengine/validation/invalid_address"),
                errors("shipengine/system/rate_limit_exceeded"),
                errors("shipengine/security/unauthorized"))) {
            assertInstanceOf(Unknown.class, outcome(status, body), body);
            Reply later = new Reply.Answer(status, Map.of("Retry-After", "1"), body.getBytes(StandardCharsets.UTF_8));
            assertInstanceOf(Unknown.class, SendAnswers.of(later, REFERENCE, 1, NOW, json -> List.of()), body);
        }
    }

    @Test
    void anErrorAnswerThatCannotBeReadIsUnknown() {
        String refusal = errors("shipengine/validation/invalid_address");
        for (String body : List.of(
                "",
                "<html>",
                "{\"errors\":[]}",
                "{\"errors\":{}}",
                "{\"errors\":[{}]}",
                "{\"errors\":\"no\"}",
                refusal.substring(0, refusal.length() - 2),
                errors(java.util.Collections.nCopies(101, "shipengine/validation/invalid_address")
                        .toArray(String[]::new)))) {
            assertEquals(new Unknown("HTTP 400 without readable errors"), outcome(400, body), body);
        }
    }

    @Test
    void noAnswerIsNotSentOnlyIfNothingLeft() {
        assertEquals(
                new NotSent("ConnectException"),
                SendAnswers.of(new Reply.NoAnswer("ConnectException", true), REFERENCE, 1, NOW, json -> List.of()));
        assertEquals(
                new Unknown("HttpTimeoutException"),
                SendAnswers.of(
                        new Reply.NoAnswer("HttpTimeoutException", false), REFERENCE, 1, NOW, json -> List.of()));
    }

    @Test
    void labelsAreNotFetchedForWhatIsNotAccepted() {
        boolean[] fetched = new boolean[1];
        SendAnswers.of(answer(200, label(REFERENCE + "X", "T-1")), REFERENCE, 1, NOW, json -> {
            fetched[0] = true;
            return List.of();
        });
        assertFalse(fetched[0]);
    }

    private static SendOutcome outcome(int status, String body) {
        return outcome(status, body, 1);
    }

    private static SendOutcome outcome(int status, String body, int parcels) {
        return SendAnswers.of(answer(status, body), REFERENCE, parcels, NOW, json -> List.of());
    }
}
