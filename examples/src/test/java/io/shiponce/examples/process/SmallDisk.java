package io.shiponce.examples.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes that can be full or read-only; to be had as root only. Safe for any thread. */
final class SmallDisk implements AutoCloseable {
    private static final int MOUNTS_WITHIN_SECONDS = 20;
    private static final byte[] PIECE = new byte[4_096];

    private final Path path;
    private final Thread hook = new Thread(this::unmount, "unmount-small-disk");

    private SmallDisk(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Empty where this machine or this user cannot mount one. */
    static Optional<SmallDisk> mount(Path path, int megabytes) throws Exception {
        Files.createDirectories(path);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString());
        return mounted ? Optional.of(new SmallDisk(path)) : Optional.empty();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(MOUNTS_WITHIN_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such command here.
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** Takes all the room that is left. */
    void fill() throws IOException {
        try (OutputStream ballast = Files.newOutputStream(path.resolve("ballast"))) {
            while (true) {
                ballast.write(PIECE);
            }
        } catch (IOException e) {
            if (Files.getFileStore(path).getUsableSpace() >= PIECE.length) {
                throw e;
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(path.resolve("ballast"));
    }

    /** Nobody may have a file on it open for writing. */
    void readOnly(boolean now) throws InterruptedException {
        if (!run("mount", "-o", now ? "remount,ro" : "remount,rw", path.toString())) {
            throw new AssertionError(path + " cannot be mounted again");
        }
    }

    private void unmount() {
        try {
            // Lazily: whoever still has a file open keeps it until they end.
            run("umount", "-l", path.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        unmount();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
