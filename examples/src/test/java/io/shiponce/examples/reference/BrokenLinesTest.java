package io.shiponce.examples.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.examples.process.CarrierFault;
import io.shiponce.examples.process.CarrierLine;
import io.shiponce.testkit.TestPermit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The line breaks at each instant of a send, at each level: what the adapter says of it is never more than it knows. */
@Timeout(120)
class BrokenLinesTest {
    private static final String REFERENCE = "SO-ABCDEFGH";

    /** When a send gives up: soon where that is the test, and never on a busy machine where it is not. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void r1_whatABrokenLineLeavesUnsaidIsUnknown(CarrierFault fault) throws Exception {
        for (int level = 0; level <= 3; level++) {
            Path ledger = folder.resolve("ledger-" + level);
            Queue<CarrierFault> once = new ConcurrentLinkedQueue<>(List.of(fault));
            try (CarrierServer server =
                            CarrierServer.start(CarrierSettings.of(ledger).withLevel(level));
                    CarrierLine line = new CarrierLine(server.port(), () -> Optional.ofNullable(once.poll()))) {
                SendOutcome outcome = send(line, level, fault.outlastsPatience() ? SHORT : LONG);
                check(fault, outcome);
                int creates = fault.arrives() || outcome instanceof SendOutcome.Accepted ? 1 : 0;
                awaitCreates(ledger, creates);
                if (level >= 2) {
                    checkRepeated(level, creates, send(line, level, LONG));
                    creates = 1;
                }
                assertEquals(creates, Ledger.read(ledger).creates(), fault + " at level " + level);
            }
        }
    }

    /** Levels 2 and 3 are what makes it safe to send it again. */
    private static void checkRepeated(int level, int creates, SendOutcome outcome) {
        Class<? extends SendOutcome> expected =
                level == 2 && creates == 1 ? SendOutcome.Unknown.class : SendOutcome.Accepted.class;
        assertEquals(expected, outcome.getClass(), "repeated at level " + level);
    }

    private static SendOutcome send(CarrierLine line, int level, Duration timeout) {
        Map<String, String> settings = Map.of(
                "url", "http://localhost:" + line.port(),
                "level", String.valueOf(level),
                "timeout", timeout.toString());
        ReferenceCarrier adapter = new ReferenceCarrier(ReferenceSettings.read(settings));
        return adapter.send(Samples.mugs(), TestPermit.of(REFERENCE).withTimeout(timeout));
    }

    private static void check(CarrierFault fault, SendOutcome outcome) {
        switch (fault) {
            case HALF_CLOSED_BEHIND_REQUEST -> assertInstanceOf(SendOutcome.Accepted.class, outcome);
            // Whether the answer is read before the reset is noticed, chance decides.
            case CUT_BEHIND_ANSWER ->
                assertTrue(
                        outcome instanceof SendOutcome.Accepted || outcome instanceof SendOutcome.Unknown,
                        outcome::toString);
            // So does it whether the connecting fails, and is tried again, or anything was written before.
            case RESET_AT_ONCE -> assertFalse(outcome instanceof SendOutcome.Rejected, outcome::toString);
            default -> assertInstanceOf(SendOutcome.Unknown.class, outcome, fault::toString);
        }
    }

    /** A late request is executed when its sender has long been gone. */
    private static void awaitCreates(Path ledger, int creates) {
        while (Ledger.read(ledger).creates() < creates) {
            Thread.onSpinWait();
        }
    }
}
