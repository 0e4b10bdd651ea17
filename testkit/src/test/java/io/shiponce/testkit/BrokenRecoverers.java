package io.shiponce.testkit;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Adapters that break one of the rules C8 to C11 each, in ways that are found in the wild. */
final class BrokenRecoverers {
    private BrokenRecoverers() {}

    /** C8: nothing came, so there is nothing. */
    static final class FailureIsAbsent extends PlainAdapter {
        FailureIsAbsent(URI base) {
            super(base);
        }

        @Override
        public LookupOutcome lookUp(String reference) {
            LookupOutcome outcome = super.lookUp(reference);
            return outcome instanceof LookupOutcome.Failed ? new LookupOutcome.Absent() : outcome;
        }
    }

    /** C8: an empty list is an error. */
    static final class NothingIsAFailure extends PlainAdapter {
        NothingIsAFailure(URI base) {
            super(base);
        }

        @Override
        public LookupOutcome lookUp(String reference) {
            LookupOutcome outcome = super.lookUp(reference);
            return outcome instanceof LookupOutcome.Absent ? new LookupOutcome.Failed("nothing") : outcome;
        }
    }

    /** C8: the carrier's search finds whatever is alike. */
    static final class TakesWhatIsAlike extends PlainAdapter {
        TakesWhatIsAlike(URI base) {
            super(base);
        }

        @Override
        boolean isOurs(String held, String reference) {
            return true;
        }
    }

    /** C8: one is enough. */
    static final class ReturnsOne extends PlainAdapter {
        ReturnsOne(URI base) {
            super(base);
        }

        @Override
        LookupOutcome found(Answer answer, String reference) {
            LookupOutcome outcome = super.found(answer, reference);
            return outcome instanceof LookupOutcome.Found found
                    ? new LookupOutcome.Found(found.matches().subList(0, 1))
                    : outcome;
        }
    }

    /** C8: whatever became of it. */
    static final class SeesNoCancellation extends PlainAdapter {
        SeesNoCancellation(URI base) {
            super(base);
        }

        @Override
        LookupOutcome found(Answer answer, String reference) {
            return super.found(new Answer(answer.status(), answer.body().replace("void", "live")), reference);
        }
    }

    /** C9: promises less after a failure. */
    static final class ChangesItsMind extends PlainAdapter {
        private volatile boolean disappointed;

        ChangesItsMind(URI base) {
            super(base);
        }

        @Override
        public Recovery recovery() {
            Recovery recovery = super.recovery();
            return disappointed ? Recovery.of(Recovery.Level.NONE, recovery.scope(), recovery.format()) : recovery;
        }

        @Override
        SendOutcome failed(Throwable cause, Consignment consignment) {
            disappointed = true;
            return super.failed(cause, consignment);
        }
    }

    /** C9: the base URL as it was given, password and all. */
    static final class ShowsThePassword extends PlainAdapter {
        ShowsThePassword(URI base) {
            super(base);
        }

        @Override
        public Recovery recovery() {
            return Recovery.of(Recovery.Level.LOOKUP, base.toString(), "plain-1");
        }
    }

    /** C9: test system and live system are one. */
    static final class KnowsOneScope extends PlainAdapter {
        KnowsOneScope(URI base) {
            super(base);
        }

        @Override
        public Recovery recovery() {
            return Recovery.of(Recovery.Level.LOOKUP, "the carrier", "plain-1");
        }
    }

    /** C9: at level 0, and answers look-ups from nowhere. */
    static final class ClaimsAtLevelNone extends PlainAdapter {
        ClaimsAtLevelNone(URI base) {
            super(base);
        }

        @Override
        public Recovery recovery() {
            Recovery recovery = super.recovery();
            return Recovery.of(Recovery.Level.NONE, recovery.scope(), recovery.format());
        }

        @Override
        public LookupOutcome lookUp(String reference) {
            return new LookupOutcome.Absent();
        }
    }

    /** C9: promises what it does not have. */
    static final class PromisesALookup implements CarrierAdapter {
        private final PlainAdapter plain;

        PromisesALookup(URI base) {
            plain = new PlainAdapter(base);
        }

        @Override
        public Recovery recovery() {
            return plain.recovery();
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            return plain.send(consignment, permit);
        }
    }

    /** C10: what is sent is kept in a field. */
    static final class KeepsTheRequest extends PlainAdapter {
        private volatile String answered = "";

        KeepsTheRequest(URI base) {
            super(base);
        }

        @Override
        Answer post(String body, SendPermit permit) throws ExecutionException, TimeoutException, InterruptedException {
            answered = permit.reference();
            return super.post(body, permit);
        }

        @Override
        SendOutcome outcome(Answer answer, String reference) {
            return super.outcome(answer, answered);
        }
    }

    /** C10: what was not read before is read next. */
    static final class ReadsWhatWasLeft extends PlainAdapter {
        private final AtomicReference<CompletableFuture<HttpResponse<String>>> left = new AtomicReference<>();

        ReadsWhatWasLeft(URI base) {
            super(base);
        }

        @Override
        Answer post(String body, SendPermit permit) throws ExecutionException, TimeoutException, InterruptedException {
            CompletableFuture<HttpResponse<String>> before = left.getAndSet(null);
            HttpRequest request = HttpRequest.newBuilder(at("/create", null))
                    .header("Key", key(permit))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            CompletableFuture<HttpResponse<String>> own =
                    client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
            CompletableFuture<HttpResponse<String>> read = before == null ? own : before;
            try {
                HttpResponse<String> response =
                        read.get(permit.timeout().toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
                return new Answer(response.statusCode(), response.body());
            } catch (TimeoutException e) {
                left.set(own);
                throw e;
            }
        }
    }

    /** C11: good for the log, it was thought. */
    static final class QuotesTheAnswer extends PlainAdapter {
        QuotesTheAnswer(URI base) {
            super(base);
        }

        @Override
        SendOutcome outcome(Answer answer, String reference) {
            SendOutcome outcome = super.outcome(answer, reference);
            return outcome instanceof SendOutcome.Unknown ? new SendOutcome.Unknown(answer.body()) : outcome;
        }
    }

    /** C11: the carrier's words, with whatever is in them. */
    static final class QuotesTheRefusal extends PlainAdapter {
        QuotesTheRefusal(URI base) {
            super(base);
        }

        @Override
        SendOutcome outcome(Answer answer, String reference) {
            SendOutcome outcome = super.outcome(answer, reference);
            return outcome instanceof SendOutcome.Rejected ? new SendOutcome.Rejected(answer.body()) : outcome;
        }
    }

    /** C11: says whose parcel it was. */
    static final class NamesTheReceiver extends PlainAdapter {
        NamesTheReceiver(URI base) {
            super(base);
        }

        @Override
        SendOutcome failed(Throwable cause, Consignment consignment) {
            SendOutcome outcome = super.failed(cause, consignment);
            return outcome instanceof SendOutcome.Unknown unknown
                    ? new SendOutcome.Unknown(
                            unknown.detail() + " for " + consignment.shipTo().name())
                    : outcome;
        }
    }
}
