package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say of the code is there: examples are compiled code, tests that are named exist, links lead somewhere. */
class DocumentationTest {
    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern BLOCK = Pattern.compile("(?s)```java\\n(.*?)\\n```");
    private static final Pattern HTML_BLOCK = Pattern.compile("(?s)<pre><code>(.*?)</code></pre>");
    private static final Pattern MARK = Pattern.compile("(?m)^ *// <([a-z-]+)>$");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))#(\\w+)`");

    /** A place in compiled code that a page shows: what stands between two marks of this name. */
    private record Cut(String file, String mark) {
        private static final String GUIDE = "examples/src/test/java/com/example/meridian/";

        static Cut guide(String type, String mark) {
            return new Cut(GUIDE + type + ".java", mark);
        }

        String text() throws IOException {
            String source = Files.readString(ROOT.resolve(file));
            String begins = "// <" + mark + ">\n";
            return source.substring(source.indexOf(begins) + begins.length(), source.indexOf("// </" + mark + ">"))
                    .stripTrailing()
                    .stripIndent();
        }
    }

    /** Every block of Java of the guide, in their order. */
    private static final List<Cut> GUIDE = List.of(
            Cut.guide("MeridianFactory", "factory"),
            Cut.guide("first/MeridianCarrier", "skeleton"),
            Cut.guide("MeridianContractTest", "contract"),
            Cut.guide("MeridianRequest", "request"),
            Cut.guide("first/MeridianAnswers", "answers"),
            Cut.guide("MeridianAnswersTest", "table"),
            Cut.guide("MeridianCarrier", "send"),
            Cut.guide("MeridianCarrier", "lookup"),
            Cut.guide("MeridianAnswers", "lookup"),
            Cut.guide("MeridianCarrier", "cancel"),
            Cut.guide("MeridianAnswers", "cancel"),
            Cut.guide("MeridianCarrier", "recovery"),
            Cut.guide("MeridianAnswers", "labels"),
            Cut.guide("MeridianFactory", "imports"),
            Cut.guide("MeridianCarrier", "imports"),
            Cut.guide("MeridianRequest", "imports"),
            Cut.guide("MeridianAnswers", "imports"),
            Cut.guide("MeridianContractTest", "imports"),
            Cut.guide("MeridianAnswersTest", "imports"));

    @Test
    void theReadmesExampleIsCutFromCompiledCode() throws IOException {
        assertShown(
                "README.md", List.of(new Cut("examples/src/main/java/io/shiponce/examples/Quickstart.java", "readme")));
    }

    @Test
    void theExamplesOfOperatingAreCutFromCompiledCode() throws IOException {
        assertShown(
                "docs/operate.md",
                List.of(
                        new Cut("integrations/operator-page/src/test/java/io/shiponce/page/MountedPage.java", "mount"),
                        new Cut("examples/src/test/java/io/shiponce/examples/ShopWithSpring.java", "spring")));
    }

    @Test
    void theExampleOfTheMetricsIsCutFromCompiledCode() throws IOException {
        assertShown(
                "docs/metrics.md",
                List.of(new Cut(
                        "integrations/metrics-micrometer/src/test/java/io/shiponce/metrics/Usage.java", "usage")));
    }

    @Test
    void theExampleOfSpringBootIsCutFromCompiledCode() throws IOException {
        assertShown(
                "docs/spring-boot.md",
                List.of(new Cut(
                        "examples/spring-boot/src/main/java/com/example/springshop/Checkout.java", "transaction")));
    }

    @Test
    void theExamplesOfTheJavadocsOverviewAreCutFromCompiledCode() throws IOException {
        assertShown(
                "core/src/main/javadoc/overview.html",
                List.of(
                        new Cut("examples/src/main/java/io/shiponce/examples/Quickstart.java", "readme"),
                        new Cut("examples/src/test/java/io/shiponce/examples/ShopWithSpring.java", "spring"),
                        Cut.guide("MeridianCarrier", "send")));
    }

    @Test
    void everyBlockOfTheGuideIsCutFromCompiledCode() throws IOException {
        assertShown("docs/write-an-adapter.md", GUIDE);
    }

    @Test
    void everyMarkOfTheGuidesCodeIsShown() throws IOException {
        Set<Cut> marked = new HashSet<>();
        for (Path source : javaSources()) {
            Matcher mark = MARK.matcher(Files.readString(source));
            while (source.startsWith(ROOT.resolve(Cut.GUIDE)) && mark.find()) {
                marked.add(new Cut(ROOT.relativize(source).toString(), mark.group(1)));
            }
        }
        assertEquals(Set.copyOf(GUIDE), marked);
    }

    /** The Java of a page is what stands between the marks, and there is no other. */
    private static void assertShown(String page, List<Cut> cuts) throws IOException {
        List<String> shown = new ArrayList<>();
        boolean html = page.endsWith(".html");
        Matcher block = (html ? HTML_BLOCK : BLOCK).matcher(Files.readString(ROOT.resolve(page)));
        while (block.find()) {
            shown.add(html ? unescaped(block.group(1)) : block.group(1));
        }
        for (int i = 0; i < Math.min(shown.size(), cuts.size()); i++) {
            assertEquals(cuts.get(i).text(), shown.get(i), cuts.get(i) + " in " + page);
        }
        assertEquals(cuts.size(), shown.size(), "blocks of Java in " + page);
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#64;", "@")
                .replace("&amp;", "&");
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)) {
                    broken.add(ROOT.relativize(page) + " -> " + link.group(1));
                }
            }
        }
        assertTrue(broken.isEmpty(), () -> "broken links: " + broken);
    }

    @Test
    void everyTestThatTheGuaranteeNamesExists() throws IOException {
        String guarantee = Files.readString(ROOT.resolve("docs/guarantee.md"));
        List<Path> sources = javaSources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher test = TEST.matcher(guarantee);
        while (test.find()) {
            named++;
            if (!exists(sources, test.group(1), test.group(2))) {
                missing.add(test.group());
            }
        }
        assertFalse(named < 20, "the guarantee names hardly any tests");
        assertTrue(missing.isEmpty(), () -> "named, but not there: " + missing);
    }

    private static boolean exists(List<Path> sources, String type, String method) throws IOException {
        Pattern declaration = Pattern.compile("\\bvoid " + method + "\\(|<DynamicTest> " + method + "\\(");
        for (Path source : sources) {
            if (source.getFileName().toString().equals(type + ".java")
                    && declaration.matcher(Files.readString(source)).find()) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static List<Path> javaSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        List<Path> modules = new ArrayList<>();
        List.of("carrier-spi", "store-spi", "core", "store-jdbc", "testkit", "examples")
                .forEach(module -> modules.add(ROOT.resolve(module)));
        try (Stream<Path> integrations = Files.list(ROOT.resolve("integrations"))) {
            integrations.forEach(modules::add);
        }
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
