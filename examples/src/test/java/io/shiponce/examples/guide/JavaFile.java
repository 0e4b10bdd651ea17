package io.shiponce.examples.guide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class by its members, so that members can be put in place of others of their names. It reads what this project's formatter
 * writes, with an empty line between members and none in them.
 *
 * @param head everything down to the class's opening brace
 * @param fields fields that stand together, by the name of the first
 * @param methods constructors and methods, by name
 */
record JavaFile(String head, Map<String, String> fields, Map<String, String> methods) {
    private static final Pattern CLASS = Pattern.compile("(?m)^[a-z ]*\\bclass \\w+.*\\{$");
    private static final Pattern MARK = Pattern.compile("(?m)^ *// </?[a-z-]+>\\n?");
    private static final Pattern METHOD = Pattern.compile("[^=(]*?(\\w+)\\(.*");
    private static final Pattern FIELD = Pattern.compile("[^=;]*?(\\w+)(?: =.*|;)");

    static boolean isClass(String text) {
        return CLASS.matcher(text).find();
    }

    /** A whole class, with or without package and imports; marks are left out. */
    static JavaFile read(String text) {
        String plain = MARK.matcher(text).replaceAll("").strip();
        Matcher declaration = CLASS.matcher(plain);
        if (!declaration.find() || !plain.endsWith("}")) {
            throw new IllegalArgumentException("not a whole class: " + plain);
        }
        JavaFile file =
                new JavaFile(plain.substring(0, declaration.end()), new LinkedHashMap<>(), new LinkedHashMap<>());
        file.put(plain.substring(declaration.end(), plain.length() - 1)
                .stripTrailing()
                .stripIndent());
        return file;
    }

    /** Puts members in, in place of those of the same names. */
    void put(String members) {
        for (String member : members.strip().split("\\n\\n+")) {
            String first = firstLine(member);
            Matcher method = METHOD.matcher(first);
            Matcher field = FIELD.matcher(first);
            if (method.matches()) {
                methods.put(method.group(1), member);
            } else if (field.matches()) {
                fields.put(field.group(1), member);
            } else {
                throw new IllegalArgumentException("neither a method nor a field: " + member);
            }
        }
    }

    /** Without annotations and comments, which either begin so or are indented. */
    private static String firstLine(String member) {
        return member.lines()
                .filter(line -> !line.matches("[@ /].*"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no declaration: " + member));
    }

    /** The whole of it, under these lines. */
    String text(List<String> above) {
        String members = Stream.concat(fields.values().stream(), methods.values().stream())
                .map(member -> member.indent(4))
                .collect(Collectors.joining("\n"));
        return String.join("\n", above) + "\n\n" + head + "\n" + members + "}\n";
    }
}
