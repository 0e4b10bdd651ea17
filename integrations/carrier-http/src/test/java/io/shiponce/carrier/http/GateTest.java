package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What makes "nothing was sent" a proof. */
class GateTest {

    @Test
    void aGateOpensOnceAtMost() {
        Gate gate = new Gate(new byte[3], () -> true);
        assertEquals(3, gate.contentLength());
        assertThrows(IllegalStateException.class, gate::contentLength);
        assertFalse(gate.shut(), "what passed cannot be called back");
    }

    @Test
    void aShutGateStaysShut() {
        Gate gate = new Gate(new byte[3], () -> true);
        assertTrue(gate.shut());
        assertThrows(IllegalStateException.class, gate::contentLength);
        Gate late = new Gate(new byte[3], () -> false);
        assertThrows(IllegalStateException.class, late::contentLength);
        assertTrue(late.shut());
    }
}
