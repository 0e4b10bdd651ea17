package io.shiponce.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a Prometheus server reads of a scrape: the text format, line by line. */
final class Exposition {
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final List<Sample> samples = new ArrayList<>();

    record Sample(String name, Map<String, String> labels, double value) {}

    Exposition(String text) {
        for (String line : text.split("\n", -1)) {
            Matcher parts = LINE.matcher(line);
            if (!line.startsWith("#") && parts.matches()) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                samples.add(new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3))));
            }
        }
    }

    static Exposition of(PrometheusMeterRegistry registry) {
        return new Exposition(registry.scrape());
    }

    /** The sum of the samples of this name with at least these labels ({@code name, value, name, value…}); fails if there are none. */
    double sum(String name, String... labels) {
        List<Sample> found = samples.stream()
                .filter(sample -> sample.name().equals(name) && hasAll(sample, labels))
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("not exposed: " + name + " " + List.of(labels));
        }
        return found.stream().mapToDouble(Sample::value).sum();
    }

    private static boolean hasAll(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }

    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toSet());
    }

    /** The values of a label of a metric; empty if it has none of this name. */
    Set<String> values(String name, String label) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().containsKey(label))
                .map(sample -> sample.labels().get(label))
                .collect(Collectors.toSet());
    }
}
