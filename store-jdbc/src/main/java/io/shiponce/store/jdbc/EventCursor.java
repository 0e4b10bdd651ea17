package io.shiponce.store.jdbc;

import io.shiponce.store.Event;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of events (S11). Immutable and safe for any thread.
 *
 * @param position the writing transaction, where ids are not handed out in the order of commits; else 0
 */
record EventCursor(long incarnation, long position, long id) {
    private static final Pattern FORMAT = Pattern.compile("(\\d{1,18}):(\\d{1,18}):(\\d{1,18})");

    static EventCursor parse(String cursor) {
        if (cursor.equals(Event.START)) {
            return new EventCursor(0, 0, 0);
        }
        Matcher matcher = FORMAT.matcher(cursor);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "not a cursor of this store: hand in one that events() gave, or the empty text for the beginning");
        }
        return new EventCursor(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    @Override
    public String toString() {
        return incarnation + ":" + position + ":" + id;
    }
}
