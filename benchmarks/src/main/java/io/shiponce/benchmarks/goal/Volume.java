package io.shiponce.benchmarks.goal;

import io.shiponce.benchmarks.contender.Contenders;
import io.shiponce.benchmarks.lab.DatabaseKind;
import io.shiponce.benchmarks.lab.Figure;
import io.shiponce.benchmarks.lab.Lab;
import io.shiponce.benchmarks.lab.Spread;
import io.shiponce.benchmarks.lab.Trial;
import io.shiponce.benchmarks.report.Results.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Claiming costs the same with none and with millions of finished shipments in the tables. These are made once, from a few real ones;
 * the rounds then work beside them, in turn with an empty database.
 */
final class Volume {
    private static final int REAL_ONES = 1_000;

    private final Bench bench;
    private final DatabaseKind database;
    private final int finished;

    Volume(Bench bench, DatabaseKind database, int finished) {
        this.bench = bench;
        this.database = database;
        this.finished = finished;
    }

    List<Verdict> measure() throws Exception {
        Lab lab = bench.lab();
        Trial trial = Trial.inside(Contenders.SHIPONCE, database, bench.scaled(60_000));
        List<Double> full = new ArrayList<>();
        List<Double> empty = new ArrayList<>();
        String url = lab.createDatabase(database);
        try {
            Trial real = Trial.inside(Contenders.SHIPONCE, database, REAL_ONES);
            lab.prepare(real, url, 1);
            lab.dispatch(real, url, 1);
            bench.note("storing " + finished + " finished shipments");
            FinishedShipments.multiply(url, finished / REAL_ONES);
            for (int round = 1; round <= bench.rounds(); round++) {
                int first = 1 + REAL_ONES + (round - 1) * trial.shipments();
                lab.prepare(trial, url, first);
                full.add(lab.dispatch(trial, url, first).getOrDefault(Figure.PER_SECOND, Double.NaN));
                empty.add(lab.run(trial).getOrDefault(Figure.PER_SECOND, Double.NaN));
                bench.note("round " + round + ", beside " + finished + ": " + full + ", beside none: " + empty);
            }
        } finally {
            lab.dropDatabase(url);
        }
        return List.of(new Verdict(
                database == DatabaseKind.POSTGRESQL ? "volume" : "volume-sqlite",
                String.format(Locale.ROOT, "beside %,d finished shipments, %s, to none", finished, database.title()),
                Bench.ratio(full, empty),
                0.95,
                false,
                "x",
                String.format(
                        Locale.ROOT,
                        "%.0f/s to %.0f/s",
                        Spread.of(full).median(),
                        Spread.of(empty).median())));
    }
}
