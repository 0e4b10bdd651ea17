package io.shiponce.examples.mutants;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The other end of {@link TestProcess}: runs the tests that its arguments name, and writes what became of them to the file that the
 * first one names. Not for threads.
 */
final class TestRun implements TestExecutionListener {
    /** How a line of the results begins. */
    static final String PASSED = "PASSED";

    static final String FAILED = "FAILED";
    static final String BROKEN = "BROKEN";

    private static final String JUPITER = "junit-jupiter";

    private final String name;
    private final List<String> results;

    private TestRun(String name, List<String> results) {
        this.name = name;
        this.results = results;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> results = Collections.synchronizedList(new ArrayList<>());
        for (int i = 1; i < arguments.length; i++) {
            LauncherFactory.create().execute(request(arguments[i]), new TestRun(arguments[i], results));
        }
        Files.write(Path.of(arguments[0]), results);
        // Whatever threads a mutant has left behind.
        System.exit(0);
    }

    /** Full name of the class, method, and which of the databases, from 1. */
    static String argument(String fullName, NamedTest test) {
        return fullName + "#" + test.method() + "#" + (test.onPostgres() ? 2 : 1);
    }

    private static LauncherDiscoveryRequest request(String argument) throws ClassNotFoundException {
        String[] parts = argument.split("#");
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selector(Class.forName(parts[0]), parts[2]))
                .filters(EngineFilter.includeEngines(JUPITER), named(parts[1]))
                .build();
    }

    private static DiscoverySelector selector(Class<?> type, String database) {
        return AnnotationSupport.isAnnotated(type, ClassTemplate.class)
                ? DiscoverySelectors.selectUniqueId(UniqueId.forEngine(JUPITER)
                        .append("class-template", type.getName())
                        .append("class-template-invocation", "#" + database))
                : DiscoverySelectors.selectClass(type);
    }

    /** By its name alone: the types of its parameters do not matter. */
    private static PostDiscoveryFilter named(String method) {
        return descriptor -> FilterResult.includedIf(isNamed(descriptor, method));
    }

    private static boolean isNamed(TestDescriptor descriptor, String method) {
        return descriptor
                .getSource()
                .map(source ->
                        source instanceof MethodSource of && of.getMethodName().equals(method))
                .orElse(false);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() || !passed) {
            Throwable thrown = result.getThrowable().orElse(null);
            boolean failed =
                    result.getStatus() == TestExecutionResult.Status.FAILED && thrown instanceof AssertionError;
            String line = (passed ? PASSED : failed ? FAILED : BROKEN) + " " + name + " " + test.getDisplayName() + ": "
                    + thrown;
            results.add(line.replaceAll("\\s+", " "));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        results.add(BROKEN + " " + name + " skipped: " + reason);
    }
}
