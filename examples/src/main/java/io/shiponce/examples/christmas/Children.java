package io.shiponce.examples.christmas;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts this program in other processes, and lets none of them outlive this one.
 *
 * <p>Safe for any thread. What they write goes to files in the replay's directory. If this process is killed outright, they go on:
 * nothing can be done about that from here.
 */
final class Children implements AutoCloseable {
    private static final String LISTENING = "listening ";
    private static final long START_SECONDS = 60;

    private final List<String> program;
    private final Path directory;
    private final Map<String, String> environment;
    private final Collection<Child> children = new ConcurrentLinkedQueue<>();
    private final Thread hook = new Thread(this::destroyAll, "shiponce-children");
    private volatile boolean closed;

    Children(List<String> program, Path directory, Map<String, String> environment) {
        this.program = program;
        this.directory = directory;
        this.environment = environment;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts the simulated carrier and returns its base URL once it listens. */
    String startCarrier(List<String> arguments) throws InterruptedException {
        Child carrier = start("carrier", arguments, ProcessBuilder.Redirect.PIPE);
        BufferedReader out = carrier.process().inputReader();
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return String.valueOf(out.readLine());
            } catch (IOException e) {
                return e.toString();
            }
        });
        try {
            String said = line.get(START_SECONDS, TimeUnit.SECONDS);
            if (said.startsWith(LISTENING)) {
                return "http://localhost:" + said.substring(LISTENING.length()).strip();
            }
            throw new ReplayException("the carrier did not start, it said '" + said + "': see " + carrier.log());
        } catch (ExecutionException | TimeoutException e) {
            throw new ReplayException("the carrier did not start: see " + carrier.log(), e);
        }
    }

    /** Starts a command whose output is of no interest but for the case of a failure. */
    Child start(String name, List<String> arguments) {
        return start(name, arguments, ProcessBuilder.Redirect.to(file(name + ".out")));
    }

    private synchronized Child start(String name, List<String> arguments, ProcessBuilder.Redirect out) {
        if (closed) {
            throw new ReplayException("the replay was ended");
        }
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments);
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(log.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Child child = new Child(name, process, log);
            children.add(child);
            return child;
        } catch (IOException e) {
            throw new ReplayException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private File file(String name) {
        return directory.resolve(name).toFile();
    }

    private synchronized void destroyAll() {
        closed = true;
        children.forEach(child -> child.process().destroyForcibly());
    }

    /** Ends all of them, and returns when they are gone. */
    @Override
    public void close() {
        destroyAll();
        try {
            for (Child child : children) {
                child.kill();
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // The hook runs right now and does the same.
        }
    }
}
