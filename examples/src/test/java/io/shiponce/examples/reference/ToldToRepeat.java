package io.shiponce.examples.reference;

import io.shiponce.testkit.TestPermit;
import java.io.IOException;
import java.time.Duration;

/** Run in a JVM of its own, whose HTTP client is told by a system property to repeat every request that failed. */
final class ToldToRepeat {
    private ToldToRepeat() {}

    public static void main(String[] arguments) throws IOException {
        try (ProbeServer server = new ProbeServer(ProbeServer.accepted("SO-ABCDEF-1"), ProbeServer.CLOSE)) {
            ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofSeconds(2));
            adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEF-1"));
            String outcome = adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEF-2"))
                    .getClass()
                    .getSimpleName();
            // The server may take a connection later than the client gives it up.
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (server.connections() < 2 && System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            System.out.println(outcome + " posts=" + server.requests().size() + " connections=" + server.connections());
        }
    }
}
