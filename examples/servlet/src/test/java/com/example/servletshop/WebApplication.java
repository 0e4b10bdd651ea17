package com.example.servletshop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The example as a container gets it: a folder with WEB-INF, and all that it needs in there. Stateless. */
final class WebApplication {
    /** The container's own: what it runs on, its database driver, and the test. */
    private static final List<String> CONTAINERS = List.of(
            "tomcat-", "jakarta.servlet-api-", "sqlite-jdbc-", "junit-", "opentest4j-", "apiguardian-", "surefire-");

    private WebApplication() {}

    /** Laid out in an empty folder. */
    static Path in(Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("WEB-INF").resolve("lib"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
                jar(path, lib.resolve(path.getParent().getParent().getFileName() + ".jar"));
            } else if (Files.isRegularFile(path) && !isContainers(path)) {
                Files.copy(path, lib.resolve(path.getFileName()));
            }
        }
        return folder;
    }

    private static boolean isContainers(Path jar) {
        return CONTAINERS.stream().anyMatch(jar.getFileName().toString()::startsWith);
    }

    /** A module as Maven compiled it. */
    private static void jar(Path classes, Path jar) {
        int exit = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (exit != 0) {
            throw new UncheckedIOException(new IOException("jar " + classes + " ended with " + exit));
        }
    }

    /** How many jars of ours are in there, so that nobody takes the container's for them. */
    static long modules(Path application) throws IOException {
        try (Stream<Path> jars = Files.list(application.resolve("WEB-INF/lib"))) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("shiponce-") || !name.matches(".*-\\d.*"))
                    .count();
        }
    }
}
