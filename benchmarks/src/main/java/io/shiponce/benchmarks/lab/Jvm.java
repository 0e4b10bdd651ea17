package io.shiponce.benchmarks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How to start this program once more. */
final class Jvm {
    private static final Path OTHERS = Path.of("/usr/lib/jvm");
    private static final int VIRTUAL_THREADS = 21;

    private Jvm() {}

    static List<String> command(Path home, int heapMegabytes, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(arguments);
        return command;
    }

    static Path ownHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** The newest Java with virtual threads: this one, or one that is installed beside it. */
    static Optional<Path> modern() throws IOException {
        if (Runtime.version().feature() >= VIRTUAL_THREADS) {
            return Optional.of(ownHome());
        }
        if (!Files.isDirectory(OTHERS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(OTHERS)) {
            return homes.filter(home -> feature(home) >= VIRTUAL_THREADS)
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .max(Comparator.comparingInt(Jvm::feature));
        }
    }

    /** From the file that every JDK has; 0 if it is none. */
    private static int feature(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceFirst("JAVA_VERSION=\"?(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
