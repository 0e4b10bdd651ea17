package io.shiponce.testkit;

import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Adapters that break one of the rules C1 to C7 each, in ways that are found in the wild. */
final class BrokenSenders {
    private BrokenSenders() {}

    /** C1: the JDK's old client sends a POST again when the connection ends without an answer. */
    static final class OldClient extends PlainAdapter {
        OldClient(URI base) {
            super(base);
        }

        @Override
        Answer post(String body, SendPermit permit) throws ExecutionException, TimeoutException, InterruptedException {
            FutureTask<Answer> exchange = new FutureTask<>(() -> exchange(body, permit));
            Thread thread = new Thread(exchange, "old-client");
            thread.setDaemon(true);
            thread.start();
            return exchange.get(permit.timeout().toNanos(), TimeUnit.NANOSECONDS);
        }

        private Answer exchange(String body, SendPermit permit) throws IOException {
            HttpURLConnection connection =
                    (HttpURLConnection) at("/create", null).toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setReadTimeout((int) permit.timeout().toMillis());
            connection.setDoOutput(true);
            connection.setRequestProperty("Key", key(permit));
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** C1: 307 and 308 repeat the POST elsewhere. */
    static final class FollowsRedirects extends PlainAdapter {
        private static final HttpClient CLIENT = client(HttpClient.Redirect.ALWAYS);

        FollowsRedirects(URI base) {
            super(base);
        }

        @Override
        HttpClient client() {
            return CLIENT;
        }
    }

    /** C1: well meant. */
    static final class TriesTwice extends PlainAdapter {
        TriesTwice(URI base) {
            super(base);
        }

        @Override
        Answer post(String body, SendPermit permit) throws ExecutionException, TimeoutException, InterruptedException {
            Answer first = super.post(body, permit);
            return first.status() == 503 ? super.post(body, permit) : first;
        }
    }

    /** C2: leaves it to others. */
    static final class Throws extends PlainAdapter {
        Throws(URI base) {
            super(base);
        }

        @Override
        SendOutcome failed(Throwable cause, Consignment consignment) {
            if (cause instanceof java.net.ConnectException) {
                return super.failed(cause, consignment);
            }
            throw new UncheckedIOException(new IOException(cause));
        }
    }

    /** C2: a success is a success. */
    static final class BelievesEverySuccess extends PlainAdapter {
        BelievesEverySuccess(URI base) {
            super(base);
        }

        @Override
        SendOutcome outcome(Answer answer, String reference) {
            SendOutcome outcome = super.outcome(answer, reference);
            return outcome instanceof SendOutcome.Unknown && answer.status() / 100 == 2
                    ? new SendOutcome.Accepted(Receipt.of(new TrackingNumber("none")))
                    : outcome;
        }
    }

    /** C3: no answer, so nothing happened. */
    static final class NoAnswerIsNotSent extends PlainAdapter {
        NoAnswerIsNotSent(URI base) {
            super(base);
        }

        @Override
        SendOutcome failed(Throwable cause, Consignment consignment) {
            return new SendOutcome.NotSent("no answer");
        }
    }

    /** C3: unavailable, so nothing happened; not every carrier says so. */
    static final class UnavailableIsNotSent extends PlainAdapter {
        UnavailableIsNotSent(URI base) {
            super(base);
        }

        @Override
        SendOutcome outcome(Answer answer, String reference) {
            return answer.status() == 503 ? new SendOutcome.NotSent("HTTP 503") : super.outcome(answer, reference);
        }
    }

    /** C3: what was certainly not sent waits for a person. */
    static final class NobodyThereIsUnknown extends PlainAdapter {
        NobodyThereIsUnknown(URI base) {
            super(base);
        }

        @Override
        SendOutcome failed(Throwable cause, Consignment consignment) {
            return new SendOutcome.Unknown("no answer");
        }
    }

    /** C4: our fault, says the status, so nothing happened. */
    static final class EveryFourIsARefusal extends PlainAdapter {
        EveryFourIsARefusal(URI base) {
            super(base);
        }

        @Override
        SendOutcome outcome(Answer answer, String reference) {
            return answer.status() / 100 == 4 && answer.status() != 429
                    ? new SendOutcome.Rejected("HTTP " + answer.status())
                    : super.outcome(answer, reference);
        }
    }

    /** C5: good for the carrier's support, it was thought. */
    static final class SendsTheAttempt extends PlainAdapter {
        SendsTheAttempt(URI base) {
            super(base);
        }

        @Override
        String body(Consignment consignment, SendPermit permit) {
            return super.body(consignment, permit) + "\nattempt=" + permit.attempt();
        }
    }

    /** C5: ships today, whenever that is. */
    static final class SendsToday extends PlainAdapter {
        SendsToday(URI base) {
            super(base);
        }

        @Override
        String body(Consignment consignment, SendPermit permit) {
            return super.body(consignment, permit) + "\nshipped=" + LocalDate.now(java.time.ZoneOffset.UTC);
        }
    }

    /** C5: other digits after a restart on another machine. */
    static final class FormatsAsTheMachineDoes extends PlainAdapter {
        FormatsAsTheMachineDoes(URI base) {
            super(base);
        }

        @Override
        @SuppressWarnings("StringFormatWithoutLocale")
        String body(Consignment consignment, SendPermit permit) {
            return super.body(consignment, permit) + String.format(Locale.getDefault(), "\ngrams=%d", 700);
        }
    }

    /** C6: the carrier's field is short. */
    static final class CutsTheReference extends PlainAdapter {
        CutsTheReference(URI base) {
            super(base);
        }

        @Override
        String body(Consignment consignment, SendPermit permit) {
            String reference = permit.reference();
            return super.body(consignment, permit)
                    .replace(reference, reference.substring(0, Math.min(30, reference.length())));
        }
    }

    /** C6: the carrier's example has capitals. */
    static final class ChangesTheKey extends PlainAdapter {
        ChangesTheKey(URI base) {
            super(base);
        }

        @Override
        String key(SendPermit permit) {
            return super.key(permit).toUpperCase(Locale.ROOT);
        }
    }

    /** C6: asks for something else. */
    static final class CutsTheQuestion extends PlainAdapter {
        CutsTheQuestion(URI base) {
            super(base);
        }

        @Override
        String asked(String reference) {
            return reference.substring(0, Math.min(20, reference.length()));
        }
    }

    /** C7: time is the engine's business. */
    static final class NeverAsks extends PlainAdapter {
        NeverAsks(URI base) {
            super(base);
        }

        @Override
        boolean mayLeave(SendPermit permit) {
            return true;
        }
    }

    /** C7: asks again before the bytes leave, and goes on all the same. */
    static final class ObeysOnce extends PlainAdapter {
        ObeysOnce(URI base) {
            super(base);
        }

        @Override
        boolean mayLeave(SendPermit permit) {
            boolean may = permit.allowsSend();
            permit.timeLeft();
            return may;
        }
    }

    /** C7: has a timeout of its own, and it is longer. */
    static final class TakesItsTime extends PlainAdapter {
        TakesItsTime(URI base) {
            super(base);
        }

        @Override
        Duration limit(SendPermit permit) {
            return Duration.ofSeconds(20);
        }
    }
}
