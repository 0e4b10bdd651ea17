package io.shiponce.orders;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time as shops write them. Stateless; safe for any thread. */
final class Times {
    private static final Instant TOO_LATE =
            Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

    /** ISO 8601 with a T or a space, and with the zone as Z, +02:00, +0200, +02 or not at all. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /** Null if it is none, or none from 1970 to 9999. A text without a zone is in {@code zone}; null: it is none. */
    static @Nullable Instant parse(String text, @Nullable ZoneOffset zone) {
        try {
            Instant time = text.length() > 4 && text.charAt(4) == '-'
                    ? iso(text, zone)
                    : OffsetDateTime.parse(text, RFC_2822).toInstant();
            return time == null || time.isBefore(Instant.EPOCH) || !time.isBefore(TOO_LATE) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant iso(String text, @Nullable ZoneOffset zone) {
        TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        if (parsed instanceof OffsetDateTime withZone) {
            return withZone.toInstant();
        }
        return zone == null ? null : LocalDateTime.from(parsed).toInstant(zone);
    }
}
