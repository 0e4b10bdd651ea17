package io.shiponce.testkit;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The rules C1 to C12 of the carrier SPI as tests, for adapters that speak HTTP. Extend it in your own tests, implement three
 * methods, and your adapter is sent to a {@link ScriptedEndpoint} that answers, delays, cuts and lies as carriers do; each test
 * carries the number of its rule, and each failure says what would happen to a shop.
 *
 * <p>The carrier's documentation is yours to translate: which answer accepts, which refuses for good, which means "not accepted,
 * try later", what a look-up brings. Whatever you do not declare must end unknown.
 *
 * <p>One instance for all tests: most of them judge the same sends, made once. Tests wait for conditions, with a bound; an
 * adapter that keeps to its times needs some seconds. The tests change the JVM's default locale and time zone for a moment;
 * do not run them at the same time as others in one JVM that depend on these.
 *
 * <p>What no test of this kind can see is listed as skipped, with what to do instead; override such a test to do it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CarrierAdapterContract extends LookupRules {
    /**
     * One consignment that the carrier lists in a look-up.
     *
     * @param voided true if it was cancelled there
     */
    public record Held(String reference, TrackingNumber trackingNumber, boolean voided) {}

    /** For subclasses. */
    protected CarrierAdapterContract() {}

    /**
     * A new adapter for the carrier at this base URL ({@code http}, an address and a port). Called many times, by one thread at
     * a time; each adapter is closed after use. Give it timeouts of a second or two: look-ups that are never answered wait for
     * them.
     */
    protected abstract CarrierAdapter adapter(URI base) throws Exception;

    /** What the carrier answers if it accepts the consignment of this reference under this number. */
    protected abstract ScriptedAnswer accepting(String reference, TrackingNumber number);

    /** Each kind of answer that is documented as a refusal for good, at least its most usual form; none if none is documented. */
    protected abstract List<ScriptedAnswer> refusals();

    /** Each kind of answer that is documented as "not accepted, try later". None by default: then nothing read is {@code NotSent}. */
    protected List<ScriptedAnswer> notAccepted() {
        return List.of();
    }

    /**
     * What the carrier answers if it took the consignment of this reference and gives its number later; empty, the default, if it
     * documents no such answer. Then, and from an adapter that cannot look up, nothing may end {@code NumberFollows} (C12).
     */
    protected Optional<ScriptedAnswer> acceptingWithoutNumber(String reference) {
        return Optional.empty();
    }

    /**
     * What the carrier answers to a look-up of {@code reference} while it has it and no number yet; empty if it never lists one so,
     * or if {@link #acceptingWithoutNumber} is.
     */
    protected Optional<ScriptedAnswer> lookupAnswerWithoutNumber(String reference) {
        return Optional.empty();
    }

    /**
     * What the carrier answers to a look-up of {@code reference} if that is what it lists; an empty list is its readable "there
     * is none". To be overridden if the adapter implements {@link io.shiponce.carrier.CarrierLookup}.
     */
    protected ScriptedAnswer lookupAnswer(String reference, List<Held> held) {
        throw new UnsupportedOperationException(
                "the adapter offers a look-up: override lookupAnswer, so that C8 can be tested");
    }

    /**
     * The answer to a request that is neither a create nor a look-up: a login before the first send, say. Such requests are
     * answered so, and not judged; empty for all others. Only method and target of the request are sure to be there.
     */
    protected Optional<ScriptedAnswer> aside(ScriptedRequest request) {
        return Optional.empty();
    }

    /** Headers that may differ between two sends of the same consignment, in any case; {@code Date} by default. */
    protected Set<String> volatileHeaders() {
        return Set.of("Date");
    }

    /** Passwords and keys that the adapter was made with: none may turn up in its scope or in what it says. */
    protected List<String> secrets() {
        return List.of();
    }

    /** A refusal in which the carrier repeats this text of ours, if it does so; the text must not get into the outcome. */
    protected Optional<ScriptedAnswer> refusalQuoting(String text) {
        return Optional.empty();
    }

    /** Something that the carrier would take, for this receiver; override it if the carrier needs more or other things. */
    protected Consignment consignment(Address shipTo) {
        Item mug = new Item("MUG-1", "Mug", 2, new Money(new BigDecimal("12.50"), "EUR"), new Weight(350));
        Parcel parcel = new Parcel(List.of(mug), new Weight(700), new Dimensions(200, 150, 100));
        return new Consignment("", "", shipTo, List.of(parcel));
    }

    /** How long a send may take that is never answered; one second by default. */
    protected Duration patience() {
        return Duration.ofSeconds(1);
    }

    @Override
    final CarrierAdapterContract author() {
        return this;
    }

    /** C1, as far as the network is concerned. */
    @Test
    @Disabled("needs what stands between you and the carrier: see that no proxy, gateway or mesh there repeats a POST")
    protected void c1_nothingBetweenRepeatsARequest() {}

    /** C3 and C4, as far as the carrier is concerned. */
    @Test
    @Disabled(
            "needs the carrier: see in its documentation, better in its test system, that what you declared as refused or"
                    + " not accepted never ships")
    protected void c4_theDeclaredAnswersMeanWhatYouThink() {}

    /** C5, as far as other processes are concerned. */
    @Test
    @Disabled("needs a second process: compare a request with one that is kept in a file; Set.of and Map.of iterate in"
            + " another order in each JVM")
    protected void c5_theSameBytesComeFromAnotherProcess() {}

    /** C7, as far as pauses are concerned. */
    @Test
    @Disabled("needs a debugger: a pause between the last look at the time left and the first byte cannot be excluded,"
            + " only kept short; look at what your code does between")
    protected void c7_nothingSlowHappensBetweenAskingAndSending() {}

    /** C9, as far as the carrier is concerned. */
    @Test
    @Disabled("needs the carrier's documentation: a level is its promise, not its habit; name the page in your Javadoc")
    protected void c9_theCarrierDocumentsWhatIsPromised() {}
}
