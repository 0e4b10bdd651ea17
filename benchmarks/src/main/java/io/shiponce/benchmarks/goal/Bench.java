package io.shiponce.benchmarks.goal;

import io.shiponce.benchmarks.lab.Figure;
import io.shiponce.benchmarks.lab.Lab;
import io.shiponce.benchmarks.lab.Spread;
import io.shiponce.benchmarks.lab.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures trials in interleaved rounds, each only once however many goals ask for it. For one thread. */
final class Bench {
    private static final int LEAST = 128;

    private final Lab lab;
    private final int rounds;
    private final double scale;
    private final Consumer<String> notes;
    private final Map<Trial, List<Map<Figure, Double>>> measured = new HashMap<>();

    Bench(Lab lab, int rounds, double scale, Consumer<String> notes) {
        this.lab = lab;
        this.rounds = rounds;
        this.scale = scale;
        this.notes = notes;
    }

    Lab lab() {
        return lab;
    }

    int rounds() {
        return rounds;
    }

    void note(String text) {
        notes.accept(text);
    }

    /** So many, less if the whole run is to be smaller. */
    int scaled(int count) {
        return (int) Math.max(LEAST, Math.round(count * scale));
    }

    /** Measures those of the trials that were not measured yet, one after the other, in rounds. */
    void measure(Trial... trials) throws Exception {
        List<Trial> missing = new ArrayList<>();
        for (Trial trial : trials) {
            if (!measured.containsKey(trial)) {
                missing.add(trial);
            }
        }
        for (int round = 1; round <= rounds; round++) {
            for (Trial trial : missing) {
                Map<Figure, Double> figures = lab.run(trial);
                measured.computeIfAbsent(trial, none -> new ArrayList<>()).add(figures);
                note("round " + round + ", " + trial + ": " + figures);
            }
        }
    }

    List<Double> all(Trial trial, Figure figure) throws Exception {
        measure(trial);
        return measured.getOrDefault(trial, List.of()).stream()
                .map(figures -> figures.getOrDefault(figure, Double.NaN))
                .toList();
    }

    Spread spread(Trial trial, Figure figure) throws Exception {
        return Spread.of(all(trial, figure));
    }

    double median(Trial trial, Figure figure) throws Exception {
        return spread(trial, figure).median();
    }

    /** One to the other, round by round: what disturbed a round disturbed both. */
    Spread ratio(Trial one, Trial other, Figure figure) throws Exception {
        return ratio(all(one, figure), all(other, figure));
    }

    static Spread ratio(List<Double> one, List<Double> other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < one.size(); round++) {
            ratios.add(one.get(round) / other.get(round));
        }
        return Spread.of(ratios);
    }
}
