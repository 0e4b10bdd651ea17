package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Runs the program within the test's process, on a store in the test's directory. */
final class Cli {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String store;

    Cli(Path directory) {
        store = "jdbc:sqlite:" + directory.resolve("store.db");
    }

    String store() {
        return store;
    }

    /** What a command left. */
    record Result(int exit, String out, String err) {

        /** Everything on the standard output is JSON, one object per line. */
        List<JsonNode> lines() {
            return out.lines().map(Cli::json).toList();
        }

        JsonNode json() {
            assertEquals(1, lines().size(), this::toString);
            return lines().get(0);
        }

        Result exits(int expected) {
            assertEquals(expected, exit, this::toString);
            assertFalse(err.contains("\tat "), this::toString);
            return this;
        }
    }

    static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    static List<String> fields(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
                .toList();
    }

    /** Without a store. */
    static Result plain(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Result(exit, out.toString(), err.toString());
    }

    /** On the test's store. */
    Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--store");
        all.add(store);
        return plain(all.toArray(String[]::new));
    }

    /** The ids of all shipments in this state. */
    List<String> ids(String state) {
        return run("shipments", "--json", "--state", state).exits(0).lines().stream()
                .map(line -> line.get("id").asText())
                .toList();
    }
}
