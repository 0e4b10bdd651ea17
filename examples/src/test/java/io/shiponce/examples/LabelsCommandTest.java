package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Selection;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsCommandTest {
    private static final byte[] PDF = "%PDF-1.7 for Ada".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ZPL = "^XA^FDAda^FS^XZ".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private Path labels;
    private Cli cli;

    @BeforeEach
    void store() throws Exception {
        cli = new Cli(directory);
        labels = directory.resolve("labels");
        cli.run("import", OrderLines.file(directory, 2).toString()).exits(0);
    }

    private static Label label(String mediaType, byte[] content) {
        return new Label(mediaType, ByteBuffer.wrap(content));
    }

    /** Every shipment is accepted with these labels; returns their ids. */
    private List<String> sentWith(Label... given) {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC())
                .otherwise(permit -> Reply.told(
                        true,
                        new SendOutcome.Accepted(
                                new Receipt(new TrackingNumber("T" + permit.reference()), List.of(given)))));
        try (ShipmentStore store = new StoreOptions(cli.store(), "examples").open(Duration.ofSeconds(5));
                DispatchEngine engine = DispatchEngine.builder(store)
                        .carrier("reference", carrier)
                        .settings(EngineSettings.defaults())
                        .build()) {
            engine.dispatch(Selection.all()).completion().join();
        }
        return cli.ids("CONFIRMED");
    }

    private Cli.Result labels(String... ids) {
        List<String> all = new ArrayList<>(List.of("labels", "--json", "--to", labels.toString()));
        all.addAll(List.of(ids));
        return cli.run(all.toArray(String[]::new));
    }

    private List<String> files() throws Exception {
        try (Stream<Path> found = Files.list(labels)) {
            return found.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String problems(JsonNode line) {
        return line.get("problems").toString();
    }

    @Test
    void eachLabelIsAFileNamedByShipmentAndPart() throws Exception {
        List<String> ids = sentWith(label("application/pdf", PDF), label("application/zpl; charset=utf-8", ZPL));

        Cli.Result result = labels(ids.toArray(String[]::new)).exits(0);

        assertEquals(
                List.of(
                        ids.get(0) + "-part1-1.pdf",
                        ids.get(0) + "-part1-2.zpl",
                        ids.get(1) + "-part1-1.pdf",
                        ids.get(1) + "-part1-2.zpl"),
                files());
        assertArrayEquals(PDF, Files.readAllBytes(labels.resolve(ids.get(0) + "-part1-1.pdf")));
        assertArrayEquals(ZPL, Files.readAllBytes(labels.resolve(ids.get(1) + "-part1-2.zpl")));
        JsonNode line = result.lines().get(0);
        assertEquals(List.of("id", "trackingNumber", "files", "problems"), Cli.fields(line));
        assertEquals(2, line.get("files").size());
        assertEquals("[]", problems(line));
    }

    @Test
    void twiceIsOnceAndOtherContentIsNeverWrittenOver() throws Exception {
        String id =
                sentWith(label("application/pdf", PDF), label("image/png", ZPL)).get(0);
        labels(id).exits(0);
        labels(id).exits(0);
        Path file = labels.resolve(id + "-part1-1.pdf");
        Files.writeString(file, "what somebody else keeps here");

        Cli.Result result = labels(id).exits(1);

        assertEquals("what somebody else keeps here", Files.readString(file));
        assertTrue(problems(result.json()).contains("exists already, with other content"), result::toString);
        assertEquals(1, result.json().get("files").size(), "the other label is there all the same");
        assertEquals(2, files().size(), "nothing half written is left");
    }

    @Test
    void manyAtOnceWriteEachFileOnceAndWhole() throws Exception {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 7);
        String id = sentWith(label("application/pdf", large)).get(0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Cli.Result>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(() -> labels(id));
        }
        for (Future<Cli.Result> call : threads.invokeAll(calls)) {
            call.get().exits(0);
        }
        threads.shutdown();

        assertEquals(List.of(id + "-part1-1.pdf"), files());
        assertArrayEquals(large, Files.readAllBytes(labels.resolve(id + "-part1-1.pdf")));
    }

    @Test
    void whatHasNoLabelIsTold() throws Exception {
        String pending = cli.ids("PENDING").get(0);
        assertTrue(problems(labels(pending).exits(1).json()).contains("it is PENDING"));

        String id = sentWith().get(0);
        assertTrue(problems(labels(id).exits(1).json()).contains("gave no label"));
        assertEquals(List.of(), files());
    }

    @Test
    void whatWasErasedAndWhatWasLeftOutIsTold() throws Exception {
        Label large = label("application/pdf", new byte[Label.MAX_BYTES]);
        List<String> ids = sentWith(large, large, large, large);

        assertTrue(problems(labels(ids.get(0)).exits(1).json()).contains("the last 2 of 4"));
        assertEquals(2, files().size());
        cli.run("erase", "--older-than", "0s").exits(0);
        assertTrue(problems(labels(ids.get(1)).exits(1).json()).contains("erased"));
    }

    @Test
    void wrongInputWritesNothing() throws Exception {
        String id = sentWith(label("application/pdf", PDF)).get(0);

        labels(id, "nobody-knows").exits(2);
        assertTrue(Files.notExists(labels));
        Files.writeString(labels, "a file");
        assertTrue(labels(id).exits(2).err().contains("expected a directory"));
        cli.run("labels", id).exits(2);
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, pdf",
        "APPLICATION/PDF, pdf",
        "application/zpl, zpl",
        "x-application/zpl, zpl",
        "application/epl, epl",
        "image/png, png",
        "image/jpeg, jpg",
        "application/octet-stream, bin",
        "nonsense, bin"
    })
    void theExtensionFollowsTheMediaType(String mediaType, String extension) {
        assertEquals(extension, LabelFiles.extension(mediaType));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../elsewhere", ".hidden", "a/b", "a\\b", "C:x", "ä", ""})
    void noIdLeadsOutOfTheDirectory(String id) {
        assertTrue(!LabelFiles.canName(id));
    }
}
