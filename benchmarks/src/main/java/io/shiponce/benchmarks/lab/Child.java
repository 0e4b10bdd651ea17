package io.shiponce.benchmarks.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another JVM of this program. What it says on stdout is kept until it is asked for; its complaints go to a file. */
final class Child implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String END = "";

    private final String name;
    private final Process process;
    private final Path complaints;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private Child(String name, Process process, Path complaints) {
        this.name = name;
        this.process = process;
        this.complaints = complaints;
    }

    static Child start(String name, List<String> command, Path complaints) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(complaints.toFile()))
                .start();
        Child child = new Child(name, process, complaints);
        Thread reader = new Thread(child::read, "child-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            // It was killed: what it has said by then counts.
        }
        said.add(END);
    }

    /** The next line, whatever it says. */
    String line(Duration bound) throws InterruptedException {
        String line = said.poll(bound.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null || line.equals(END)) {
            throw new IllegalStateException(
                    name + (line == null ? " is silent" : " has ended") + ", see " + complaints);
        }
        return line;
    }

    /** The next event, which must be this one; what is no event (peers greet) is passed over. */
    JsonNode await(String event, Duration bound) throws InterruptedException {
        while (true) {
            String line = line(bound);
            try {
                if (line.startsWith("{\"event\"")) {
                    JsonNode node = JSON.readTree(line);
                    if (node.get("event").asText().equals(event)) {
                        return node;
                    }
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(name + " said " + line, e);
            }
        }
    }

    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** SIGKILL, and wait until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " outlived a SIGKILL");
        }
    }

    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ", see " + complaints);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
