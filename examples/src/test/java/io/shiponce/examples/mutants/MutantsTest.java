package io.shiponce.examples.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each protection that the promise stands on can be taken away, and then the test that the page names fails. */
class MutantsTest {
    private static final Project PROJECT = Project.here();
    private static final int RULES = 17;

    @TempDir
    Path folder;

    private final AtomicInteger started = new AtomicInteger();

    private static List<Mutant> mutants() throws IOException {
        return MutantsPage.read(PROJECT.root().resolve("docs/mutants.md"));
    }

    @Test
    void everyRuleHasAMutantAndNoNameStandsTwice() throws IOException {
        List<Mutant> mutants = mutants();
        Set<String> rules = mutants.stream().map(Mutant::rule).collect(Collectors.toSet());
        List<String> missing = IntStream.rangeClosed(1, RULES)
                .mapToObj(number -> "R" + number)
                .filter(rule -> !rules.contains(rule))
                .toList();

        assertEquals(List.of(), missing);
        assertEquals(
                mutants.size(), mutants.stream().map(Mutant::name).distinct().count());
    }

    @Test
    void everyMutantCanBeApplied() throws IOException {
        for (Mutant mutant : mutants()) {
            String source = Project.read(PROJECT.mainSource(mutant));

            assertEquals(1, mutant.occurrencesIn(source), () -> mutant + ": how often the old text stands there");
            assertFalse(mutant.applyTo(source).equals(source), () -> mutant + " changes nothing");
        }
    }

    @Test
    void everyTestThatKillsOneExists() throws IOException {
        for (Mutant mutant : mutants()) {
            assertTrue(PROJECT.declares(mutant.killer()), () -> mutant + ": there is no test " + mutant.killer());
        }
    }

    /** With {@code -Dmutant=REGEX}, only those in whose rule and name it is found. */
    @Tag("proof")
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void everyMutantIsKilledByItsTestWhichPassesWithoutIt() throws Exception {
        Predicate<String> chosen =
                Pattern.compile(System.getProperty("mutant", "")).asPredicate();
        List<Mutant> mutants = mutants().stream()
                .filter(mutant -> chosen.test(mutant.toString()))
                .toList();
        assertFalse(mutants.isEmpty(), "no mutant is called so");
        long begin = System.nanoTime();

        List<String> surprises = surprises(mutants);

        System.out.println("[mutants] killed " + (mutants.size() - surprises.size()) + " of " + mutants.size()
                + ", seconds " + Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        assertTrue(surprises.isEmpty(), () -> String.join("\n", surprises));
    }

    private List<String> surprises(List<Mutant> mutants) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Optional<String>>> judged = new ArrayList<>();
            for (List<NamedTest> tests : byModule(mutants).values()) {
                judged.add(threads.submit(() -> passing(tests)));
            }
            for (Mutant mutant : mutants) {
                judged.add(threads.submit(() -> killed(mutant)));
            }
            List<String> surprises = new ArrayList<>();
            for (Future<Optional<String>> one : judged) {
                try {
                    one.get().ifPresent(surprises::add);
                } catch (ExecutionException e) {
                    surprises.add(e.getCause().toString());
                }
            }
            return surprises;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, List<NamedTest>> byModule(List<Mutant> mutants) {
        Map<String, List<NamedTest>> tests = new LinkedHashMap<>();
        Set<NamedTest> seen = new HashSet<>();
        for (Mutant mutant : mutants) {
            if (seen.add(mutant.killer())) {
                tests.computeIfAbsent(PROJECT.moduleOf(mutant.killer()), module -> new ArrayList<>())
                        .add(mutant.killer());
            }
        }
        return tests;
    }

    /** Says which tests do not pass as the code is: with a mutant, they would prove nothing. */
    private Optional<String> passing(List<NamedTest> tests) throws Exception {
        TestProcess.Result result = process("as-it-is-" + tests.get(0).type()).run(tests, null);
        List<NamedTest> failing =
                tests.stream().filter(test -> !result.passed(test)).toList();
        return failing.isEmpty()
                ? Optional.empty()
                : Optional.of("without any mutant, these do not pass: " + failing + "\n" + result);
    }

    /** Says what happened if its test did not fail. */
    private Optional<String> killed(Mutant mutant) throws Exception {
        // Short: servers put sockets below it, whose names are limited.
        String name = "mutant-" + started.incrementAndGet();
        Path classes = folder.resolve(name + "-classes");
        Patch.compile(mutant, PROJECT, classes);
        TestProcess.Result result = process(name).run(List.of(mutant.killer()), classes);
        return result.failed(mutant.killer())
                ? Optional.empty()
                : Optional.of(mutant + " survives " + mutant.killer() + "\n" + result);
    }

    private TestProcess process(String name) {
        return new TestProcess(PROJECT, folder.resolve(name));
    }
}
