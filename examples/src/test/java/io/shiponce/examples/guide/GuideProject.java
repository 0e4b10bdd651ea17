package io.shiponce.examples.guide;

import io.shiponce.examples.guide.GuidePage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The project of somebody who does what the page says, in a directory of its own. For one thread. */
final class GuideProject {
    private static final String PACKAGE = "package com.example.meridian;\n";
    private static final String PACKAGE_FOLDER = "java/com/example/meridian";

    private final Path directory;
    private final Map<String, String> imports = new HashMap<>();
    private final Map<String, JavaFile> classes = new HashMap<>();

    GuideProject(Path directory, GuidePage page) {
        this.directory = directory;
        page.imports().forEach(block -> imports.put(block.file().orElseThrow(), block.text()));
    }

    /** Makes or changes the file that the block belongs to; a block that belongs to none is left to the caller. */
    void follow(Block block) throws IOException {
        if (block.file().isEmpty()) {
            return;
        }
        String file = block.file().get();
        if (!file.endsWith(".java")) {
            write(directory.resolve(file), block.text() + "\n");
            return;
        }
        if (JavaFile.isClass(block.text())) {
            classes.put(file, JavaFile.read(block.text()));
        } else {
            classes.get(file).put(block.text());
        }
        String source = file.endsWith("Test.java") ? "src/test" : "src/main";
        write(
                directory.resolve(source).resolve(PACKAGE_FOLDER).resolve(file),
                classes.get(file).text(List.of(PACKAGE, imports.get(file))));
    }

    Map<String, JavaFile> classes() {
        return Map.copyOf(classes);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
