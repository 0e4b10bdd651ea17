package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import io.shiponce.carrier.http.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Voids the label of a tracking number. ShipEngine voids by its own label id, and this adapter keeps no record; so the label is
 * looked for first: {@code GET /v1/labels?tracking_number=N}, exact matches only, then {@code PUT /v1/labels/L/void}.
 *
 * <p>Safe for any thread. Voiding twice is harmless: what is voided already is cancelled.
 */
final class LabelVoiding {
    /** {@code reason_code} of the description. */
    private static final Set<String> REASONS = Set.of(
            "unknown",
            "unspecified",
            "validation_failed",
            "label_not_found_within_void_period",
            "label_already_used",
            "label_already_voided",
            "contact_carrier");

    private final Function<String, Reply> get;
    private final Function<String, Reply> put;

    /** Asks by {@code get} and voids by {@code put}, which take paths. */
    LabelVoiding(Function<String, Reply> get, Function<String, Reply> put) {
        this.get = get;
        this.put = put;
    }

    CancelOutcome cancel(TrackingNumber number) {
        Reply reply = get.apply("/v1/labels?tracking_number=" + Texts.encoded(number.value()));
        if (!(reply instanceof Reply.Answer answer) || answer.status() != 200) {
            return new CancelOutcome.Failed("the label: " + LabelLookup.shown(reply));
        }
        Optional<List<LabelEntry>> read = LabelLookup.list(Json.of(answer));
        if (read.isEmpty()) {
            return new CancelOutcome.Failed("HTTP 200 without a readable and whole list of labels");
        }
        List<LabelEntry> labels = read.get().stream()
                .filter(label -> label.number().equals(Optional.of(number)) && !label.isReturn())
                .toList();
        List<LabelEntry> live = labels.stream().filter(label -> !label.voided()).toList();
        if (live.size() > 1) {
            return new CancelOutcome.Refused("ShipEngine holds " + live.size()
                    + " live labels under this number, and only a person can say which is meant");
        }
        if (live.size() == 1) {
            return voided(put.apply("/v1/labels/" + live.get(0).labelId() + "/void"));
        }
        return labels.isEmpty()
                ? new CancelOutcome.Refused("ShipEngine holds no label under this number")
                : new CancelOutcome.Cancelled();
    }

    private static CancelOutcome voided(Reply reply) {
        if (reply instanceof Reply.NoAnswer none) {
            return new CancelOutcome.Failed(none.cause());
        }
        if (reply instanceof Reply.Answer answer) {
            return switch (answer.status()) {
                case 200 -> decision(Json.of(answer));
                case 400, 404 -> {
                    ApiErrors errors = ApiErrors.of(answer);
                    yield errors.all().isEmpty()
                            ? new CancelOutcome.Failed(errors.shown())
                            : new CancelOutcome.Refused(errors.shown());
                }
                default -> new CancelOutcome.Failed(LabelLookup.shown(reply));
            };
        }
        throw new AssertionError(reply);
    }

    private static CancelOutcome decision(JsonNode json) {
        JsonNode approved = json.path("approved");
        if (!approved.isBoolean()) {
            return new CancelOutcome.Failed("HTTP 200 that does not say whether the label is voided");
        }
        // The code only: the message may repeat anything that the carrier said.
        String reason = json.path("reason_code").asText("");
        if (approved.booleanValue() || reason.equals("label_already_voided")) {
            return new CancelOutcome.Cancelled();
        }
        return new CancelOutcome.Refused(
                "not approved" + (REASONS.contains(reason) ? ": " + reason : ", for no reason that is documented"));
    }
}
