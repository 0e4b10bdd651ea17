package io.shiponce.carrier.http;

import io.shiponce.carrier.SendPermit;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The HTTP exchanges of one adapter, with a deadline over the whole of each: connecting, writing, waiting, reading.
 *
 * <p>Safe for any thread; each call blocks its own. No redirect is followed, no create is repeated (C1, R15). Idle connections
 * close after a few seconds, earlier than servers close theirs: a request written to a connection that is just being closed
 * would end unknown. Its threads are daemons and end when nothing is to do, so that nothing needs to be closed. Nothing
 * is kept of an exchange: after a crash, what was written to the carrier was written.
 */
public final class Exchanges {
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";
    private static final String KEEP_ALIVE_SECONDS = "4";
    private static final int THREADS = 4;

    static {
        // The JDK has no other way to say it, and reads it once, when its client is first used. Whoever set it meant
        // it.
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, KEEP_ALIVE_SECONDS);
        }
    }

    private final HttpClient client;
    private final Duration timeout;

    /**
     * For one adapter; connects to nothing yet.
     *
     * @param carrier names the threads
     * @param timeout the longest one whole exchange may take
     */
    public Exchanges(String carrier, Duration timeout) {
        this.timeout = timeout;
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, carrier + "-http-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(threads)
                .build();
    }

    /** For a call that is not a send: the timeout. */
    public Deadline deadline() {
        return Deadline.after(timeout);
    }

    /** For a send: the timeout, or the permit's if that ends earlier. */
    public Deadline deadline(SendPermit permit) {
        return Deadline.after(timeout.compareTo(permit.timeout()) <= 0 ? timeout : permit.timeout());
    }

    /** As {@link #create(HttpRequest.Builder, byte[], SendPermit, Deadline, int)}, where the create is all that a send does. */
    public Reply create(HttpRequest.Builder request, byte[] body, SendPermit permit, int maxAnswerBytes) {
        return create(request, body, permit, deadline(permit), maxAnswerBytes);
    }

    /**
     * Posts a create: at most once, and only if the permit still allows it when the bytes are about to leave (C7). Ends at the
     * deadline; an interruption is kept.
     *
     * <p>{@link Reply.NoAnswer#nothingSent()} is a proof here: the body's gate was never opened, and is shut for good.
     *
     * @param request address and headers; method and body are set here
     * @param body its bytes
     * @param maxAnswerBytes the largest body of an answer; a larger one is no answer
     */
    public Reply create(
            HttpRequest.Builder request, byte[] body, SendPermit permit, Deadline deadline, int maxAnswerBytes) {
        if (!permit.allowsSend()) {
            return new Reply.NoAnswer("too little time left on the claim", true);
        }
        // Asked again behind the connecting, right before the bytes leave.
        Gate gate = new Gate(body, () -> mayLeave(permit, deadline));
        return exchange(request.POST(gate), deadline, maxAnswerBytes, gate::shut);
    }

    /** What is left of this send must fit into the claim; nothing is left of one that was paused until its deadline was over. */
    static boolean mayLeave(SendPermit permit, Deadline deadline) {
        Duration left = deadline.left();
        return left.compareTo(Duration.ZERO) > 0 && permit.timeLeft().compareTo(left) >= 0;
    }

    /** As {@link #ask(HttpRequest.Builder, Deadline, int)}, where this is all that a call does. */
    public Reply ask(HttpRequest.Builder request, int maxAnswerBytes) {
        return ask(request, deadline(), maxAnswerBytes);
    }

    /**
     * Makes an exchange that creates nothing, and that may be repeated without harm: a look-up, a cancellation, a dry run, a
     * login. Ends at the deadline; an interruption is kept. {@link Reply.NoAnswer#nothingSent()} is never claimed.
     *
     * @param maxAnswerBytes the largest body of an answer; a larger one is no answer
     */
    public Reply ask(HttpRequest.Builder request, Deadline deadline, int maxAnswerBytes) {
        return exchange(request, deadline, maxAnswerBytes, () -> false);
    }

    /** {@code abandon} is asked once if there is no answer; true if no byte of the request was or will be written. */
    private Reply exchange(
            HttpRequest.Builder request, Deadline deadline, int maxAnswerBytes, BooleanSupplier abandon) {
        try {
            // Not sendAsync: it takes twice the CPU. The client's own timeout ends with the head of the answer.
            HttpResponse<BoundedBody> response =
                    client.send(request.timeout(deadline.positive()).build(), head -> new BoundedBody(maxAnswerBytes));
            return answer(response, response.body().read(deadline));
        } catch (IOException e) {
            // The name only: messages of the client below may hold anything.
            return new Reply.NoAnswer(e.getClass().getSimpleName(), abandon.getAsBoolean());
        } catch (InterruptedException e) {
            boolean nothingSent = abandon.getAsBoolean();
            Thread.currentThread().interrupt();
            return new Reply.NoAnswer(nothingSent ? "interrupted before anything was sent" : "interrupted", false);
        }
    }

    private static Reply.Answer answer(HttpResponse<BoundedBody> response, byte[] body) {
        Map<String, String> headers = response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().get(0)));
        return new Reply.Answer(response.statusCode(), headers, body);
    }
}
