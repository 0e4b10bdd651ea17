package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CanonicalOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say of the code is there: the README's example is compiled code, tests that are named exist, links lead somewhere. */
class DocumentationTest {
    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))#(\\w+)`");

    @Test
    void theReadmesExampleIsCutFromCompiledCode() throws IOException {
        assertShown("README.md", "examples/src/main/java/io/shiponce/examples/Quickstart.java", "readme");
    }

    @Test
    void theExampleOfTheShopsTransactionIsCutFromCompiledCode() throws IOException {
        assertShown("docs/operate.md", "examples/src/test/java/io/shiponce/examples/ShopWithSpring.java", "spring");
    }

    /** The first Java of a page is what stands between two marks of a source. */
    private static void assertShown(String page, String file, String mark) throws IOException {
        String source = Files.readString(ROOT.resolve(file));
        String begins = "// <" + mark + ">\n";
        String ends = "// </" + mark + ">";
        String snippet = source.substring(source.indexOf(begins) + begins.length(), source.indexOf(ends))
                .stripTrailing()
                .stripIndent();
        String text = Files.readString(ROOT.resolve(page));
        int begin = text.indexOf("```java\n") + 8;

        assertEquals(
                snippet, text.substring(begin, text.indexOf("\n```", begin)).strip());
    }

    @Test
    void theCanonicalOrderOfItsPageIsRead() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/canonical-orders.md"));
        int begin = page.indexOf("```json\n") + 8;
        String line = page.substring(begin, page.indexOf("\n```", begin));

        assertEquals(
                line,
                CanonicalOrders.toJson(CanonicalOrders.parse(line))
                        .replace(",\"requiresShipping\":true,\"origin\":\"\",\"shippingClass\":\"\"", ""));
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
