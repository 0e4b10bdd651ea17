package io.shiponce.examples.mutants;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles one source file with a mutant in it, as plain javac would: no annotation processor, no check. */
final class Patch {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private Patch() {}

    /** Writes the classes of the mutated file to {@code classes}. */
    static void compile(Mutant mutant, Project project, Path classes) throws IOException {
        Path source = project.mainSource(mutant);
        Files.createDirectories(classes);
        StringWriter said = new StringWriter();
        boolean compiled = COMPILER.getTask(
                        said,
                        null,
                        null,
                        options(project.classPath(), classes),
                        null,
                        List.of(new Text(source.toUri(), mutant.applyTo(Project.read(source)))))
                .call();
        if (!compiled) {
            throw new IllegalStateException("javac refuses it:\n" + said);
        }
    }

    private static List<String> options(List<Path> classPath, Path classes) {
        return List.of(
                "--release",
                "17",
                "-proc:none",
                "-implicit:none",
                "-nowarn",
                "-Xlint:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    /** A source that is in no file. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(URI name, String text) {
            super(name, JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
