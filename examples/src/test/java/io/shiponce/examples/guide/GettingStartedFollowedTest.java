package io.shiponce.examples.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.DispatchEngine;
import io.shiponce.examples.guide.GuidePage.Block;
import io.shiponce.examples.guide.GuidePage.Section;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever does what the page says, in an empty folder, with a JDK and Maven and the artifacts of this build, sees what it says. What
 * a first build leaves to be downloaded comes from where Maven gets it.
 */
@Tag("proof")
class GettingStartedFollowedTest {
    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    private static final Path STARTER = ROOT.resolve("integrations/spring-boot-starter/target/classes");
    private static final String RUNS_ON = "mvn -q spring-boot:run";

    @TempDir
    private Path directory;

    @Test
    void itEndsWithEveryShipmentConfirmedOnce() throws Exception {
        Assumptions.assumeTrue(Shell.knows("mvn") && Shell.knows("sh"), "mvn and sh must be on the PATH");
        Assumptions.assumeTrue(Files.isDirectory(STARTER), "the starter must be built, by the same build: " + STARTER);
        GuidePage page = GuidePage.of(Files.readString(ROOT.resolve("docs/getting-started.md")));
        Path empty = Files.createDirectory(directory.resolve("repository"));
        Path home = Files.createDirectory(directory.resolve("home"));
        long begin = System.nanoTime();
        try (BorrowedRepository repository = BorrowedRepository.make(ROOT, empty, version());
                Shell shell = new Shell(home, ROOT)) {
            repository.add("core", DispatchEngine.class);
            repository.add("store-jdbc", JdbcShipmentStore.class);
            repository.addFolder("integrations/spring-boot-starter", STARTER);
            new Newcomer(page, shell, "mvn -q -B -ntp " + repository.option() + " ", home).follow();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println("[getting started] followed in " + took.toSeconds() + " s");
        assertTrue(took.compareTo(Duration.ofMinutes(10)) < 0, () -> "ten minutes were promised, it took " + took);
    }

    private static String version() throws IOException {
        return Files.readString(ROOT.resolve("pom.xml"))
                .replaceFirst("(?s).*?<artifactId>shiponce-parent</artifactId>\\s*<version>([^<]*)<.*", "$1");
    }

    /** Does what the page says, where the last {@code cd} led to, and compares. */
    private static final class Newcomer {
        private final GuidePage page;
        private final Shell shell;
        private final String maven;
        private final Path place;
        private int compared;

        Newcomer(GuidePage page, Shell shell, String maven, Path home) throws IOException {
            this.page = page;
            this.shell = shell;
            this.maven = maven;
            place = Files.writeString(home.resolve("place.txt"), home.toString());
        }

        void follow() throws Exception {
            for (Section step : page.steps()) {
                Optional<String> said = Optional.empty();
                for (Block block : step.blocks()) {
                    if (block.language().equals("text")) {
                        Said.assertSaid(block.text(), said.orElseThrow());
                        compared++;
                    } else if (!block.language().equals("sh")) {
                        write(block);
                    } else if (block.text().equals(RUNS_ON)) {
                        said = Optional.of(runOn());
                    } else {
                        said = Optional.of(run(block.text()));
                    }
                }
                if (step.title().startsWith("1.")) {
                    page.imports().forEach(this::write); // "copy it into the folder"
                }
            }
            assertEquals(6, compared);
        }

        private void write(Block block) {
            try {
                Path file = here().resolve(block.file().orElseThrow());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path here() throws IOException {
            return Path.of(Files.readString(place).strip());
        }

        private String run(String commands) throws Exception {
            return shell.run("cd '" + here() + "'\n" + commands.replace("mvn -q ", maven) + "\npwd > '" + place + "'");
        }

        /** Until it has told of the last shipment; then each parcel is in the van, once. */
        private String runOn() throws Exception {
            String said = shell.keepRunning(
                    "sh -c \"cd '" + here() + "' && " + RUNS_ON.replace("mvn -q ", maven) + "\"", "1012 is CONFIRMED");
            // The others may be a moment behind.
            Path van = here().resolve("van.txt");
            for (int look = 0; look < 3_000 && Files.readAllLines(van).size() < 12; look++) {
                LockSupport.parkNanos(10_000_000);
            }
            List<String> loaded = Files.readAllLines(van);
            assertEquals(12, loaded.size());
            assertEquals(12, new HashSet<>(loaded).size());
            return said;
        }
    }
}
