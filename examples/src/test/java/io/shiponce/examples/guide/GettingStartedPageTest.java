package io.shiponce.examples.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.guide.GuidePage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the page without following it: its files are compiled ones, its versions those of this build. */
class GettingStartedPageTest {
    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).normalize();
    private static final String SPRING = "examples/spring-boot/";
    private static final Pattern MARK = Pattern.compile("(?m)^ *// </?[a-z-]+>\\n");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>([\\w-]+)</artifactId>\\s*<version>([^<]*)</version>");

    private final GuidePage page;

    GettingStartedPageTest() throws IOException {
        page = GuidePage.of(Files.readString(ROOT.resolve("docs/getting-started.md")));
    }

    private List<Block> blocks() {
        return page.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .toList();
    }

    @Test
    void itsFilesAreThoseOfTheExamples() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        blocks().stream()
                .filter(block -> !List.of("sh", "text", "xml").contains(block.language()))
                .forEach(block -> shown.put(block.file().orElseThrow(), block.text()));

        Map<String, String> compiled = new LinkedHashMap<>();
        for (String file : List.of(
                "src/main/resources/application.properties",
                "src/main/resources/schema.sql",
                "src/main/java/com/example/springshop/ShopApplication.java",
                "src/main/java/com/example/springshop/Checkout.java",
                "src/main/java/com/example/springshop/Van.java")) {
            compiled.put(file, source(SPRING + file));
        }
        compiled.put("Shop.java", source("examples/src/main/java/com/example/shop/Shop.java"));
        assertEquals(compiled, shown);
    }

    @Test
    void theShopIsStillShort() throws IOException {
        assertTrue(source("examples/src/main/java/com/example/shop/Shop.java")
                        .lines()
                        .count()
                < 150);
    }

    @Test
    void everyBlockIsAFileACommandOrWhatIsSeen() {
        for (Block block : blocks()) {
            assertTrue(block.file().isPresent() || List.of("sh", "text").contains(block.language()), block.text());
        }
    }

    @Test
    void itsVersionsAreThoseOfThisBuild() throws IOException {
        String build = Files.readString(ROOT.resolve("pom.xml"));
        Map<String, String> expected = Map.of(
                "sqlite-jdbc", property(build, "sqlite-jdbc.version"),
                "slf4j-simple", property(build, "slf4j.version"),
                "maven-dependency-plugin", property(build, "maven-dependency-plugin.version"),
                "spring-boot-starter-parent", property(build, "spring-boot-4.version"));
        String own = build.replaceFirst("(?s).*?<artifactId>shiponce-parent</artifactId>\\s*<version>([^<]*)<.*", "$1");
        int checked = 0;
        for (Block block : blocks()) {
            Matcher version = VERSION.matcher(block.text());
            while (block.language().equals("xml") && version.find()) {
                String artifact = version.group(1);
                if (!List.of("shop", "spring-shop").contains(artifact)) {
                    assertEquals(
                            artifact.startsWith("shiponce-") ? own : expected.get(artifact),
                            version.group(2),
                            artifact);
                    checked++;
                }
            }
        }
        assertEquals(7, checked);
    }

    private static String property(String build, String name) {
        Matcher value = Pattern.compile("<" + Pattern.quote(name) + ">([^<]*)<").matcher(build);
        assertTrue(value.find(), name);
        return value.group(1);
    }

    private static String source(String file) throws IOException {
        return MARK.matcher(Files.readString(ROOT.resolve(file))).replaceAll("").stripTrailing();
    }
}
