package io.shiponce.benchmarks.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.shiponce.benchmarks.contender.Contenders;
import io.shiponce.benchmarks.lab.Figure;
import io.shiponce.benchmarks.lab.Spread;
import io.shiponce.benchmarks.report.Results.Comparison;
import io.shiponce.benchmarks.report.Results.Killed;
import io.shiponce.benchmarks.report.Results.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** The two pictures of the page: how fast, and what a kill leads to. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;

    private Plot() {}

    static void rates(Comparison comparison, Path file) throws IOException {
        CategoryChart chart = chart("Shipments per second");
        List<Contenders> contenders =
                those(contender -> comparison.measured().stream().anyMatch(one -> one.contender() == contender));
        for (Mode mode : Mode.values()) {
            List<Double> medians = contenders.stream()
                    .map(contender -> median(comparison, mode, contender))
                    .toList();
            if (medians.stream().anyMatch(median -> median > 0)) {
                chart.addSeries(
                        mode == Mode.OUTSIDE ? "carrier in a process of its own" : "no latency, in the same JVM",
                        names(contenders),
                        medians);
            }
        }
        save(chart, file);
    }

    private static double median(Comparison comparison, Mode mode, Contenders contender) {
        List<Double> rates = comparison.measured().stream()
                .filter(one -> one.mode() == mode && one.contender() == contender)
                .map(one -> one.figures().getOrDefault(Figure.PER_SECOND, 0.0))
                .toList();
        return rates.isEmpty() ? 0 : Spread.of(rates).median();
    }

    static void kills(Comparison comparison, Path file) throws IOException {
        CategoryChart chart = chart("Shipments after a SIGKILL at 40 % and a restart (median)");
        List<Contenders> contenders =
                those(contender -> comparison.killed().stream().anyMatch(one -> one.contender() == contender));
        addKills(
                chart, "sent twice", comparison, contenders, one -> one.result().duplicates());
        addKills(
                chart,
                "left unfinished",
                comparison,
                contenders,
                one -> one.result().stuck());
        addKills(chart, "lost", comparison, contenders, one -> one.result().lost());
        save(chart, file);
    }

    private static void addKills(
            CategoryChart chart,
            String name,
            Comparison comparison,
            List<Contenders> contenders,
            Function<Killed, Integer> what) {
        List<Double> medians = new ArrayList<>();
        for (Contenders contender : contenders) {
            medians.add(Spread.of(comparison.killed().stream()
                            .filter(one -> one.contender() == contender)
                            .map(one -> what.apply(one).doubleValue())
                            .toList())
                    .median());
        }
        chart.addSeries(name, names(contenders), medians);
    }

    private static List<Contenders> those(Predicate<Contenders> took) {
        return Arrays.stream(Contenders.values()).filter(took).toList();
    }

    private static List<String> names(List<Contenders> contenders) {
        return contenders.stream().map(Contenders::key).toList();
    }

    private static CategoryChart chart(String title) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .build();
        chart.getStyler().setXAxisLabelRotation(30);
        return chart;
    }

    private static void save(CategoryChart chart, Path file) throws IOException {
        VectorGraphics2D drawing = new VectorGraphics2D();
        chart.paint(drawing, WIDTH, HEIGHT);
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        Processors.get("svg")
                .getDocument(drawing.getCommands(), new PageSize(0, 0, WIDTH, HEIGHT))
                .writeTo(svg);
        // Letters are drawn as paths; a hundredth of a pixel is fine enough for them.
        Files.writeString(file, svg.toString(StandardCharsets.UTF_8).replaceAll("([.]\\d\\d)\\d+", "$1"));
    }
}
