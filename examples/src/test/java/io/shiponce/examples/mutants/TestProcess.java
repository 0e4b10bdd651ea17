package io.shiponce.examples.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs named tests of one module in a process of their own, which may hang or end as it likes. Safe for any thread. */
final class TestProcess {
    private static final long MINUTES = 3;

    private final Project project;
    private final Path folder;

    /** What the process writes goes to {@code folder}. */
    TestProcess(Project project, Path folder) {
        this.project = project;
        this.folder = folder;
    }

    /** What became of the tests, a line for each and each of its parts; and what the process said. */
    final class Result {
        private final List<String> lines;
        private final String output;

        private Result(List<String> lines, String output) {
            this.lines = lines;
            this.output = output;
        }

        boolean passed(NamedTest test) {
            return !of(test).isEmpty() && of(test).stream().allMatch(line -> line.startsWith(TestRun.PASSED));
        }

        /** An assertion failed. Anything else, a class that cannot be loaded for example, proves nothing. */
        boolean failed(NamedTest test) {
            return of(test).stream().anyMatch(line -> line.startsWith(TestRun.FAILED))
                    && of(test).stream().noneMatch(line -> line.startsWith(TestRun.BROKEN));
        }

        private List<String> of(NamedTest test) {
            return lines.stream()
                    .filter(line -> line.split(" ", 3)[1].equals(argument(test)))
                    .toList();
        }

        @Override
        public String toString() {
            return String.join("\n", lines) + "\n" + output;
        }
    }

    /** With the classes in {@code patched} in front of all others, if there are any. */
    Result run(List<NamedTest> tests, @Nullable Path patched) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path results = folder.resolve("results");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command(tests, patched, results))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return new Result(List.of(), "it hangs\n" + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        return new Result(Files.exists(results) ? Files.readAllLines(results) : List.of(), Files.readString(output));
    }

    private String argument(NamedTest test) {
        return TestRun.argument(project.fullName(test), test);
    }

    private List<String> command(List<NamedTest> tests, @Nullable Path patched, Path results) {
        List<Path> classPath = new ArrayList<>();
        if (patched != null) {
            classPath.add(patched);
        }
        classPath.addAll(project.testClassPath(project.moduleOf(tests.get(0))));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dproject.root=" + project.root(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                TestRun.class.getName(),
                results.toString()));
        tests.forEach(test -> command.add(argument(test)));
        return command;
    }
}
