package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the program as people do: its jar, in a process of its own. */
final class Jar implements AutoCloseable {
    static final Path JAR =
            Path.of(System.getProperty("shiponce.jar", "target/shiponce.jar")).toAbsolutePath();

    private static final File NOTHING = new File("/dev/null");

    private final Path directory;
    private final List<Running> running = new ArrayList<>();

    Jar(Path directory) {
        this.directory = directory;
    }

    /** A process that runs, or ran. */
    record Running(Process process, Path out, Path err) {

        Cli.Result result(long seconds) throws Exception {
            assertTrue(process.waitFor(seconds, TimeUnit.SECONDS), () -> "still running: " + text());
            return new Cli.Result(process.exitValue(), read(out), read(err));
        }

        String text() {
            try {
                return read(out) + read(err);
            } catch (IOException e) {
                return e.toString();
            }
        }

        private static String read(Path file) throws IOException {
            return Files.readString(file, StandardCharsets.UTF_8);
        }
    }

    Running start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    Running start(Map<String, String> environment, String... arguments) throws IOException {
        return start(environment, ProcessBuilder.Redirect.from(NOTHING), arguments);
    }

    Running start(Map<String, String> environment, ProcessBuilder.Redirect in, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dorg.sqlite.tmpdir=" + directory,
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        int number = running.size();
        Path out = directory.resolve("process-" + number + ".out");
        Path err = directory.resolve("process-" + number + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Running started = new Running(process, out, err);
        running.add(started);
        return started;
    }

    Cli.Result run(String... arguments) throws Exception {
        return start(arguments).result(120);
    }

    @Override
    public void close() throws Exception {
        for (Running one : running) {
            one.process().destroyForcibly().waitFor();
        }
    }
}
