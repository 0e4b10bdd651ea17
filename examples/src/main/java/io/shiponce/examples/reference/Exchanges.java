package io.shiponce.examples.reference;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * HTTP exchanges with a deadline over the whole of each: connecting, writing, waiting, reading.
 *
 * <p>Safe for any thread. No redirect is followed, nothing is repeated. Idle connections close after a few seconds, earlier
 * than servers close theirs: a request written to a connection that is just being closed would end unknown. Its threads are
 * daemons and end when nothing is to do, so that nothing needs to be closed.
 */
final class Exchanges {
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

    Exchanges(Duration connectTimeout) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "reference-carrier-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(threads)
                .build();
    }

    /**
     * Makes one exchange. Ends at the deadline at the latest; an interruption is restored.
     *
     * @param abandon asked once if there is no answer; true if no byte of the request was or will be written
     */
    Reply exchange(HttpRequest.Builder request, Deadline deadline, BooleanSupplier abandon) {
        try {
            // Not sendAsync: it takes twice the CPU. The client's own timeout ends with the head of the answer.
            HttpResponse<BoundedBody> response =
                    client.send(request.timeout(deadline.limit()).build(), head -> new BoundedBody());
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
        return new Reply.Answer(response.statusCode(), response.headers().firstValue("Retry-After"), text(body));
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
