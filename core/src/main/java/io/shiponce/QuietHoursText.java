package io.shiponce;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of {@link QuietHours#parse}. Stateless and safe for any thread. */
final class QuietHoursText {
    private static final Pattern WINDOW =
            Pattern.compile("(?:([a-z,\\- ]+?) +)?(\\d{1,2}):(\\d{2}) *- *(\\d{1,2}):(\\d{2})");
    private static final int DAY = 24 * 60;

    private QuietHoursText() {}

    static List<QuietHours.Window> read(String text) {
        List<QuietHours.Window> windows = new ArrayList<>();
        for (String window : text.split(";", -1)) {
            if (!window.isBlank()) {
                windows.add(window(window.strip().toLowerCase(Locale.ROOT)));
            }
        }
        return windows;
    }

    private static QuietHours.Window window(String text) {
        Matcher parts = WINDOW.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "quiet hours '" + text + "': expected days and times like mon-fri 16:00-07:00");
        }
        String days = parts.group(1);
        int from = minute(text, parts.group(2), parts.group(3));
        if (from == DAY) {
            throw new IllegalArgumentException("quiet hours '" + text + "': 24:00 can only be an end");
        }
        return new QuietHours.Window(
                days == null ? QuietHours.everyDay() : days(text, days),
                from,
                minute(text, parts.group(4), parts.group(5)));
    }

    private static int minute(String text, String hours, String minutes) {
        int minute = Integer.parseInt(minutes);
        int all = Integer.parseInt(hours) * 60 + minute;
        if (minute > 59 || all > DAY) {
            throw new IllegalArgumentException("quiet hours '" + text + "': expected times from 00:00 to 24:00");
        }
        return all;
    }

    private static Set<DayOfWeek> days(String text, String days) {
        Set<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
        for (String part : days.split(",", -1)) {
            String[] ends = part.strip().split(" *- *", -1);
            if (ends.length > 2) {
                throw notDays(text);
            }
            DayOfWeek last = day(text, ends[ends.length - 1]);
            DayOfWeek day = day(text, ends[0]);
            found.add(day);
            while (day != last) {
                day = day.plus(1);
                found.add(day);
            }
        }
        return found;
    }

    private static DayOfWeek day(String text, String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(name)) {
                return day;
            }
        }
        throw notDays(text);
    }

    private static IllegalArgumentException notDays(String text) {
        return new IllegalArgumentException("quiet hours '" + text
                + "': expected days among mon, tue, wed, thu, fri, sat, sun, like mon-fri or sat,sun");
    }
}
