package io.shiponce.testkit;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import java.net.URI;

/** Adapters that break C12 each in another way, for a carrier that gives some of its numbers later. */
final class BrokenLateNumbers {
    private BrokenLateNumbers() {}

    /** Any 2xx will do. */
    static final class HopesAfterEverySuccess extends PlainAdapter {
        HopesAfterEverySuccess(URI base) {
            super(base);
        }

        @Override
        SendOutcome outcome(Answer answer, String reference) {
            SendOutcome outcome = super.outcome(answer, reference);
            return outcome instanceof SendOutcome.Unknown && answer.status() / 100 == 2
                    ? new SendOutcome.NumberFollows("HTTP " + answer.status())
                    : outcome;
        }
    }

    /** A yes is an unknown like any other. */
    static final class DoesNotHearTheYes extends PlainAdapter {
        DoesNotHearTheYes(URI base) {
            super(base);
        }

        @Override
        SendOutcome outcome(Answer answer, String reference) {
            SendOutcome outcome = super.outcome(answer, reference);
            return outcome instanceof SendOutcome.NumberFollows ? new SendOutcome.Unknown("HTTP 202") : outcome;
        }
    }

    /** Level 0: the number follows, and nobody can ask for it. */
    static final class HasNowhereToLook implements CarrierAdapter {
        private final PlainAdapter plain;

        HasNowhereToLook(URI base) {
            plain = new PlainAdapter(base);
        }

        @Override
        public Recovery recovery() {
            Recovery recovery = plain.recovery();
            return Recovery.of(Recovery.Level.NONE, recovery.scope(), recovery.format());
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            return plain.send(consignment, permit);
        }
    }

    /** What has no number is not there. */
    static final class TakesListedForAbsent extends PlainAdapter {
        TakesListedForAbsent(URI base) {
            super(base);
        }

        @Override
        LookupOutcome withoutNumber() {
            return new LookupOutcome.Absent();
        }
    }
}
