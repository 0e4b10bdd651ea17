package io.shiponce.examples.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of the program that runs, or ran. Safe for any thread. */
record Running(Process process, Path out, Path err) {
    private static final int SIGNAL_SECONDS = 10;

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when the process is gone, paused or not. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    void terminate() throws Exception {
        signal("TERM");
    }

    /** SIGSTOP: nothing of it runs until {@link #goOn}. */
    void pause() throws Exception {
        signal("STOP");
    }

    /** SIGCONT. */
    void goOn() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                .redirectErrorStream(true)
                .start();
        if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || (kill.exitValue() != 0 && isAlive())) {
            throw new AssertionError("kill -" + name + " " + pid() + " failed");
        }
    }

    /** The exit code, once it has ended by itself or by a signal. */
    int exit(Duration bound) throws InterruptedException {
        if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + bound + ": " + text());
        }
        return process.exitValue();
    }

    String output() {
        return read(out);
    }

    String errors() {
        return read(err);
    }

    String text() {
        return "\n--- " + out.getFileName() + "\n" + output() + "--- " + err.getFileName() + "\n" + errors();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
