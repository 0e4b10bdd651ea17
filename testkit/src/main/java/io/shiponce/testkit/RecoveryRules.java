package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Recovery;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** C9: what an adapter promises about doubts. */
abstract class RecoveryRules extends ThreadRules {
    private static final String PASSWORD = "Pa55Quarzw0rd";

    @Test
    void c9_recoveryNeverChanges() throws Exception {
        String consequence =
                "C9 broken: the promise changed while the adapter lived: a doubt is settled by a promise that"
                        + " the send was not made under";
        ScriptedAnswer accepted = author().accepting(USUAL, ContractGoods.number(1));
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start(request ->
                        ScriptedReaction.answer(author().aside(request).orElse(accepted)));
                CarrierAdapter adapter = create(endpoint.url());
                CarrierAdapter another = create(endpoint.url())) {
            Recovery recovery = adapter.recovery();
            assertEquals(recovery, adapter.recovery(), consequence);
            assertEquals(
                    recovery, another.recovery(), consequence + " (an adapter made in the same way promises another)");
            sendAccepted(adapter, goods(ContractGoods.address()), TestPermit.of(USUAL));
            assertEquals(recovery, adapter.recovery(), consequence);
            endpoint.close();
            new BoundedCall<>(() -> adapter.send(goods(ContractGoods.address()), TestPermit.of(USUAL)))
                    .await(TestPermit.LONG);
            assertEquals(recovery, adapter.recovery(), consequence + " (after a send that failed)");
        }
    }

    @Test
    void c9_theScopeNamesTheEndpoint() throws Exception {
        try (RefusedPort one = new RefusedPort();
                RefusedPort other = new RefusedPort();
                CarrierAdapter first = create(one.url());
                CarrierAdapter second = create(other.url())) {
            assertNotEquals(
                    first.recovery().scope(),
                    second.recovery().scope(),
                    "C9 broken: two endpoints have one scope: what was sent to one is looked up at the other, not found, and"
                            + " sent again");
        }
    }

    @Test
    void c9_theScopeHoldsNoSecret() throws Exception {
        String consequence = "C9 broken: the scope is recorded with each claim, and shows a secret";
        try (RefusedPort port = new RefusedPort()) {
            try (CarrierAdapter adapter = create(port.url())) {
                String promised = adapter.recovery().toString();
                author().secrets().forEach(secret -> assertFalse(promised.contains(secret), consequence));
            }
            URI url = port.url();
            String shown = promisedWith(URI.create("http://shop:" + PASSWORD + "@" + url.getRawAuthority()));
            assertFalse(
                    shown.contains(PASSWORD),
                    consequence + ", that of a URL with user and password: leave it out, or refuse such a URL without"
                            + " repeating it");
        }
    }

    private String promisedWith(URI url) {
        try (CarrierAdapter adapter = create(url)) {
            return adapter.recovery().toString();
        } catch (Exception e) {
            StringWriter refusal = new StringWriter();
            e.printStackTrace(new PrintWriter(refusal));
            return refusal.toString();
        }
    }

    @Test
    void c9_aPromisedLookupIsThere() throws Exception {
        boolean needed = level() == Recovery.Level.LOOKUP || level() == Recovery.Level.UNIQUE_REFERENCE;
        assertTrue(
                !needed || implementsLookup(),
                "C9 broken: level " + level()
                        + " promises a look-up, and the adapter is no CarrierLookup: no doubt is ever"
                        + " settled by itself");
    }

    final Recovery.Level level() throws Exception {
        try (RefusedPort port = new RefusedPort();
                CarrierAdapter adapter = create(port.url())) {
            return adapter.recovery().level();
        }
    }

    final boolean implementsLookup() throws Exception {
        try (RefusedPort port = new RefusedPort();
                CarrierAdapter adapter = create(port.url())) {
            return adapter instanceof CarrierLookup;
        }
    }
}
