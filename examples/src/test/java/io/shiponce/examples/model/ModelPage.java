package io.shiponce.examples.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of the model's page, row by row. Immutable and safe for any thread. */
final class ModelPage {
    private final List<String> lines;

    private ModelPage(List<String> lines) {
        this.lines = lines;
    }

    static ModelPage read(Path page) throws IOException {
        return new ModelPage(List.copyOf(Files.readAllLines(page)));
    }

    /** The cells of each row of the table under this mark, without its head. */
    List<List<String>> table(String name) {
        int begin = lines.indexOf("<!-- table: " + name + " -->");
        if (begin < 0) {
            throw new IllegalStateException("the page has no table " + name);
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = begin + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("|")) {
                rows.add(Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList());
            } else if (!rows.isEmpty()) {
                break;
            }
        }
        return rows.subList(2, rows.size());
    }
}
