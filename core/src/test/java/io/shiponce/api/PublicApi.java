package io.shiponce.api;

import static java.lang.reflect.Modifier.ABSTRACT;
import static java.lang.reflect.Modifier.FINAL;
import static java.lang.reflect.Modifier.PROTECTED;
import static java.lang.reflect.Modifier.PUBLIC;
import static java.lang.reflect.Modifier.STATIC;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public API of a module, as text: each type that others can name, and below it what they can call, read, extend or match. The
 * same class files give the same text, on every JDK.
 */
final class PublicApi {
    private static final int SHOWN = PUBLIC | PROTECTED | STATIC | FINAL | ABSTRACT;

    private PublicApi() {}

    /** All of the module that {@code one} is in, whether that is a directory or a jar. */
    static String ofModuleWith(Class<?> one) throws IOException {
        try {
            Path place = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return ofClassesIn(place, one.getClassLoader());
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                return ofClassesIn(jar.getPath("/"), one.getClassLoader());
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static String ofClassesIn(Path root, ClassLoader loader) throws IOException {
        Set<String> exported;
        try (InputStream descriptor = Files.newInputStream(root.resolve("module-info.class"))) {
            exported = ModuleDescriptor.read(descriptor).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.replace('/', '.').replace('\\', '.').replaceAll("\\.class$", ""))
                    .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
                    .sorted()
                    .map(name -> load(name, loader))
                    .filter(PublicApi::isVisible)
                    .map(PublicApi::of)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return (modifiers & (PUBLIC | PROTECTED)) != 0;
    }

    /** One type: its head, and a line for each member, in the order of their texts. */
    static String of(Class<?> type) {
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                members.add(modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
                members.add(modifiers(constructor.getModifiers()) + call(constructor, "new"));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isObjects(method)) {
                members.add(modifiers(method.getModifiers())
                        + (method.isDefault() ? "default " : "")
                        + variables(method)
                        + name(method.getGenericReturnType())
                        + " "
                        + call(method, method.getName()));
            }
        }
        return head(type) + "\n"
                + members.stream()
                        .sorted()
                        .map(member -> "    " + member + "\n")
                        .collect(Collectors.joining());
    }

    /** Everything has these, whether it overrides them or not. */
    private static boolean isObjects(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(inherited -> inherited.getName().equals(method.getName())
                        && Arrays.equals(inherited.getParameterTypes(), method.getParameterTypes()));
    }

    private static String head(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        StringBuilder head = new StringBuilder(modifiers(type.getModifiers()))
                .append(type.isSealed() ? "sealed " : "")
                .append(kind)
                .append(' ')
                .append(type.getTypeName())
                .append(variables(type).stripTrailing());
        if (type.isRecord()) {
            head.append(Arrays.stream(type.getRecordComponents())
                    .map(PublicApi::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        if (type.getGenericSuperclass() != null) {
            head.append(" extends ").append(name(type.getGenericSuperclass()));
        }
        head.append(list(" implements ", names(type.getGenericInterfaces())));
        if (type.isSealed()) {
            head.append(list(" permits ", names(type.getPermittedSubclasses())));
        }
        return head.toString();
    }

    private static String component(RecordComponent component) {
        return name(component.getGenericType()) + " " + component.getName();
    }

    private static String call(Executable executable, String name) {
        return Arrays.stream(executable.getGenericParameterTypes())
                        .map(PublicApi::name)
                        .collect(Collectors.joining(", ", name + "(", ")"))
                + list(" throws ", names(executable.getGenericExceptionTypes()));
    }

    private static String variables(GenericDeclaration declaration) {
        List<String> variables = new ArrayList<>();
        for (TypeVariable<?> variable : declaration.getTypeParameters()) {
            String bounds = Arrays.stream(variable.getBounds())
                    .filter(bound -> bound != Object.class)
                    .map(PublicApi::name)
                    .collect(Collectors.joining(" & "));
            variables.add(variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds));
        }
        return variables.isEmpty() ? "" : "<" + String.join(", ", variables) + "> ";
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & SHOWN);
        return text.isEmpty() ? "" : text + " ";
    }

    private static List<String> names(Type[] types) {
        return Arrays.stream(types).map(PublicApi::name).sorted().toList();
    }

    private static String list(String before, List<String> names) {
        return names.isEmpty() ? "" : before + String.join(", ", names);
    }

    private static String name(Type type) {
        return type.getTypeName().replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
    }
}
