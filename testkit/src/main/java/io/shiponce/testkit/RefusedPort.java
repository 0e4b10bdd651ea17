package io.shiponce.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port on which nobody listens, and which nobody else gets: whoever connects is refused. Safe for any thread. */
final class RefusedPort implements AutoCloseable {
    private final Socket bound = new Socket();

    RefusedPort() throws IOException {
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    URI url() {
        return URI.create("http://" + bound.getLocalAddress().getHostAddress() + ":" + bound.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
