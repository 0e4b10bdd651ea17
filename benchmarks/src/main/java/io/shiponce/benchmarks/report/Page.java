package io.shiponce.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page whose figures stand between marks, and are written by this program only. */
final class Page {
    private final Path file;
    private String text;

    Page(Path file) throws IOException {
        this.file = file;
        this.text = Files.readString(file);
    }

    /** Replaces what stands between {@code <!-- figures: NAME -->} and {@code <!-- end -->}. */
    void replace(String name, String content) {
        String start = "<!-- figures: " + name + " -->\n";
        int from = text.indexOf(start);
        int to = text.indexOf("<!-- end -->", from + 1);
        if (from < 0 || to < 0) {
            throw new IllegalStateException(file + " has no place for " + name);
        }
        text = text.substring(0, from + start.length()) + "\n" + content + "\n\n" + text.substring(to);
    }

    void write() throws IOException {
        Files.writeString(file, text);
    }
}
