package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * A {@code RequestStatus} of the description: what became of a request, or of one of its items. It has a title and a code, which
 * stands in {@code status}, in its older name {@code statusCode}, or in both.
 *
 * <p>Stateless and safe for any thread.
 */
final class Status {
    static final int OK = 200;
    static final int BAD_REQUEST = 400;

    private Status() {}

    /** Its code; empty if it is no such status, or says two different things. */
    static OptionalInt codeOf(JsonNode node) {
        if (!node.path("title").isTextual()) {
            return OptionalInt.empty();
        }
        JsonNode older = node.path("statusCode");
        JsonNode status = node.path("status").isMissingNode() ? older : node.path("status");
        boolean agree = older.isMissingNode() || older.equals(status);
        return status.isInt() && agree ? OptionalInt.of(status.intValue()) : OptionalInt.empty();
    }

    /** Whether it is a status that says exactly this. */
    static boolean is(JsonNode node, int code) {
        OptionalInt said = codeOf(node);
        return said.isPresent() && said.getAsInt() == code;
    }
}
