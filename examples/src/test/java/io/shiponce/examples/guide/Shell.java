package io.shiponce.examples.guide;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs commands as a person would, in one directory, with this JVM's JDK. For one thread; closing it ends what still runs. */
final class Shell implements AutoCloseable {
    private static final Duration BOUND = Duration.ofMinutes(5);

    private final Path directory;
    private final Path shipOnce;
    private final List<Process> started = new ArrayList<>();

    Shell(Path directory, Path shipOnce) {
        this.directory = directory;
        this.shipOnce = shipOnce;
    }

    static boolean knows(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs them to their end, and returns all that they said. */
    String run(String commands) throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, "said", ".txt");
        Process process = start(commands, said);
        if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + BOUND + ": " + commands + "\n" + Files.readString(said));
        }
        return Files.readString(said);
    }

    /** Leaves them running as soon as they said this, and returns what they said until then. */
    String keepRunning(String commands, String until) throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, "said", ".txt");
        Process process = start("exec " + commands, said);
        long end = System.nanoTime() + BOUND.toNanos();
        while (!Files.readString(said).contains(until)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() - end > 0) {
                throw new AssertionError("never said '" + until + "': " + commands + "\n" + Files.readString(said));
            }
        }
        return Files.readString(said);
    }

    private Process start(String commands, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", commands)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        String jdk = System.getProperty("java.home");
        builder.environment().put("JAVA_HOME", jdk);
        builder.environment().put("SHIPONCE", shipOnce.toString());
        builder.environment().merge("PATH", jdk + "/bin", (path, bin) -> bin + File.pathSeparator + path);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
