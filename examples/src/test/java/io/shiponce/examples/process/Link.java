package io.shiponce.examples.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * One connection over a {@link Line}. Safe for any thread.
 *
 * @param near to the one who called
 * @param far to the one who is called
 */
record Link(Socket near, Socket far) {
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);

    void connect(InetSocketAddress behind) throws IOException {
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        far.connect(behind, (int) CONNECTS_WITHIN.toMillis());
    }

    /** Both ends see a reset. */
    void reset() {
        for (Socket end : List.of(near, far)) {
            try {
                // Closing then sends a reset instead of an orderly end.
                end.setSoLinger(true, 0);
                end.close();
            } catch (IOException e) {
                // It was closed before.
            }
        }
    }

    /** Both ends see an orderly end, behind what was written before. */
    void close() {
        for (Socket end : List.of(near, far)) {
            try {
                end.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }
}
