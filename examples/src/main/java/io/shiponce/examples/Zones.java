package io.shiponce.examples;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads the names of time zones. Stateless and safe for any thread. */
final class Zones {
    private Zones() {}

    /** This machine's if the name is empty; {@link IllegalArgumentException} if there is none of this name. */
    static ZoneId of(String name) {
        if (name.isEmpty()) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone '" + name + "': expected a time zone like Europe/Berlin", e);
        }
    }
}
