package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.meridian.MeridianDesk;
import com.example.meridian.MeridianDesk.Made;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter of {@code docs/write-an-adapter.md}, run by the program at a carrier that loses every third answer. */
class MeridianDispatchTest {
    @TempDir
    private Path directory;

    private Cli cli;
    private final List<String> diary = new ArrayList<>();

    @BeforeEach
    void store() {
        cli = new Cli(directory);
    }

    private Path carriers(MeridianDesk desk, String key) throws Exception {
        return Files.writeString(
                directory.resolve("carriers.properties"),
                "meridian.adapter=meridian\nmeridian.url=" + desk.url() + "\nmeridian.account=4711\nmeridian.key=" + key
                        + "\n");
    }

    private static String order(int number, String country) {
        return OrderLines.order(number, "meridian", 1)
                .replace("\"DE\"", "\"" + country + "\"")
                .replace("\"quantity\":1", "\"quantity\":1,\"weightGrams\":350");
    }

    @Test
    void whatTheCarrierLostTheAnswerToIsFoundAndNotSentAgain() throws Exception {
        List<String> orders = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            orders.add(order(i, "DE"));
        }
        orders.add(order(10, "AQ"));
        orders.add(OrderLines.order(11, "meridian", 1));
        cli.run(
                        "import",
                        OrderLines.file(directory, orders.toArray(String[]::new))
                                .toString())
                .exits(0);

        try (MeridianDesk desk = MeridianDesk.open(0, diary::add)) {
            JsonNode totals = cli.run(
                            "dispatch",
                            "--json",
                            "--carriers",
                            carriers(desk, "hush-hush").toString())
                    .exits(1)
                    .json();

            assertEquals(9, totals.get("confirmed").asInt(), totals::toString);
            assertEquals(2, totals.get("rejected").asInt(), totals::toString);
            assertEquals(0, totals.get("inDoubt").asInt(), totals::toString);
            assertEquals(3, diary.stream().filter(line -> line.contains("lost")).count(), diary::toString);
            assertEquals(
                    desk.made().stream()
                            .map(made -> made.reference() + " " + made.number())
                            .sorted()
                            .toList(),
                    confirmed());
            assertEquals(9, desk.made().size(), "each shipment was made once");
        }
        assertEquals(
                List.of("HTTP 422 COUNTRY_NOT_SERVED", "a parcel has no weight"),
                cli.ids("REJECTED").stream().map(this::lastDetail).sorted().toList());
    }

    private List<String> confirmed() {
        return cli.run("shipments", "--json", "--state", "CONFIRMED").exits(0).lines().stream()
                .map(line -> line.get("reference").asText() + " "
                        + line.get("trackingNumber").asText())
                .sorted()
                .toList();
    }

    private String lastDetail(String id) {
        List<JsonNode> history = cli.run("history", "--json", id).exits(0).lines();
        return history.get(history.size() - 1).get("detail").asText();
    }

    @Test
    void whatWasConfirmedCanBeCancelledAtTheCarrier() throws Exception {
        cli.run("import", OrderLines.file(directory, order(1, "DE")).toString()).exits(0);
        try (MeridianDesk desk = MeridianDesk.open(0, diary::add)) {
            Path carriers = carriers(desk, "hush-hush");
            cli.run("dispatch", "--carriers", carriers.toString()).exits(0);

            Cli.Result cancelled = cli.run(
                    "cancel",
                    cli.ids("CONFIRMED").get(0),
                    "--by",
                    "ada",
                    "--reason",
                    "the buyer changed her mind",
                    "--carriers",
                    carriers.toString());

            assertTrue(desk.made().stream().allMatch(Made::cancelled), cancelled::toString);
        }
    }
}
