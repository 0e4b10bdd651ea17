package io.shiponce.examples.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Starts the program in processes of their own, and lets none of them outlive the test: closing kills them all, paused ones
 * included, and so does the end of this JVM. Safe for any thread.
 */
final class Processes implements AutoCloseable {
    private static final Path JAR =
            Path.of(System.getProperty("shiponce.jar", "target/shiponce.jar")).toAbsolutePath();
    private static final Set<Process> ALIVE = new HashSet<>();

    /** Once this JVM ends, nothing is started any more: its other threads go on until the very end. */
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Processes::end, "kill-all-processes"));
    }

    private final Path directory;
    private final List<Running> started = new ArrayList<>();

    /** What they write goes to files in this directory. */
    Processes(Path directory) {
        this.directory = directory;
    }

    private static void end() {
        synchronized (ALIVE) {
            ending = true;
            ALIVE.forEach(Process::destroyForcibly);
        }
    }

    /** Any process; it is killed when this JVM ends. */
    static Process start(ProcessBuilder builder) throws IOException {
        synchronized (ALIVE) {
            if (ending) {
                throw new IllegalStateException("this JVM ends");
            }
            Process process = builder.start();
            ALIVE.removeIf(one -> !one.isAlive());
            ALIVE.add(process);
            return process;
        }
    }

    /** {@code java -jar shiponce.jar ARGUMENTS}. */
    Running start(List<String> arguments) throws IOException {
        return start(JAR, arguments);
    }

    /** The same with another build of the program. */
    synchronized Running start(Path jar, List<String> arguments) throws IOException {
        // A killed JVM leaves what it unpacked: here, where it is removed with the test's directory.
        Path unpacked = Files.createDirectories(directory.resolve("unpacked"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Djava.io.tmpdir=" + unpacked,
                "-jar",
                jar.toString()));
        command.addAll(arguments);
        String name = "process-" + started.size() + "-" + arguments.get(0);
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        Process process = start(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile()));
        process.getOutputStream().close();
        Running running = new Running(process, out, err);
        started.add(running);
        return running;
    }

    @Override
    public synchronized void close() throws InterruptedException {
        for (Running one : started) {
            one.kill();
        }
        started.clear();
    }
}
