package io.shiponce.examples.power;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a Java class in a process of its own and writes down what it does to files. Stateless. */
final class Strace {
    /** All by which a file or a directory could be changed; one with a question mark does not exist everywhere. */
    private static final String CALLS =
            "trace=?open,openat,?openat2,?creat,write,pwrite64,writev,pwritev,?pwritev2,fsync,"
                    + "fdatasync,sync_file_range,truncate,ftruncate,fallocate,?rename,renameat,?renameat2,?link,linkat,?unlink,"
                    + "unlinkat,mmap,copy_file_range,sendfile,splice";

    private static final int TRIES_WITHIN_SECONDS = 20;
    private static final int RUNS_WITHIN_SECONDS = 600;

    private Strace() {}

    /** Why nothing can be traced here, and what to do about it; empty if it can. */
    static Optional<String> obstacle() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command(Path.of("/dev/null"), List.of("true")))
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(TRIES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("strace does not come to an end here");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(forbidden(process));
        } catch (IOException e) {
            return Optional.of(
                    "strace cannot be run here: on Linux, install the package strace (" + e.getMessage() + ")");
        }
    }

    private static String forbidden(Process process) throws IOException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "strace may not trace here: it needs the permission to ptrace, in a container SYS_PTRACE ("
                + output.strip() + ")";
    }

    private static List<String> command(Path trace, List<String> traced) {
        // All threads, stopped by these calls only; paths of open files; texts in full; a JVM's signals are its own.
        List<String> command =
                new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-y", "-xx", "-qq", "-s", "4000000"));
        command.addAll(List.of("-e", "signal=none", "-e", CALLS, "-o", trace.toString()));
        command.addAll(traced);
        return command;
    }

    /** Returns when the class's main method has ended well. */
    static void run(Path trace, Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(trace.resolveSibling("unpacked"));
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        java.addAll(arguments);
        Path output = trace.resolveSibling("output");
        Process process = new ProcessBuilder(command(trace, java))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(RUNS_WITHIN_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("the traced process failed:\n" + Files.readString(output));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
