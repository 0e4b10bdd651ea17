package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.http.UnsendableException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts on their way into an order, within the lengths of DHL's description. What does not fit is refused by the field's name
 * and never cut: a cut address is another address.
 *
 * <p>Stateless and safe for any thread.
 */
final class Fields {
    private static final int MIN_POSTAL_CODE = 3;
    private static final int MAX_POSTAL_CODE = 10;
    private static final Pattern POSTAL_CODE = Pattern.compile("[0-9A-Za-z]+([ -]?[0-9A-Za-z]+)*");

    private Fields() {}

    /** The text without blanks around it; empty if nothing is left. */
    static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    /** Puts a text that must be within {@code max} characters; {@code ours} names where it comes from. */
    static void put(ObjectNode node, String field, String text, int max, String ours) throws UnsendableException {
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            throw UnsendableException.rejected(
                    ours + " has " + length + " characters; DHL takes " + max + " at most as " + field);
        }
        node.put(field, text);
    }

    /** Puts a postal code, unless it is made of signs only, as shops write where there is none. */
    static void putPostalCode(ObjectNode node, String text, String ours) throws UnsendableException {
        String code = text.strip();
        if (code.chars().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        if (!isPostalCode(code)) {
            throw UnsendableException.rejected(ours + " must have " + MIN_POSTAL_CODE + " to " + MAX_POSTAL_CODE
                    + " letters and digits, with single blanks or hyphens between them");
        }
        node.put("postalCode", code);
    }

    static boolean isPostalCode(String code) {
        // The length first: the pattern takes very long to refuse a long text.
        return code.length() >= MIN_POSTAL_CODE
                && code.length() <= MAX_POSTAL_CODE
                && POSTAL_CODE.matcher(code).matches();
    }
}
