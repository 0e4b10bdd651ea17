package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The errors of one answer: {@code error_response_body} of the description. An answer is as certain as the least certain of them.
 *
 * <p>Immutable and safe for any thread. None if the answer is not a readable error answer.
 */
record ApiErrors(int status, List<ApiError> all) {
    private static final int MAX_ERRORS = 100;
    private static final int MAX_SHOWN = 3;

    ApiErrors {
        all = List.copyOf(all);
    }

    static ApiErrors of(Reply.Answer answer) {
        return new ApiErrors(answer.status(), read(Json.of(answer).path("errors")));
    }

    private static List<ApiError> read(JsonNode list) {
        List<ApiError> errors = new ArrayList<>();
        if (!list.isArray() || list.size() > MAX_ERRORS) {
            return errors;
        }
        for (JsonNode entry : list) {
            Optional<ApiError> error = ApiError.read(entry);
            if (error.isEmpty()) {
                return List.of(); // One that says something unknown may say anything.
            }
            errors.add(error.get());
        }
        return errors;
    }

    /** There is at least one, and all are such. */
    boolean areAll(Predicate<ApiError> such) {
        return !all.isEmpty() && all.stream().allMatch(such);
    }

    /** For histories: status and codes; no text of the carrier's. */
    String shown() {
        if (all.isEmpty()) {
            return "HTTP " + status + " without readable errors";
        }
        String shown = all.stream().limit(MAX_SHOWN).map(ApiError::shown).collect(Collectors.joining(", "));
        return "HTTP " + status + ": " + shown + (all.size() > MAX_SHOWN ? ", ..." : "");
    }
}
