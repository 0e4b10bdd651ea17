package io.shiponce.examples.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules' sources, and what the build made of them. Immutable and safe for any thread. */
record Project(Path root) {
    private static final List<String> MODULES = List.of(
            "carrier-spi",
            "store-spi",
            "core",
            "store-jdbc",
            "testkit",
            "integrations/carrier-http",
            "integrations/simulated-carriers",
            "integrations/carrier-dhl-parcel-de",
            "integrations/carrier-shipengine",
            "examples");
    private static final Pattern PARENT = Pattern.compile("\\bclass \\w+(?:<[^{]*>)? extends (\\w+)");

    static Project here() {
        return new Project(Path.of(System.getProperty("project.root", ".."))
                .toAbsolutePath()
                .normalize());
    }

    /** The only source file of this name in the module's main code. */
    Path mainSource(Mutant mutant) {
        return only(List.of(root.resolve(mutant.module()).resolve("src/main/java")), mutant.fileName());
    }

    Path testSource(String type) {
        return only(
                MODULES.stream()
                        .map(module -> root.resolve(module).resolve("src/test/java"))
                        .toList(),
                type + ".java");
    }

    private static Path only(List<Path> folders, String name) {
        List<Path> found = find(folders, name);
        if (found.size() != 1) {
            throw new IllegalStateException(name + " must be one file, is " + found);
        }
        return found.get(0);
    }

    private static List<Path> find(List<Path> folders, String name) {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.endsWith(name)).forEach(found::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    /** Whether the type or one that it extends declares this test. */
    boolean declares(NamedTest test) {
        Pattern declaration = Pattern.compile("\\b(void|Stream<Dynamic\\w+>) " + test.method() + "\\(");
        String source = read(testSource(test.type()));
        while (!declaration.matcher(source).find()) {
            Matcher parent = PARENT.matcher(source);
            List<Path> next = parent.find() ? find(sources(), parent.group(1) + ".java") : List.of();
            if (next.size() != 1) {
                return false;
            }
            source = read(next.get(0));
        }
        return true;
    }

    private List<Path> sources() {
        return MODULES.stream()
                .flatMap(module -> Stream.of("src/test/java", "src/main/java").map(root.resolve(module)::resolve))
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The full name of a test class. */
    String fullName(NamedTest test) {
        Path source = testSource(test.type());
        return testFolder(moduleOf(test))
                .relativize(source)
                .toString()
                .replace(".java", "")
                .replace(File.separatorChar, '.');
    }

    String moduleOf(NamedTest test) {
        Path source = testSource(test.type());
        return MODULES.stream()
                .filter(module -> source.startsWith(testFolder(module)))
                .findFirst()
                .orElseThrow();
    }

    private Path testFolder(String module) {
        return root.resolve(module).resolve("src/test/java");
    }

    /** All that main code is compiled against: the modules' classes, and the jars that this test runs with. */
    List<Path> classPath() {
        List<Path> path = new ArrayList<>();
        MODULES.forEach(module -> path.add(built(module, "classes")));
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(entry -> MODULES.stream()
                        .noneMatch(
                                module -> entry.startsWith(root.resolve(module).resolve("target"))))
                .forEach(path::add);
        return path;
    }

    /** The same for a test of this module, its own classes in front, what runs it at the end. */
    List<Path> testClassPath(String module) {
        List<Path> path = new ArrayList<>(List.of(built(module, "test-classes")));
        path.addAll(classPath());
        path.add(built("examples", "test-classes"));
        return path;
    }

    private Path built(String module, String what) {
        Path folder = root.resolve(module).resolve("target").resolve(what);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is missing: build all modules, with their tests");
        }
        return folder;
    }
}
