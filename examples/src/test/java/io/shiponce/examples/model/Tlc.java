package io.shiponce.examples.model;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs TLC, the model checker, in a process of its own on a copy of the model. Safe for any thread. */
final class Tlc {
    /** TLC's exit codes. */
    static final int HOLDS = 0;

    static final int BROKEN = 12;

    private static final long MINUTES = 5;
    private static final Pattern INVARIANT = Pattern.compile("Error: Invariant (\\w+) is violated");
    private static final Pattern STATE = Pattern.compile("(?m)^State \\d+:");
    private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found, \\d+ states left on queue");

    private final Path model;
    private final Path directory;

    /** Copies go under {@code directory}. */
    Tlc(Path model, Path directory) {
        this.model = model;
        this.directory = directory;
    }

    /**
     * What TLC said.
     *
     * @param invariant the one that is broken; empty if none is
     * @param length of the counterexample, in states, the first one included
     * @param states how many distinct ones it visited
     */
    record Result(int exit, String invariant, int length, long states, String output) {}

    Result run(Configuration configuration) throws IOException, InterruptedException {
        Path own = Files.createDirectories(directory.resolve(configuration.name()));
        Files.write(own.resolve("ShipOnce.tla"), Files.readAllBytes(model));
        Files.writeString(own.resolve("ShipOnce.cfg"), configuration.file());
        Path output = own.resolve("tlc.out");
        Process process = new ProcessBuilder(command())
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(configuration.name() + " took more than " + MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        return read(process.exitValue(), Files.readString(output));
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx400m",
                "-cp",
                jar(),
                "tlc2.TLC",
                "-nowarning",
                "-workers",
                "1",
                "-metadir",
                "states",
                "-config",
                "ShipOnce.cfg",
                "ShipOnce.tla");
    }

    /** TLC comes as a dependency of the tests. It is not started in this process: it keeps its state in static fields. */
    private static String jar() {
        try {
            Class<?> tlc = Class.forName("tlc2.TLC", false, Tlc.class.getClassLoader());
            return Path.of(tlc.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new IllegalStateException("TLC is not among the test's dependencies", e);
        }
    }

    private static Result read(int exit, String output) {
        Matcher broken = INVARIANT.matcher(output);
        long states = 0;
        for (Matcher matcher = STATES.matcher(output); matcher.find(); ) {
            states = Long.parseLong(matcher.group(1));
        }
        return new Result(
                exit,
                broken.find() ? broken.group(1) : "",
                (int) STATE.matcher(output).results().count(),
                states,
                output);
    }
}
