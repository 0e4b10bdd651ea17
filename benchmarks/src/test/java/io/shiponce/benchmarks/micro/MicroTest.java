package io.shiponce.benchmarks.micro;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

final class MicroTest {
    /** For a moment, in this JVM: not to measure anything. */
    @Test
    void eachBenchmarkRuns() throws Exception {
        Set<String> run = new Runner(new OptionsBuilder()
                        .include(CpuBenchmarks.class.getPackageName() + ".*")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .build())
                .run().stream()
                        .map(result -> result.getPrimaryResult().getLabel())
                        .collect(toSet());

        assertEquals(
                Stream.of(CpuBenchmarks.class, ExchangeBenchmark.class)
                        .flatMap(type -> Stream.of(type.getMethods()))
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(Method::getName)
                        .collect(toSet()),
                run);
    }
}
