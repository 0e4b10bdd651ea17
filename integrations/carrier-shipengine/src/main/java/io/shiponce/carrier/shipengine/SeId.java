package io.shiponce.carrier.shipengine;

import java.util.regex.Pattern;

/** ShipEngine's own identifiers: {@code se_id} of the description. Stateless and safe for any thread. */
final class SeId {
    private static final Pattern PATTERN = Pattern.compile("se(-[a-z0-9]+)+");
    private static final int MAX_LENGTH = 25;

    private SeId() {}

    static boolean is(String text) {
        return text.length() <= MAX_LENGTH && PATTERN.matcher(text).matches();
    }
}
