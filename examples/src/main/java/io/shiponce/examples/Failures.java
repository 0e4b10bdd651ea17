package io.shiponce.examples;

import io.shiponce.store.StoreException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what went wrong into one message and an exit code. Where in the program it happened is shown on request only.
 *
 * <p>Stateless and safe for any thread.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("shiponce: " + failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        trace(command, failure);
        return Exit.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        command.getErr().println("shiponce: " + message(failure));
        trace(command, failure);
        return failure instanceof IllegalArgumentException ? Exit.USAGE : Exit.REFUSED;
    }

    private static String message(Exception failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        if (failure instanceof StoreException) {
            return "the store: " + message;
        }
        boolean foreseen = failure instanceof IllegalArgumentException || failure instanceof RefusedException;
        if (foreseen && !message.isEmpty()) {
            return message;
        }
        return "unexpected failure, " + failure.getClass().getSimpleName() + ": " + message
                + " (--verbose shows where)";
    }

    private static void trace(CommandLine command, Exception failure) {
        Object program = command.getCommandSpec().root().userObject();
        if (program instanceof Main main && main.isVerbose()) {
            failure.printStackTrace(command.getErr());
        }
    }
}
