package io.shiponce.carrier.simulated;

import io.shiponce.carrier.simulated.Face.Trouble;
import io.shiponce.carrier.simulated.Fault.Phase;
import io.shiponce.carrier.simulated.Reaction.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what the carrier does about each request: what its face read, executed in the book, bent by the faults.
 *
 * <p>Safe for any thread; takes as long as the latency says, asleep. Interrupted, it does nothing more: what was executed by
 * then stands in the ledger.
 */
final class Desk {
    private static final List<String> RETRY_SOON = List.of("Retry-After: 1");
    private static final List<List<String>> TOO_MANY_HEADERS =
            List.of(RETRY_SOON, List.of(), List.of("Retry-After: soon"), List.of("Retry-After: Retry-After: 1"));

    private final CarrierSettings settings;
    private final Face face;
    private final Book book;
    private final Dice dice;

    Desk(CarrierSettings settings, Face face, Book book) {
        this.settings = settings;
        this.face = face;
        this.book = book;
        this.dice = new Dice(settings.seed(), settings.faults());
    }

    Reaction react(Request request) throws IOException, InterruptedException {
        Wish wish = face.read(request);
        if (wish instanceof Wish.Create create) {
            return create(create);
        }
        if (wish instanceof Wish.Find find) {
            return find(find);
        }
        if (wish instanceof Wish.Cancel cancel) {
            pause(latency(dice.next("DELETE", cancel.trackingNumber())));
            return cancel.answer().apply(book.cancel(cancel.trackingNumber()));
        }
        if (wish instanceof Wish.Settled settled) {
            return settled.answer();
        }
        throw new AssertionError(wish);
    }

    /** The answer to a request that cannot be read. */
    Answer unreadable(int status, String title) {
        return face.unreadable(status, title);
    }

    private Reaction create(Wish.Create create) throws IOException, InterruptedException {
        Dice.Roll roll = dice.next("POST", create.references().get(0));
        Duration half = latency(roll).dividedBy(2);
        pause(half);
        Reaction reaction = execute(create, roll);
        pause(half);
        return reaction;
    }

    private Reaction execute(Wish.Create create, Dice.Roll roll) throws IOException, InterruptedException {
        Optional<Fault.Kind> before = roll.fault(Phase.BEFORE);
        if (before.isEmpty() && !book.find(create.references().get(0)).isEmpty()) {
            before = roll.fault(Phase.REPEAT);
        }
        if (before.isPresent()) {
            return disturbed(before.get(), roll, face.trouble(Trouble.ERROR, List.of()));
        }
        List<Book.Booking> bookings = new ArrayList<>();
        for (String reference : create.references()) {
            bookings.add(book.create(reference));
        }
        Answer usual = create.answer().apply(bookings);
        Optional<Fault.Kind> after = roll.fault(Phase.AFTER);
        return after.isPresent() ? disturbed(after.get(), roll, usual) : usual;
    }

    private Reaction find(Wish.Find find) throws InterruptedException {
        Dice.Roll roll = dice.next("GET", find.subject());
        pause(latency(roll));
        Optional<Fault.Kind> fault = roll.fault(Phase.LOOKUP);
        if (fault.isEmpty()) {
            return find.answer().apply(book);
        }
        return fault.get() == Fault.Kind.LOOKUP_LAG
                ? find.lagging()
                : disturbed(fault.get(), roll, find.answer().apply(book));
    }

    private Reaction disturbed(Fault.Kind kind, Dice.Roll roll, Answer usual) throws InterruptedException {
        return switch (kind) {
            case CUT_BEFORE, CUT_AFTER -> new Reaction.Cut();
            case HANG_BEFORE, HANG -> new Reaction.Hang();
            case ERROR_BEFORE, ERROR_AFTER, LOOKUP_ERROR -> face.trouble(Trouble.ERROR, List.of());
            case BUSY -> face.trouble(Trouble.BUSY, RETRY_SOON);
            case TOO_MANY -> face.trouble(Trouble.TOO_MANY, tooMany(roll));
            case REJECT, REFUSE_REPEAT -> face.trouble(Trouble.REFUSED, List.of());
            case CONFLICT -> face.trouble(Trouble.CONFLICT, List.of());
            case HOLLOW -> face.trouble(Trouble.HOLLOW, List.of());
            case GARBLED ->
                usual.withBody(usual.body().substring(0, usual.body().length() / 2));
            case SLOW -> {
                pause(settings.slowBy());
                yield usual;
            }
            case LOOKUP_LAG -> throw new AssertionError(kind);
        };
    }

    private static List<String> tooMany(Dice.Roll roll) {
        return TOO_MANY_HEADERS.get((int) (roll.draw("Retry-After") * TOO_MANY_HEADERS.size()));
    }

    private Duration latency(Dice.Roll roll) {
        long jitter = (long) (settings.jitter().toNanos() * roll.draw("jitter"));
        return settings.latency().plusNanos(jitter);
    }

    private static void pause(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
    }
}
