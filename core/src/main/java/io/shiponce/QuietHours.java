package io.shiponce;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * When no new send to a carrier begins: nights, weekends, the time after its cut-off. By the clock on the wall of its time zone, as
 * people there read it: where clocks go forward, an hour that does not come is not quiet; where they go back, one that comes twice
 * is quiet twice. What was claimed before is still sent, and look-ups go on.
 *
 * <p>Immutable and safe for any thread. The time asked about is the store's, so all engines agree. At most 50 windows; hours that
 * leave no minute of the week to send in are refused with an {@link IllegalArgumentException}.
 */
public record QuietHours(ZoneId zone, List<Window> windows) {
    /** Sends at any time. */
    public static final QuietHours NONE = new QuietHours(ZoneId.of("UTC"), List.of());

    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final int MINUTES_OF_A_WEEK = 7 * MINUTES_OF_A_DAY;
    private static final int MOST_WINDOWS = 50;
    /** Some quiet time ends within a week, and the clocks are not put back twice in it. */
    private static final int DAYS_TO_LOOK = 9;

    /**
     * A time of the week.
     *
     * @param days on which it begins
     * @param fromMinute of the day, from 0 to 1439
     * @param toMinute of the day, up to 1440, left out itself; if it is not after {@code fromMinute}, it is on the next day
     */
    public record Window(Set<DayOfWeek> days, int fromMinute, int toMinute) {
        public Window {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("a quiet time has at least one day");
            }
            if (fromMinute < 0 || fromMinute >= MINUTES_OF_A_DAY || toMinute < 0 || toMinute > MINUTES_OF_A_DAY) {
                throw new IllegalArgumentException("a quiet time begins from 00:00 to 23:59 and ends up to 24:00");
            }
            days = Set.copyOf(days);
        }

        private int minutes() {
            return toMinute > fromMinute ? toMinute - fromMinute : MINUTES_OF_A_DAY - fromMinute + toMinute;
        }

        private boolean covers(DayOfWeek day, int minute) {
            boolean today = days.contains(day) && minute >= fromMinute && minute - fromMinute < minutes();
            int sinceYesterday = minute + MINUTES_OF_A_DAY - fromMinute;
            return today || (days.contains(day.minus(1)) && sinceYesterday < minutes());
        }

        /** Where it ends if it begins on {@code day}. */
        private LocalDateTime end(LocalDate day) {
            return day.atTime(LocalTime.MIDNIGHT).plusMinutes((long) fromMinute + minutes());
        }
    }

    public QuietHours {
        windows = List.copyOf(windows);
        if (windows.size() > MOST_WINDOWS) {
            throw new IllegalArgumentException("at most " + MOST_WINDOWS + " quiet times, were " + windows.size());
        }
        if (covers(windows)) {
            throw new IllegalArgumentException("the quiet hours leave no time of the week to send in");
        }
    }

    private static boolean covers(List<Window> windows) {
        for (int minute = 0; minute < MINUTES_OF_A_WEEK; minute++) {
            if (!covered(windows, DayOfWeek.of(minute / MINUTES_OF_A_DAY + 1), minute % MINUTES_OF_A_DAY)) {
                return false;
            }
        }
        return true;
    }

    private static boolean covered(List<Window> windows, DayOfWeek day, int minute) {
        for (Window window : windows) {
            if (window.covers(day, minute)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads text like {@code mon-fri 16:00-07:00; sat,sun 00:00-24:00}: windows with a semicolon between them, each with its days
     * (every day if left out), and from when until when; an end that is not after its beginning is on the next day. Empty text
     * is {@link #NONE}.
     *
     * @throws IllegalArgumentException that says what was expected
     */
    public static QuietHours parse(String text, ZoneId zone) {
        return text.isBlank() ? NONE : new QuietHours(zone, QuietHoursText.read(text));
    }

    /** Whether a send may not begin now. */
    public boolean isQuiet(Instant now) {
        if (windows.isEmpty()) {
            return false;
        }
        LocalDateTime there = LocalDateTime.ofInstant(now, zone);
        return covered(windows, there.getDayOfWeek(), there.getHour() * 60 + there.getMinute());
    }

    /** When a send may begin: {@code now}, or the end of the quiet time that it is in. */
    public Instant opens(Instant now) {
        if (!isQuiet(now)) {
            return now;
        }
        return candidates(now).stream()
                .filter(end -> end.isAfter(now) && !isQuiet(end))
                .findFirst()
                .orElseGet(() -> now.plus(Duration.ofDays(DAYS_TO_LOOK)));
    }

    /** Where a quiet time can end: at the end of a window, in each of its offsets, or where the clocks are put forward or back. */
    private Set<Instant> candidates(Instant now) {
        ZoneRules rules = zone.getRules();
        Set<Instant> ends = new TreeSet<>();
        LocalDate today = LocalDate.ofInstant(now, zone);
        for (LocalDate day = today.minusDays(2); day.isBefore(today.plusDays(DAYS_TO_LOOK)); day = day.plusDays(1)) {
            for (Window window : windows) {
                LocalDateTime end = window.end(day);
                rules.getValidOffsets(end).forEach(offset -> ends.add(end.toInstant(offset)));
            }
        }
        ZoneOffsetTransition change = rules.nextTransition(now);
        if (change != null) {
            ends.add(change.getInstant());
        }
        return ends;
    }

    /** The days of the week as a set, for {@link Window}. */
    static Set<DayOfWeek> everyDay() {
        return EnumSet.allOf(DayOfWeek.class);
    }
}
