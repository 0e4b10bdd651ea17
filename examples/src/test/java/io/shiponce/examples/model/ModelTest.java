package io.shiponce.examples.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.process.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The model of the protocol holds, each rule is needed, and the page says what TLC said: neither can change alone. */
class ModelTest {
    private static final Path DIRECTORY = Path.of(System.getProperty("project.root", ".."))
            .resolve("docs/model")
            .normalize();
    private static final Path MODEL = DIRECTORY.resolve("ShipOnce.tla");
    private static final int AT_ONCE = 2;
    private static final Pattern RULE = Pattern.compile("On\\(\"([\\w-]+)\"\\)");

    /** Columns of the page's tables. */
    private static final int NAME = 0;

    private static final int CHECKED = 3;
    private static final int LENGTH = 4;
    private static final int SENTENCE = 5;

    @Tag("proof")
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void theRulesHoldAndEachOfThemIsNeeded() throws Exception {
        Map<String, List<String>> page = new LinkedHashMap<>();
        ModelPage.read(DIRECTORY.resolve("README.md")).table("broken").forEach(row -> page.put(row.get(NAME), row));
        Tlc tlc = new Tlc(MODEL, Path.of("target", "model").toAbsolutePath());
        List<String> surprises = new ArrayList<>();
        long states = 0;
        long begin = System.nanoTime();
        List<Tlc.Result> results = Together.run(
                AT_ONCE,
                Configurations.ALL.stream()
                        .map(configuration -> (Callable<Tlc.Result>) () -> tlc.run(configuration))
                        .toList());
        for (int i = 0; i < results.size(); i++) {
            Configuration configuration = Configurations.ALL.get(i);
            Tlc.Result result = results.get(i);
            states += result.states();
            String expected = expected(configuration, page.get(configuration.name()));
            String said = said(result);
            if (!expected.equals(said)) {
                surprises.add(configuration.name() + ": expected " + expected + ", but TLC said " + said);
                System.out.println(result.output());
            }
        }
        System.out.println("[model] configurations " + Configurations.ALL.size() + ", states " + states + ", seconds "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + ", surprises " + surprises.size());
        assertTrue(surprises.isEmpty(), () -> String.join("\n", surprises));
    }

    private static String expected(Configuration configuration, List<String> row) {
        return configuration.breaks()
                ? "exit " + Tlc.BROKEN + ", " + configuration.invariants().get(0) + " broken in " + row.get(LENGTH)
                        + " states"
                : "exit " + Tlc.HOLDS;
    }

    private static String said(Tlc.Result result) {
        return "exit " + result.exit()
                + (result.invariant().isEmpty()
                        ? ""
                        : ", " + result.invariant() + " broken in " + result.length() + " states");
    }

    @Test
    void thePageHasARowForEachConfigurationAndNoOther() throws IOException {
        ModelPage page = ModelPage.read(DIRECTORY.resolve("README.md"));

        assertEquals(rows(false), firstColumns(page.table("holds")));
        assertEquals(rows(true), firstColumns(page.table("broken")));
        for (List<String> row : page.table("broken")) {
            assertFalse(row.get(SENTENCE).isBlank(), row.get(NAME));
        }
    }

    private static List<List<String>> rows(boolean breaks) {
        return Configurations.ALL.stream()
                .filter(one -> one.breaks() == breaks)
                .map(one -> List.of(one.name(), one.settings(), one.removals(), one.checked()))
                .toList();
    }

    private static List<List<String>> firstColumns(List<List<String>> table) {
        return table.stream().map(row -> row.subList(NAME, CHECKED + 1)).toList();
    }

    @Test
    void eachRuleOfTheModelIsRemovedInSomeConfiguration() throws IOException {
        Set<String> rules = new HashSet<>();
        Matcher rule = RULE.matcher(Files.readString(MODEL));
        while (rule.find()) {
            rules.add(rule.group(1));
        }
        Set<String> removed = new HashSet<>();
        Configurations.ALL.forEach(configuration -> removed.addAll(configuration.removed()));

        assertEquals(rules, removed);
    }

    @Test
    void theFileToRunByHandIsOneOfThem() throws IOException {
        assertEquals(named("full-3").file(), Files.readString(DIRECTORY.resolve("ShipOnce.cfg")));
    }

    private static Configuration named(String name) {
        return Configurations.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
