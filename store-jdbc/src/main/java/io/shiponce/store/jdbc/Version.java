package io.shiponce.store.jdbc;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The version of a database: its leading numbers, however it goes on. Immutable and safe for any thread. */
record Version(List<Integer> numbers) {
    private static final Pattern LEADING = Pattern.compile("^\\d{1,6}(\\.\\d{1,6})*");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    static Version of(String text) {
        String leading = LEADING.matcher(text)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("");
        return new Version(NUMBER.matcher(leading)
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .toList());
    }

    boolean isBefore(Version other) {
        for (int at = 0; at < Math.max(numbers.size(), other.numbers.size()); at++) {
            int difference = Integer.compare(at(at), other.at(at));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private int at(int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }
}
