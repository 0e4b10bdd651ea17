package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have in common: results on stdout, as JSON if wanted, and everything else on stderr. For one thread. */
abstract class ProgramCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints results as JSON, one object per line.")
    private boolean json;

    final boolean json() {
        return json;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** One result, in the form that was asked for. */
    final void result(ObjectNode asJson, String asText) {
        out().println(json ? asJson.toString() : asText);
        out().flush();
    }

    /** What a person should know beside the result. */
    final void note(String text) {
        err().println(text);
        err().flush();
    }

    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Runs what may refuse its arguments; such a refusal is wrong usage. */
    final <T> T checked(Checked<T> action) {
        try {
            return action.run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Something that refuses wrong arguments with an {@link IllegalArgumentException}. */
    @FunctionalInterface
    interface Checked<T> {
        T run();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
