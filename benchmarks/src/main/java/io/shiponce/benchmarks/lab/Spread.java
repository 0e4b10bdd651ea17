package io.shiponce.benchmarks.lab;

import java.util.Collection;

/** A figure of several rounds. With an even number of them the median is the mean of the middle two. */
public record Spread(double median, double low, double high) {

    /** Of at least one value. */
    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
