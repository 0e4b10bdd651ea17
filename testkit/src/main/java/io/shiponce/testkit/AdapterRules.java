package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What all rules of the adapter contract need: adapters, endpoints that accept, and failures with a list. */
abstract class AdapterRules {
    /** A reference as it usually looks. */
    static final String USUAL = "SO-Q7XK2M9V4T1B";

    private final Object creating = new Object();

    abstract CarrierAdapterContract author();

    /** Whether a request may make a parcel: all that changes something, but for what the author says is another matter. */
    static boolean isCreate(CarrierAdapterContract author, ScriptedRequest request) {
        return request.changesSomething() && author.aside(request).isEmpty();
    }

    /** By one thread at a time: so authors may expect it. */
    final CarrierAdapter create(URI url) throws Exception {
        synchronized (creating) {
            return author().adapter(url);
        }
    }

    final Consignment goods(Address shipTo) {
        return author().consignment(shipTo);
    }

    /** Accepts each create as the function says. */
    final ScriptedEndpoint endpoint(Function<ScriptedRequest, ScriptedAnswer> answer) throws Exception {
        return ScriptedEndpoint.start(request -> ScriptedReaction.answer(
                isCreate(author(), request)
                        ? answer.apply(request)
                        : author().aside(request).orElseGet(() -> ScriptedAnswer.of(404, "nothing is here"))));
    }

    /** Accepts each create for this reference. */
    final ScriptedEndpoint endpoint(String reference, TrackingNumber number) throws Exception {
        return endpoint(request -> author().accepting(reference, number));
    }

    final List<ScriptedRequest> creates(ScriptedEndpoint endpoint) {
        return endpoint.requests().stream()
                .filter(request -> isCreate(author(), request))
                .toList();
    }

    /** Sends, and must be accepted: without that a test would look at nothing. */
    static void sendAccepted(CarrierAdapter adapter, Consignment goods, TestPermit permit) {
        SendOutcome outcome = adapter.send(goods, permit);
        assertInstanceOf(
                SendOutcome.Accepted.class,
                outcome,
                () -> "the answer of accepting() must end accepted, but: " + outcome);
    }

    /** Fails with everything that was seen, if anything was. */
    static void assertNone(List<String> seen, String consequence) {
        if (!seen.isEmpty()) {
            fail(consequence + ":\n  " + String.join("\n  ", seen));
        }
    }

    /** What stands in the text that must not go to histories and logs; empty if nothing does. */
    final Optional<String> leakIn(String text) {
        return ContractGoods.personalDataIn(text)
                .or(() -> author().secrets().stream()
                        .filter(text::contains)
                        .findFirst()
                        .map(secret -> "a secret"));
    }
}
