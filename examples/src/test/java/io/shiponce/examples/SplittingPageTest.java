package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on splitting shows is what the program says. */
class SplittingPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("project.root", "..")).resolve("docs/splitting.md");
    private static final Pattern BLOCK = Pattern.compile("```\\w+\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    /** Rules, orders, and what {@code plan} says of them. */
    private static List<String> blocks() throws IOException {
        String page = Files.readString(PAGE);
        Matcher block = BLOCK.matcher(page.substring(page.indexOf("<!-- The three blocks")));
        List<String> blocks = new ArrayList<>();
        while (blocks.size() < 3 && block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    @Test
    void theExampleIsWhatPlanSays() throws IOException {
        List<String> blocks = blocks();
        Path rules = Files.writeString(directory.resolve("rules.json"), blocks.get(0));
        Path orders = Files.writeString(directory.resolve("orders.jsonl"), blocks.get(1));

        assertEquals(
                blocks.get(2),
                Cli.plain("plan", "--rules", rules.toString(), orders.toString())
                        .exits(0)
                        .out());
    }
}
