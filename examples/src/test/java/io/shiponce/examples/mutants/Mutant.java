package io.shiponce.examples.mutants;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One row of the page of the mutants: a protection taken away, and the test that notices. Immutable and safe for any thread.
 *
 * @param rule whose protection it is
 * @param name what the code does then
 * @param file module and file name, which is the only one of that name in the module's main code
 * @param oldText as it stands once in the file; where it has a space, the file may have a line break
 * @param newText what stands there instead
 */
record Mutant(String rule, String name, String file, String oldText, String newText, NamedTest killer) {

    String module() {
        return file.substring(0, file.lastIndexOf('/'));
    }

    String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** How often the old text stands in this source. */
    long occurrencesIn(String source) {
        return oldPattern().matcher(source).results().count();
    }

    String applyTo(String source) {
        return oldPattern().matcher(source).replaceFirst(Matcher.quoteReplacement(newText));
    }

    private Pattern oldPattern() {
        return Pattern.compile(
                Arrays.stream(oldText.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }

    @Override
    public String toString() {
        return rule + ", " + name;
    }
}
