package io.shiponce.store;

import java.time.Duration;
import java.util.Map;

/**
 * Where a store is and whose it is.
 *
 * <p>Immutable and safe for any thread. {@link #toString()} shows no credentials.
 *
 * @param url for example {@code jdbc:sqlite:shiponce.db}
 * @param installation whose orders these are, from 1 to 50 characters; a store that belongs to another one is refused
 * @param callTimeout the longest that one call of the store may take; positive
 * @param properties what the store's documentation names, for example user and password
 */
public record StoreSettings(String url, String installation, Duration callTimeout, Map<String, String> properties) {
    /** The longest installation name, in characters. */
    public static final int MAX_INSTALLATION = 50;

    public StoreSettings {
        Checks.text("url", url, 2_000);
        Checks.text("installation", installation, MAX_INSTALLATION);
        if (callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("callTimeout must be positive, was " + callTimeout);
        }
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return "StoreSettings[" + url.replaceFirst("[?;].*", "") + ", " + installation + "]";
    }
}
