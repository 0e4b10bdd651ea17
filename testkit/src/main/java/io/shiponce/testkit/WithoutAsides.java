package io.shiponce.testkit;

import java.util.Optional;

/** Answers what the author says is another matter, and leaves the rest to another script. Safe for any thread if that is. */
record WithoutAsides(CarrierAdapterContract author, ScriptedEndpoint.Script script) implements ScriptedEndpoint.Script {
    @Override
    public Optional<ScriptedReaction> toFirstLine(ScriptedRequest begun) {
        return author.aside(begun).isPresent() ? Optional.empty() : script.toFirstLine(begun);
    }

    @Override
    public ScriptedReaction to(ScriptedRequest request) {
        return author.aside(request).map(ScriptedReaction::answer).orElseGet(() -> script.to(request));
    }
}
