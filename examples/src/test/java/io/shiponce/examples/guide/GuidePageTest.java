package io.shiponce.examples.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.shiponce.examples.guide.GuidePage.Block;
import io.shiponce.examples.guide.GuidePage.Section;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What can be said of the page without running Maven. */
class GuidePageTest {
    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).normalize();
    private static final Path FINISHED = ROOT.resolve("examples/src/test/java/com/example/meridian");

    /** Versions of the project's own build whose property is not named after the artifact. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "jackson-databind", "jackson.version",
            "junit-jupiter", "junit.version",
            "maven-surefire-plugin", "maven-surefire.version");

    @TempDir
    private Path directory;

    private final GuidePage page;

    GuidePageTest() throws Exception {
        page = GuidePage.of(Files.readString(ROOT.resolve("docs/write-an-adapter.md")));
    }

    @Test
    void whoeverFollowsItHasTheFinishedFiles() throws Exception {
        GuideProject project = new GuideProject(directory, page);
        for (Section step : page.steps()) {
            for (Block block : step.blocks()) {
                project.follow(block);
            }
        }

        assertEquals(
                6, project.classes().size(), () -> project.classes().keySet().toString());
        for (Map.Entry<String, JavaFile> made : project.classes().entrySet()) {
            String finished = Files.readString(FINISHED.resolve(made.getKey()));
            JavaFile source = JavaFile.read(finished.substring(finished.indexOf("// </imports>")));
            assertEquals(source, made.getValue(), made.getKey());
        }
    }

    @Test
    void itsProjectDependsOnWhatThereIsInTheVersionsOfThisBuild() throws Exception {
        Element build = xml(Files.readString(ROOT.resolve("pom.xml")));
        String pom = page.steps().stream()
                .flatMap(step -> step.blocks().stream())
                .filter(block -> block.language().equals("xml"))
                .findFirst()
                .orElseThrow()
                .text();
        Element project = xml(pom);

        String shiponce = text(project, "shiponce.version");
        assertEquals(text(build, "version"), shiponce);
        int checked = 0;
        for (Element used : elements(project, "dependency", "plugin").toList()) {
            String artifact = text(used, "artifactId");
            String version = text(used, "version");
            if (artifact.startsWith("shiponce-")) {
                assertEquals("${shiponce.version}", version, artifact);
                assertEquals(
                        1,
                        elements(build, "dependency")
                                .filter(managed -> text(managed, "artifactId").equals(artifact))
                                .count(),
                        artifact);
            } else {
                assertEquals(text(build, PROPERTIES.getOrDefault(artifact, artifact + ".version")), version, artifact);
            }
            checked++;
        }
        assertEquals(9, checked);
    }

    private static Element xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    private static Stream<Element> elements(Element in, String... names) {
        return Stream.of(names).flatMap(name -> {
            NodeList found = in.getElementsByTagName(name);
            return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
        });
    }

    private static String text(Element in, String name) {
        Node found = in.getElementsByTagName(name).item(0);
        assertNotNull(found, name);
        return found.getTextContent().strip();
    }
}
