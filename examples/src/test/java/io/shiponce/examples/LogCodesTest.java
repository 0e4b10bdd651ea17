package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every event of the log has a code of its own, and the page lists all of them and no others; the same for health. */
class LogCodesTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern CALL = Pattern.compile(
            "\\b(?:LOG|log|logger)\\s*\\.(info|warn|error|atInfo|atWarn|atError)\\(\\s*(\"event=(SO-\\d{3}) )?");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(SO-\\d{3})` \\| (\\w+) \\|");
    private static final Pattern HEALTH = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

    private static Map<String, String> inTheSources() throws IOException {
        Map<String, String> levels = new TreeMap<>();
        for (Path source : sources()) {
            Matcher call = CALL.matcher(Files.readString(source));
            while (call.find()) {
                assertTrue(call.group(2) != null, "an event without a code in " + source + ": " + call.group());
                assertNull(levels.put(call.group(3), call.group(1)), call.group(3) + " is two events");
            }
        }
        return levels;
    }

    /** Those of the published modules; the program speaks to its user, and logs nothing of its own. */
    private static Set<Path> sources() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> integrations = Files.list(ROOT.resolve("integrations"))) {
            Set<Path> found = new TreeSet<>();
            for (Path module : Stream.concat(top, integrations).toList()) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main) && !module.endsWith("benchmarks")) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
            return found;
        }
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/operate.md"));
    }

    @Test
    void thePageListsEveryEventWithItsLevelAndNoOther() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(page());
        while (row.find()) {
            assertNull(documented.put(row.group(1), row.group(2)), row.group(1) + " stands twice");
        }
        Map<String, String> logged = inTheSources();
        assertTrue(logged.size() > 15, logged.size() + " events");
        assertEquals(logged, documented);
    }

    @Test
    void thePageListsEveryReasonOfHealthAndNoOther() throws IOException {
        Set<String> codes =
                Arrays.stream(Health.Code.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        String page = page();
        String section = page.substring(page.indexOf("## Events of the log, and health"), page.indexOf("## Stopping"));
        Set<String> documented = new TreeSet<>();
        Matcher row = HEALTH.matcher(section);
        while (row.find()) {
            documented.add(row.group(1));
        }
        assertEquals(codes, documented);
    }
}
