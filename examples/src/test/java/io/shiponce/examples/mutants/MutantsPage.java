package io.shiponce.examples.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads the table of {@code docs/mutants.md}, the only place where the mutants stand. */
final class MutantsPage {
    private static final String MARK = "<!-- table: mutants -->";

    private MutantsPage() {}

    static List<Mutant> read(Path page) throws IOException {
        List<String> lines = Files.readAllLines(page);
        int mark = lines.indexOf(MARK);
        if (mark < 0) {
            throw new IllegalStateException(page + " has no line " + MARK);
        }
        return lines.stream()
                .skip(mark + 1L)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(MutantsPage::mutant)
                .toList();
    }

    private static Mutant mutant(String line) {
        // A bar inside of a cell is written with a backslash, so that it does not end the cell.
        List<String> cells = Arrays.stream(line.substring(1).split("(?<!\\\\)\\|"))
                .map(cell -> cell.strip().replace("`", "").replace("\\|", "|"))
                .toList();
        if (cells.size() != 6) {
            throw new IllegalStateException("a mutant has six cells: " + line);
        }
        return new Mutant(
                cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), NamedTest.parse(cells.get(5)));
    }
}
