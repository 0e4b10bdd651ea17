package io.shiponce.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the marked tables of {@code docs/protocol.md}. */
final class ProtocolPage {
    private final List<String> lines;

    private ProtocolPage(List<String> lines) {
        this.lines = lines;
    }

    /** The page, from the project's root: where the build says it is, or above the working directory. */
    static ProtocolPage read() {
        String root = System.getProperty("project.root");
        Path start =
                Path.of(root != null ? root : System.getProperty("user.dir")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("docs").resolve("protocol.md");
            if (Files.isRegularFile(page)) {
                try {
                    return new ProtocolPage(Files.readAllLines(page));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalStateException("docs/protocol.md was not found in or above " + start);
    }

    /** The rows of the table after the marker, each a map from column to cell. */
    List<Map<String, String>> table(String name) {
        int line = lines.indexOf("<!-- table: " + name + " -->") + 1;
        if (line == 0) {
            throw new IllegalStateException("docs/protocol.md has no table marked " + name);
        }
        while (!lines.get(line).startsWith("|")) {
            line++;
        }
        List<String> columns = cells(lines.get(line));
        List<Map<String, String>> rows = new ArrayList<>();
        for (line += 2; line < lines.size() && lines.get(line).startsWith("|"); line++) {
            List<String> cells = cells(lines.get(line));
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < columns.size(); column++) {
                row.put(columns.get(column), cells.get(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
