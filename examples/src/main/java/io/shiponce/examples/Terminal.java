package io.shiponce.examples;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person watches. Stateless and safe for any thread. */
final class Terminal {
    private static final Path ERROR_STREAM = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Whether this process talks to a terminal, and its standard error is not sent elsewhere, as far as that can be told. */
    @SuppressWarnings("SystemConsoleNull") // later versions tell by a method that 17 does not have
    static boolean watchesErrors() {
        Console console = System.console();
        return console != null && isTerminal(console) && !isRedirected();
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static boolean isRedirected() {
        try {
            return Files.exists(ERROR_STREAM) && !ERROR_STREAM.toRealPath().startsWith("/dev");
        } catch (IOException e) {
            // A pipe has no real path.
            return true;
        }
    }
}
