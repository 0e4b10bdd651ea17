package io.shiponce.examples.guide;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what a page shows with what was said. Stateless. */
final class Said {
    private Said() {}

    /** Each line is one of what was said, whatever stands in place of an ellipsis. */
    static void assertSaid(String excerpt, String said) {
        for (String line : excerpt.split("\n")) {
            Pattern shown = Pattern.compile(
                    Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*", "(?m)^", "$")));
            assertTrue(shown.matcher(said).find(), () -> line + "\nis not in\n" + said);
        }
    }
}
