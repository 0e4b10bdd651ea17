package io.shiponce.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The runnable program. Its commands only read and write the store and talk to the carrier: whatever one of them leaves when it is
 * killed, the next one finds in the store.
 *
 * <p>For one thread.
 */
@Command(
        name = "shiponce",
        description = "Sends each shipment to its carrier at most once.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "shiponce 0.1.0-SNAPSHOT",
        sortOptions = false,
        footer = {"", "Exit codes: 0 done; 1 done, but something needs a person; 2 wrong usage or input; 3 refused."},
        subcommands = {
            ChristmasCommand.class,
            CarrierCommand.class,
            PlanCommand.class,
            ImportCommand.class,
            DispatchCommand.class,
            ConsoleCommand.class,
            StatusCommand.class,
            ShipmentsCommand.class,
            HistoryCommand.class,
            LabelsCommand.class,
            ResolveCommand.class,
            CancelCommand.class,
            RetryCommand.class,
            HoldCommand.class,
            AmendCommand.class,
            ReshipCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            AfterRestoreCommand.class,
            EraseCommand.class,
            MigrateCommand.class
        })
public final class Main implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Shows where in the program a failure happened.")
    private boolean verbose;

    /** For picocli. */
    public Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        StandardOutput output = new StandardOutput();
        PrintWriter out = output.writer();
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exit = run(out, err, args);
        String complaint = output.complaint();
        if (complaint != null) {
            err.println("shiponce: the results could not be written: " + complaint);
            exit = Math.max(exit, Exit.REFUSED);
        }
        System.exit(exit);
    }

    /** Runs one command within this process; returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Failures failures = new Failures();
        int exit = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .execute(args);
        out.flush();
        err.flush();
        return exit;
    }

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
