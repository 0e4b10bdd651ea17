package io.shiponce.examples.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.guide.GuidePage.Block;
import io.shiponce.examples.guide.GuidePage.Section;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever does what the page says, with a JDK and Maven, sees what it says: a project of its blocks that is tested after each
 * step, packed, and run by the program.
 */
@Tag("proof")
class GuideFollowedTest {
    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    private static final Pattern FAILED =
            Pattern.compile("<testcase name=\"([^\"]*)\"[^>]*[^/]>\\s*<(?:failure|error)");
    private static final Pattern RULE = Pattern.compile("c(\\d+)_.*");
    private static final Pattern VERSION = Pattern.compile("<shiponce.version>(.*)</shiponce.version>");

    /** What the page says, and cannot be used here: the port may be taken, and the jar is made after the tests. */
    private static final String PORT = "8099";

    private static final String PROGRAM = "$SHIPONCE/examples/target/shiponce.jar";

    @TempDir
    private Path directory;

    @Test
    void itEndsGreenAndSendsEachShipmentOnce() throws Exception {
        Assumptions.assumeTrue(Shell.knows("mvn") && Shell.knows("sh"), "mvn and sh must be on the PATH");
        String text = Files.readString(ROOT.resolve("docs/write-an-adapter.md"));
        GuidePage page =
                GuidePage.of(text.replace(PORT, Integer.toString(freePort())).replace(PROGRAM, program()));
        Matcher version = VERSION.matcher(text);
        assertTrue(version.find());
        Path project = Files.createDirectory(directory.resolve("meridian"));
        Path empty = Files.createDirectory(directory.resolve("repository"));
        try (BorrowedRepository repository = BorrowedRepository.make(ROOT, empty, version.group(1));
                Shell shell = new Shell(project, ROOT)) {
            new Author(new GuideProject(project, page), shell, "mvn -o -B -ntp " + repository.option(), project)
                    .follow(page);
        }
    }

    /** Does what the page says, and compares. */
    private record Author(GuideProject files, Shell shell, String maven, Path project) {

        void follow(GuidePage page) throws Exception {
            int tested = 0;
            int compared = 0;
            for (Section step : page.steps()) {
                Optional<String> said = Optional.empty();
                for (Block block : step.blocks()) {
                    if (block.file().isPresent()) {
                        files.follow(block);
                    } else if (!block.language().equals("sh")) {
                        said = said.isPresent() ? said : Optional.of(test(step));
                        Said.assertSaid(block.text(), said.get());
                        compared++;
                    } else if (block.text().contains("MeridianDesk")) {
                        String packed = shell.run(maven + " package");
                        assertTrue(packed.contains("BUILD SUCCESS"), packed);
                        shell.keepRunning(block.text(), "listens");
                    } else {
                        said = Optional.of(shell.run(block.text()));
                    }
                }
                if (step.red().isPresent()) {
                    if (said.isEmpty()) {
                        test(step);
                    }
                    tested++;
                }
            }
            assertEquals(8, tested);
            assertEquals(3, compared);
        }

        /** Runs the tests, which are red as the step says. */
        private String test(Section step) throws Exception {
            String said = shell.run(maven + " test");
            assertEquals(step.red().orElseThrow(), red(), () -> step.title() + "\n" + said);
            return said;
        }

        private Set<String> red() throws IOException {
            Set<String> red = new TreeSet<>();
            try (DirectoryStream<Path> reports =
                    Files.newDirectoryStream(project.resolve("target/surefire-reports"), "TEST-*.xml")) {
                for (Path report : reports) {
                    Matcher failed = FAILED.matcher(Files.readString(report));
                    while (failed.find()) {
                        Matcher rule = RULE.matcher(failed.group(1));
                        red.add(rule.matches() ? "C" + rule.group(1) : failed.group(1));
                    }
                }
            }
            return red;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return port.getLocalPort();
        }
    }

    /** The program's class path, without the tests: they have the finished adapter. */
    private static String program() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
