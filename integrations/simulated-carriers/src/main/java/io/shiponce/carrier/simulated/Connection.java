package io.shiponce.carrier.simulated;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * One client's connection, served by one thread: request, reaction, next request.
 *
 * <p>An idle connection is closed after a minute. Whatever goes wrong on it ends this connection only.
 */
final class Connection implements Runnable {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Socket socket;
    private final Desk desk;
    private final Duration hangFor;

    Connection(Socket socket, Desk desk, Duration hangFor) {
        this.socket = socket;
        this.desk = desk;
        this.hangFor = hangFor;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) IDLE.toMillis());
            Wire wire = new Wire(socket.getInputStream(), socket.getOutputStream());
            boolean open = true;
            while (open) {
                open = serve(wire);
            }
        } catch (IOException e) {
            // The client is gone or silent: closing is all that is left to do.
        } catch (InterruptedException e) {
            // The server is closing: a cut connection, as from a killed carrier.
            Thread.currentThread().interrupt();
        }
    }

    private boolean serve(Wire wire) throws IOException, InterruptedException {
        Optional<Request> request;
        try {
            request = wire.next();
        } catch (Wire.RefusedException e) {
            wire.answer(desk.unreadable(e.status(), String.valueOf(e.getMessage())), true);
            // The body was not read: closing at once would reset the connection, and the client could lose the answer.
            socket.shutdownOutput();
            socket.setSoTimeout((int) LINGER.toMillis());
            wire.awaitEnd();
            return false;
        }
        return request.isPresent() && react(wire, request.get());
    }

    private boolean react(Wire wire, Request request) throws IOException, InterruptedException {
        Reaction reaction = reaction(request);
        if (reaction instanceof Reaction.Answer answer) {
            wire.answer(answer, !request.keepsAlive());
            return request.keepsAlive();
        }
        if (reaction instanceof Reaction.Cut) {
            return false;
        }
        if (reaction instanceof Reaction.Hang) {
            socket.setSoTimeout((int) Math.max(1, hangFor.toMillis()));
            wire.awaitEnd();
            return false;
        }
        throw new AssertionError(reaction);
    }

    private Reaction reaction(Request request) throws InterruptedException {
        try {
            return desk.react(request);
        } catch (IOException e) {
            // The ledger could not be written: whether this was executed, nobody knows.
            return desk.unreadable(500, "the ledger cannot be written");
        }
    }
}
