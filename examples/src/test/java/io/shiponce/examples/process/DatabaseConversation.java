package io.shiponce.examples.process;

import io.shiponce.examples.process.DatabaseLine.Strike;
import io.shiponce.examples.process.PostgresMessages.Step;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** One connection on a {@link DatabaseLine}. Requests pass on one thread, answers on another; the rest is for any thread. */
final class DatabaseConversation {
    private final DatabaseLine line;
    private final Link link;
    private final PostgresMessages fromEngine;
    private final PostgresMessages fromDatabase;
    private final OutputStream toEngine;
    private final OutputStream toDatabase;
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    /** Requests are read and forgotten. */
    private volatile boolean requestsLost;

    /** Answers are read and forgotten. */
    private volatile boolean answersLost;

    /** What strikes at the answer to a commit. Set before the commit leaves. */
    private volatile Strike atAnswer;

    DatabaseConversation(DatabaseLine line, Link link) throws IOException {
        this.line = line;
        this.link = link;
        this.fromEngine = new PostgresMessages(link.near().getInputStream());
        this.fromDatabase = new PostgresMessages(link.far().getInputStream());
        this.toEngine = link.near().getOutputStream();
        this.toDatabase = link.far().getOutputStream();
    }

    @FunctionalInterface
    private interface Direction {
        void carry() throws IOException, InterruptedException;
    }

    /** Returns when both directions have ended. */
    void carry() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        Line.daemon("line-answers", () -> {
            if (carry(this::carryAnswers) && !answersLost) {
                end(link.near());
            }
            Strike strike = atAnswer;
            if (strike != null) {
                // Without an answer.
                strike.struck(false);
            }
            answered.complete(null);
        });
        if (carry(this::carryRequests) && !requestsLost) {
            end(link.far());
        }
        hungUp.complete(null);
        answered.join();
    }

    /** Whether it ended in good order. A reset is passed on, if anything is. */
    private boolean carry(Direction direction) {
        try {
            direction.carry();
            return true;
        } catch (IOException e) {
            if (!isLost()) {
                link.reset();
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void end(Socket to) {
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            // It is closed in both directions.
        }
    }

    void lose() {
        requestsLost = true;
        answersLost = true;
    }

    private boolean isLost() {
        return requestsLost && answersLost;
    }

    void endIfLost() {
        if (isLost()) {
            link.reset();
        }
    }

    private void carryRequests() throws IOException, InterruptedException {
        for (Optional<byte[]> next = fromEngine.startup(); next.isPresent(); next = fromEngine.next()) {
            byte[] message = next.get();
            Step step = fromEngine.hear(message);
            if (!requestsLost && !strikes(step, message)) {
                pass(message, toDatabase, DatabaseFault.RESET_IN_REQUEST);
            }
        }
    }

    private void carryAnswers() throws IOException, InterruptedException {
        boolean committed = false;
        for (Optional<byte[]> next = fromDatabase.next(); next.isPresent(); next = fromDatabase.next()) {
            byte[] message = next.get();
            Strike strike = atAnswer;
            if (!answersLost && (strike == null || strike.fault() == DatabaseFault.REFUSED)) {
                pass(message, toEngine, DatabaseFault.RESET_IN_ANSWER);
            }
            if (strike != null) {
                committed |= PostgresMessages.isCommitted(message);
                if (PostgresMessages.isReady(message)) {
                    answered(strike, committed);
                }
            }
        }
    }

    private void pass(byte[] message, OutputStream to, DatabaseFault reset) throws IOException {
        Optional<Integer> cut = line.cut(reset, message.length);
        to.write(message, 0, cut.orElse(message.length));
        if (cut.isPresent()) {
            link.reset();
        }
    }

    /** Whether a fault strikes at this message, and it was dealt with. */
    private boolean strikes(Step step, byte[] message) throws IOException, InterruptedException {
        Strike strike = line.armed().orElse(null);
        if (strike == null || !strike.fault().isAtCommit()) {
            return false;
        }
        if (step == Step.BEGIN && strike.fault() == DatabaseFault.COMMIT_LATE) {
            // Before the transaction, where the database does not mind; so that its commit comes near the call's end.
            passTime(line.late());
        }
        if (step != Step.COMMIT || !line.take(strike)) {
            return false;
        }
        strike(strike, withItsEnd(message));
        return true;
    }

    private static void passTime(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** A database answers at the end of a group of messages only. */
    private byte[] withItsEnd(byte[] commit) throws IOException {
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        group.write(commit);
        group.write(fromEngine.next().orElseThrow(EOFException::new));
        return group.toByteArray();
    }

    private void strike(Strike strike, byte[] commit) throws IOException, InterruptedException {
        switch (strike.fault()) {
            case CUT_BEFORE_COMMIT -> {
                link.reset();
                strike.struck(false);
            }
            case CUT_BEHIND_COMMIT -> {
                toDatabase.write(commit);
                link.reset();
                strike.struck(false);
            }
            case HALF_CLOSED_TO_DATABASE -> halfClose(strike);
            case HALF_CLOSED_BEHIND_COMMIT -> {
                toDatabase.write(commit);
                halfClose(strike);
            }
            case ANSWER_SWALLOWED, HALF_CLOSED_TO_ENGINE, ANSWER_LATE, BLACK_HOLE_BEHIND_COMMIT, REFUSED -> {
                atAnswer = strike;
                toDatabase.write(commit);
            }
            case COMMIT_LATE -> {
                atAnswer = strike;
                awaitHangUp();
                toDatabase.write(commit);
            }
            case BLACK_HOLE_BEFORE_COMMIT -> {
                line.blackHole();
                strike.struck(false);
            }
            case RESET_IN_REQUEST, RESET_IN_ANSWER -> throw new AssertionError(strike.fault());
        }
    }

    private void halfClose(Strike strike) {
        requestsLost = true;
        end(link.far());
        strike.struck(false);
    }

    /** The engine has given up, in whatever way. */
    private void awaitHangUp() {
        try {
            link.near().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // By a reset.
        }
    }

    /** The database has answered a commit. */
    private void answered(Strike strike, boolean committed) throws IOException, InterruptedException {
        switch (strike.fault()) {
            case ANSWER_SWALLOWED -> link.reset();
            case HALF_CLOSED_TO_ENGINE -> end(link.near());
            case ANSWER_LATE -> hungUp.join();
            case BLACK_HOLE_BEHIND_COMMIT -> line.blackHole();
            case REFUSED -> line.refuse();
            default -> {
                // The engine has given up.
            }
        }
        strike.struck(committed && strike.fault() != DatabaseFault.REFUSED);
    }
}
