package io.shiponce.examples.christmas;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of this replay. Safe for any thread. */
record Child(String name, Process process, Path log) {

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and wait until it is gone for good. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new ReplayException(name + " (process " + pid() + ") outlived a SIGKILL");
        }
    }

    /** Its exit code, once it has ended. */
    int await(Duration bound) throws InterruptedException {
        if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ReplayException(name + " did not end within " + bound.toSeconds() + " s: see " + log);
        }
        return process.exitValue();
    }
}
