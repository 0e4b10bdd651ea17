package io.shiponce.examples;

import io.shiponce.Shipment;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code resolve}: a person settles doubts, after having seen what is known about each. For one thread. */
@Command(
        name = "resolve",
        description = {
            "Settles doubts by a person's word. Whoever declares a shipment not sent answers for two things: the carrier does"
                    + " not have it, and the process that held its claim is gone. If that is wrong, it is sent twice.",
            "Only after a shipment's quiet time; --wait waits for its end."
        },
        sortOptions = false)
final class ResolveCommand extends ShipmentCommand {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Declaration declaration;

    @Option(names = "--all-in-doubt", description = "All that are in doubt, instead of named ones.")
    private boolean allInDoubt;

    @Option(names = "--carrier", paramLabel = "NAME", description = "With --all-in-doubt: only of this carrier.")
    private @Nullable String carrier;

    @Option(names = "--shop", paramLabel = "NAME", description = "With --all-in-doubt: only of this shop.")
    private @Nullable String shop;

    @Option(names = "--order", paramLabel = "NUMBER", description = "With --all-in-doubt: only of this order.")
    private @Nullable String order;

    @Option(names = "--wait", description = "Waits until the quiet time of each is over.")
    private boolean wait;

    /** What the person declares. */
    static final class Declaration {
        @Option(
                names = "--sent",
                required = true,
                paramLabel = "TRACKING",
                description = "The carrier has it, under this tracking number.")
        private @Nullable String trackingNumber;

        @Option(
                names = "--not-sent",
                required = true,
                description = "The carrier does not have it, and the process that held its claim is gone.")
        private boolean notSent;

        @Option(
                names = "--refused",
                required = true,
                description =
                        "Only where the carrier took it and its number was to follow: it has refused it since. The"
                                + " shipment is REJECTED then, and can be amended.")
        private boolean refused;
    }

    @Override
    void check() {
        super.check();
        if (!allInDoubt && (carrier != null || shop != null || order != null)) {
            throw usage("--carrier, --shop and --order choose among --all-in-doubt");
        }
        String number = declaration.trackingNumber;
        if (number == null) {
            return;
        }
        if (allInDoubt || Set.copyOf(ids()).size() > 1) {
            throw usage("--sent names one tracking number, so it takes exactly one shipment");
        }
        if (number.isBlank() || number.length() > 100) {
            throw usage("--sent must have from 1 to 100 characters");
        }
    }

    @Override
    boolean bySelection() {
        return allInDoubt;
    }

    @Override
    List<ShipmentRecord> selected(ShipmentStore store) {
        KnownCarriers.check(store, carrier, this::usage);
        return ShipmentPages.all(
                store,
                ShipmentFilter.ALL
                        .withShop(shop)
                        .withOrderNumber(order)
                        .withCarrier(carrier)
                        .withState(ShipmentState.IN_DOUBT));
    }

    @Override
    void prepare(ShipmentStore store, List<ShipmentRecord> chosen) {
        operator(store)
                .evidence(chosen.stream().map(Shipment::of).toList())
                .forEach(evidence -> EvidenceText.lines(evidence).forEach(this::note));
        if (wait && (declaration.notSent || declaration.refused)) {
            QuietTime.await(store, chosen, this::note);
        }
    }

    @Override
    TransitionResult act(ShipmentStore store, Shipment seen, Signature signature) {
        String number = declaration.trackingNumber;
        if (number != null) {
            return operator(store).declareSent(seen, number, signature.by(), signature.reason());
        }
        return declaration.refused
                ? operator(store).declareRefused(seen, signature.by(), signature.reason())
                : operator(store).declareNotSent(seen, signature.by(), signature.reason());
    }

    @Override
    Answer answer(ShipmentRecord after) {
        return switch (after.state()) {
            case CONFIRMED -> new Answer("declared sent, as " + after.trackingNumber(), true);
            case PENDING ->
                new Answer("declared not sent: the next dispatch sends it, as attempt " + (after.attempt() + 1), true);
            case CANCELLED -> new Answer("declared not sent, and cancelled as it was asked for", true);
            case REJECTED ->
                new Answer("declared refused by the carrier: 'amend' sends it under a new reference", true);
            case CLAIMED, IN_DOUBT -> throw new AssertionError(after.state());
        };
    }
}
