package io.shiponce.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page and the dashboard name what is really there, and all of it. */
class MetricsPageTest {
    private static final Path DOCS = Path.of(System.getProperty("project.root"), "docs");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(shiponce[.a-z]+)` \\| (\\w+) \\| ([^|]+) \\|([^|]*)\\|");
    private static final Pattern QUERY = Pattern.compile("```promql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SELECTOR = Pattern.compile("(shiponce_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

    /** What Prometheus itself adds to each sample. */
    private static final Set<String> SERVERS_OWN = Set.of("instance", "job");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Usage usage;

    @BeforeEach
    void bindAll() {
        usage = Usage.of(
                new InMemoryShipmentStore(Clock.systemUTC()), ScriptedCarrier.atLevel(1, Clock.systemUTC()), registry);
        usage.engine().acceptAll(Samples.orders(1));
        usage.content().refresh();
    }

    @AfterEach
    void close() {
        usage.content().close();
        usage.engine().close();
    }

    private static String page() throws Exception {
        return Files.readString(DOCS.resolve("metrics.md"));
    }

    @Test
    void theTableIsWhatIsRegistered() throws Exception {
        Set<String> documented = new TreeSet<>();
        Matcher row = ROW.matcher(page());
        while (row.find()) {
            String unit = row.group(3).equals("seconds") ? "seconds" : "";
            documented.add(row.group(1) + " " + row.group(2) + " " + unit + " "
                    + row.group(4).replaceAll("[`, ]+", " ").trim());
        }
        assertEquals(described(), documented);
    }

    private Set<String> described() {
        Set<String> described = new TreeSet<>();
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            String type = switch (id.getType()) {
                case DISTRIBUTION_SUMMARY -> "summary";
                case COUNTER, GAUGE, TIMER, LONG_TASK_TIMER, OTHER ->
                    id.getType().name().toLowerCase(Locale.ROOT);
            };
            String tags = id.getTags().stream().map(tag -> tag.getKey()).collect(Collectors.joining(" "));
            String unit = "seconds".equals(id.getBaseUnit()) ? "seconds" : "";
            described.add(id.getName() + " " + type + " " + unit + " " + tags);
        }
        return described;
    }

    @Test
    void theDashboardAndTheAlertsAskForWhatIsExposed() throws Exception {
        List<String> queries = new ArrayList<>();
        collect(
                new ObjectMapper()
                        .readTree(DOCS.resolve("grafana-dashboard.json").toFile()),
                queries);
        int panels = queries.size();
        Matcher alert = QUERY.matcher(page());
        while (alert.find()) {
            queries.add(alert.group(1));
        }
        assertTrue(panels >= 20 && queries.size() >= panels + 5, queries.size() + " queries");
        Exposition exposed = Exposition.of(registry);
        queries.forEach(query -> check(query, exposed));
    }

    private static void collect(JsonNode node, List<String> queries) {
        if (node.has("expr")) {
            queries.add(node.get("expr").asText());
        }
        node.forEach(child -> collect(child, queries));
    }

    private static void check(String query, Exposition exposed) {
        Matcher selector = SELECTOR.matcher(query);
        Set<String> names = new TreeSet<>();
        while (selector.find()) {
            String name = selector.group(1);
            names.add(name);
            assertTrue(exposed.names().contains(name), name + " is not exposed, in " + query);
            Matcher matcher = MATCHER.matcher(selector.group(2) == null ? "" : selector.group(2));
            while (matcher.find()) {
                for (String value : matcher.group(2).split("\\|")) {
                    assertTrue(
                            exposed.values(name, matcher.group(1)).contains(value),
                            matcher.group() + " is not exposed, in " + query);
                }
            }
        }
        assertTrue(!names.isEmpty(), "asks for nothing of ours: " + query);
        Matcher by = BY.matcher(query);
        while (by.find()) {
            for (String label : by.group(1).split(", ")) {
                names.forEach(name -> assertTrue(
                        SERVERS_OWN.contains(label)
                                || !exposed.values(name, label).isEmpty(),
                        name + " has no label " + label + ", in " + query));
            }
        }
    }

    /** The test above can fail. */
    @Test
    void aQueryForSomethingElseIsNoticed() {
        Exposition exposed = Exposition.of(registry);
        for (String wrong : List.of(
                "sum(shiponce_shipment)",
                "max(shiponce_shipments{state=\"doubtful\"})",
                "sum by (shop) (shiponce_shipments)",
                "sum(up)")) {
            assertThrows(AssertionError.class, () -> check(wrong, exposed), wrong);
        }
    }
}
