package io.shiponce.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request as text to compare and to search: without the headers that may differ, and without the order of the others, which
 * means nothing to a carrier.
 */
record RequestText(String firstLine, List<String> headers, String body) {
    private static final int TELLING = 8;

    static RequestText of(ScriptedRequest request, Set<String> volatileHeaders) {
        return new RequestText(
                request.method() + " " + request.target(),
                request.headers().stream()
                        .filter(header -> volatileHeaders.stream().noneMatch(header.name()::equalsIgnoreCase))
                        .map(header -> header.name().toLowerCase(Locale.ROOT) + ": " + header.value())
                        .sorted()
                        .toList(),
                request.body());
    }

    private String all() {
        return firstLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
    }

    /** What was made of the permit's reference and key: empty if they are there as given. */
    List<String> changed(TestPermit permit) {
        List<String> seen = new ArrayList<>();
        String all = all();
        String reference = permit.reference();
        // A percent sign and two digits stand for another character.
        String alone = "(?:(?<![A-Za-z0-9-])|(?<=%[0-9A-Fa-f]{2}))" + Pattern.quote(reference) + "(?![A-Za-z0-9-])";
        if (!Pattern.compile(alone).matcher(all).find()) {
            seen.add("reference " + reference + " is not in the request");
        }
        changed(all, reference, "reference", seen);
        changed(all, permit.key().toString(), "key", seen);
        return seen;
    }

    /** Wherever it begins, it must go on as it was given. */
    private static void changed(String all, String given, String what, List<String> seen) {
        Matcher begin = Pattern.compile(Pattern.quote(given.substring(0, TELLING)), Pattern.CASE_INSENSITIVE)
                .matcher(all);
        while (begin.find()) {
            if (!all.startsWith(given, begin.start())) {
                String made = all.substring(begin.start(), Math.min(all.length(), begin.start() + given.length()));
                seen.add(what + " " + given + " arrived as " + made.split("[^A-Za-z0-9-]", 2)[0]);
            }
        }
    }

    /** The days and seconds of this time that stand in the request, in the forms in which carriers usually want them. */
    List<String> timesBetween(Instant from, Instant to) {
        Set<String> seen = new TreeSet<>();
        String all = all();
        for (Instant instant : List.of(from, to)) {
            for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.systemDefault())) {
                LocalDate day = instant.atZone(zone).toLocalDate();
                Stream.of("yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "yyyy/MM/dd")
                        .map(form ->
                                DateTimeFormatter.ofPattern(form, Locale.ROOT).format(day))
                        .filter(all::contains)
                        .forEach(seen::add);
            }
        }
        // The digits of seconds or milliseconds that change within a day are left open.
        String days = Long.toString(from.getEpochSecond()).substring(0, 5);
        Matcher number =
                Pattern.compile("(?<!\\d)" + days + "\\d{5}(?:\\d{3})?(?!\\d)").matcher(all);
        while (number.find()) {
            seen.add(number.group());
        }
        return List.copyOf(seen);
    }
}
