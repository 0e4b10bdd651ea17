package io.shiponce.examples.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The line between senders and their carrier. It passes requests and answers one by one, so that it can break in each. Safe for any thread. */
public final class CarrierLine implements AutoCloseable {
    private final Supplier<Optional<CarrierFault>> next;
    private final Map<CarrierFault, Integer> struck = new EnumMap<>(CarrierFault.class);
    private final Line line;

    /**
     * To the carrier at this port.
     *
     * @param next what goes wrong with the next request, whose ever it is; asked by many threads
     */
    public CarrierLine(int port, Supplier<Optional<CarrierFault>> next) throws IOException {
        this.next = next;
        this.line = new Line(port, this::carry);
    }

    /** Where it is called. */
    public int port() {
        return line.port();
    }

    /** How often each fault struck. */
    synchronized Map<CarrierFault, Integer> struck() {
        return new EnumMap<>(struck);
    }

    private synchronized void count(CarrierFault fault) {
        struck.merge(fault, 1, Integer::sum);
    }

    void refuse() throws IOException, InterruptedException {
        line.refuse();
    }

    void listenAgain() throws IOException {
        line.listenAgain();
    }

    private void carry(Link link) throws IOException {
        Conversation conversation = new Conversation(link);
        boolean open = true;
        while (open) {
            open = conversation.carryOne(next.get());
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }

    /** One connection. For one thread. */
    private final class Conversation {
        private final Link link;
        private final InputStream fromSender;
        private final InputStream fromCarrier;
        private final OutputStream toSender;
        private final OutputStream toCarrier;

        Conversation(Link link) throws IOException {
            this.link = link;
            this.fromSender = new BufferedInputStream(link.near().getInputStream());
            this.fromCarrier = new BufferedInputStream(link.far().getInputStream());
            this.toSender = link.near().getOutputStream();
            this.toCarrier = link.far().getOutputStream();
        }

        /** One request and its answer; returns whether there may be another one. */
        boolean carryOne(Optional<CarrierFault> fault) throws IOException {
            if (fault.isPresent() && fault.get() == CarrierFault.RESET_AT_ONCE) {
                count(fault.get());
                link.reset();
                return false;
            }
            Optional<HttpMessage> request = HttpMessage.read(fromSender);
            if (request.isEmpty()) {
                return false;
            }
            if (fault.isEmpty()) {
                request.get().write(toCarrier);
                answer().write(toSender);
                return true;
            }
            count(fault.get());
            strike(fault.get(), request.get());
            return false;
        }

        private HttpMessage answer() throws IOException {
            return HttpMessage.read(fromCarrier).orElseThrow(() -> new IOException("the carrier closed"));
        }

        private void strike(CarrierFault fault, HttpMessage request) throws IOException {
            if (fault.arrives()) {
                breakBehind(fault, request);
            } else {
                breakBefore(fault, request);
            }
        }

        private void breakBefore(CarrierFault fault, HttpMessage request) throws IOException {
            switch (fault) {
                case CUT_IN_REQUEST_HEAD -> {
                    request.writeHalfOfHead(toCarrier);
                    link.reset();
                }
                case CUT_IN_REQUEST_BODY -> {
                    request.writeHalfOfBody(toCarrier);
                    link.reset();
                }
                case HALF_CLOSED_IN_REQUEST -> {
                    request.writeHalfOfBody(toCarrier);
                    link.far().shutdownOutput();
                    fromCarrier.transferTo(toSender);
                }
                case REQUEST_SWALLOWED -> awaitHangUp();
                default -> throw new AssertionError(fault);
            }
        }

        private void breakBehind(CarrierFault fault, HttpMessage request) throws IOException {
            if (fault == CarrierFault.REQUEST_LATE) {
                awaitHangUp();
            }
            request.write(toCarrier);
            if (fault == CarrierFault.HALF_CLOSED_BEHIND_REQUEST) {
                link.far().shutdownOutput();
            }
            HttpMessage answer = answer();
            switch (fault) {
                case REQUEST_LATE -> {
                    // Nobody is there to be answered.
                }
                case HALF_CLOSED_BEHIND_REQUEST -> answer.write(toSender);
                case CUT_BEFORE_ANSWER -> link.reset();
                case HALF_CLOSED_BEFORE_ANSWER -> halfClose();
                case ANSWER_LATE -> {
                    awaitHangUp();
                    answer.write(toSender);
                }
                case CUT_IN_ANSWER_HEAD -> {
                    answer.writeHalfOfHead(toSender);
                    link.reset();
                }
                case CUT_IN_ANSWER_BODY -> {
                    answer.writeHalfOfBody(toSender);
                    link.reset();
                }
                case HALF_CLOSED_IN_ANSWER -> {
                    answer.writeHalfOfBody(toSender);
                    halfClose();
                }
                case CUT_BEHIND_ANSWER -> {
                    answer.write(toSender);
                    link.reset();
                }
                default -> throw new AssertionError(fault);
            }
        }

        private void halfClose() throws IOException {
            link.near().shutdownOutput();
            awaitHangUp();
        }

        /** Until the sender has given up, in whatever way. */
        private void awaitHangUp() {
            try {
                fromSender.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // By a reset.
            }
        }
    }
}
