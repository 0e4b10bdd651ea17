package io.shiponce.examples.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page, as far as it can be followed: sections of blocks, and what each of them says is red after it. Immutable. */
record GuidePage(List<Section> sections) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)\\n```$");
    private static final Pattern FILE = Pattern.compile(
            "`((?:[\\w-]+/)*[\\w-]+\\.(?:java|xml|properties|sql)|[\\w/-]+/META-INF/services/[\\w.]+)`");
    private static final Pattern RED = Pattern.compile("(?m)^\\*\\*Red:\\*\\* (none|C\\d+(?:, C\\d+)*)\\.");
    private static final Pattern STEP = Pattern.compile("\\d+\\. ");
    private static final Pattern RULE = Pattern.compile("C\\d+");

    /**
     * A block of code.
     *
     * @param file the one that the paragraph before it names; empty if it names none
     */
    record Block(String language, Optional<String> file, String text) {}

    /**
     * What stands under one heading.
     *
     * @param red the rules whose tests are red at its end; empty if it does not say
     */
    record Section(String title, List<Block> blocks, Optional<Set<String>> red) {
        private static Section read(String text) {
            String title = text.lines().findFirst().orElseThrow();
            List<Block> blocks = new ArrayList<>();
            Matcher block = BLOCK.matcher(text);
            int end = 0;
            while (block.find()) {
                blocks.add(new Block(
                        block.group(1), file(text.substring(end, block.start()).strip()), block.group(2)));
                end = block.end();
            }
            Matcher red = RED.matcher(text);
            return new Section(
                    title, List.copyOf(blocks), red.find() ? Optional.of(rules(red.group(1))) : Optional.empty());
        }

        /** Of the last paragraph, which must not name two. */
        private static Optional<String> file(String before) {
            Matcher file = FILE.matcher(before.substring(before.lastIndexOf("\n\n") + 1));
            if (!file.find()) {
                return Optional.empty();
            }
            String name = file.group(1);
            if (file.find()) {
                throw new IllegalStateException("is a block " + name + " or " + file.group(1) + "?");
            }
            return Optional.of(name);
        }

        private static Set<String> rules(String text) {
            Set<String> rules = new TreeSet<>();
            Matcher rule = RULE.matcher(text);
            while (rule.find()) {
                rules.add(rule.group());
            }
            return rules;
        }
    }

    static GuidePage of(String text) {
        List<Section> sections = new ArrayList<>();
        for (String section : text.split("(?m)^## ")) {
            sections.add(Section.read(section));
        }
        return new GuidePage(List.copyOf(sections));
    }

    /** What stands on top of each file, at the end of the page. */
    List<Block> imports() {
        return sections.get(sections.size() - 1).blocks();
    }

    /** The numbered sections. */
    List<Section> steps() {
        return sections.stream()
                .filter(section -> STEP.matcher(section.title()).lookingAt())
                .toList();
    }
}
