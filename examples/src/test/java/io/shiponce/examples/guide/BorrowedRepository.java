package io.shiponce.examples.guide;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.http.Exchanges;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.CarrierAdapterContract;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * A Maven repository for a build that needs no network: links to all that the running build has, and ShipOnce's modules as this
 * build made them. So nothing has to be installed, and nothing that was installed before is taken for it. Closing it takes
 * the links away.
 */
final class BorrowedRepository implements AutoCloseable {
    private static final String GROUP = "shiponce";

    private final Path root;
    private final Path directory;
    private final String version;
    private final List<Path> links = new ArrayList<>();

    private BorrowedRepository(Path root, Path directory, String version) {
        this.root = root;
        this.directory = directory;
        this.version = version;
    }

    /** Makes it in an empty directory; {@code root} is ShipOnce's. */
    static BorrowedRepository make(Path root, Path directory, String version) throws IOException, URISyntaxException {
        String usual = System.getProperty("user.home") + "/.m2/repository";
        Path own = Path.of(System.getProperty("localRepository", usual));
        BorrowedRepository repository = new BorrowedRepository(root, directory, version);
        repository.link(own, directory, "io");
        repository.link(own.resolve("io"), Files.createDirectory(directory.resolve("io")), GROUP);
        Files.copy(root.resolve("pom.xml"), repository.file("shiponce-parent", "pom"));
        repository.add("carrier-spi", CarrierAdapter.class);
        repository.add("store-spi", ShipmentStore.class);
        repository.add("testkit", CarrierAdapterContract.class);
        repository.add("integrations/carrier-http", Exchanges.class);
        return repository;
    }

    /** Has Maven use it. */
    String option() {
        return "-Dmaven.repo.local=" + directory;
    }

    private void link(Path from, Path to, String but) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().equals(but)) {
                    links.add(Files.createSymbolicLink(to.resolve(entry.getFileName()), entry));
                }
            }
        }
    }

    /** Its pom, and its classes from where this test has them: a jar, or a folder that becomes one. */
    void add(String module, Class<?> any) throws IOException, URISyntaxException {
        addFolder(
                module,
                Path.of(any.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }

    /** Its pom, and its classes from a jar, or a folder that becomes one. */
    void addFolder(String module, Path classes) throws IOException {
        String artifact = "shiponce-" + Path.of(module).getFileName();
        Files.copy(root.resolve(module).resolve("pom.xml"), file(artifact, "pom"));
        Path jar = file(artifact, "jar");
        if (Files.isDirectory(classes)) {
            ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        } else {
            Files.copy(classes, jar);
        }
    }

    private Path file(String artifact, String kind) throws IOException {
        Path folder = directory.resolve("io").resolve(GROUP).resolve(artifact).resolve(version);
        Files.createDirectories(folder);
        return folder.resolve(artifact + "-" + version + "." + kind);
    }

    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
