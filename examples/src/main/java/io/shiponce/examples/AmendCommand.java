package io.shiponce.examples;

import io.shiponce.Shipment;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code amend}: corrects the address of what the carrier rejected. For one thread. */
@Command(
        name = "amend",
        description = {
            "Corrects the address of rejected shipments; they are sent under a new reference.",
            "What is not given stays; an empty text removes a part that may be missing."
        },
        sortOptions = false)
final class AmendCommand extends ShipmentCommand {
    @Option(names = "--name", paramLabel = "TEXT", description = "Who receives it.")
    private @Nullable String name;

    @Option(names = "--company", paramLabel = "TEXT", description = "Their company.")
    private @Nullable String company;

    @Option(names = "--street1", paramLabel = "TEXT", description = "Street and number.")
    private @Nullable String street1;

    @Option(names = "--street2", paramLabel = "TEXT", description = "More of the street.")
    private @Nullable String street2;

    @Option(names = "--postal-code", paramLabel = "TEXT", description = "The postal code.")
    private @Nullable String postalCode;

    @Option(names = "--city", paramLabel = "TEXT", description = "The city.")
    private @Nullable String city;

    @Option(names = "--region", paramLabel = "TEXT", description = "The region.")
    private @Nullable String region;

    @Option(names = "--country", paramLabel = "CODE", description = "Two capital letters, for example DE.")
    private @Nullable String country;

    @Option(names = "--email", paramLabel = "TEXT", description = "An e-mail address.")
    private @Nullable String email;

    @Option(names = "--phone", paramLabel = "TEXT", description = "A telephone number.")
    private @Nullable String phone;

    @Override
    void check() {
        super.check();
        if (Stream.of(name, company, street1, street2, postalCode, city, region, country, email, phone)
                .allMatch(Objects::isNull)) {
            throw usage("give at least one part of the address to correct, for example --postal-code");
        }
    }

    @Override
    TransitionResult act(ShipmentStore store, Shipment seen, Signature signature) {
        return operator(store).amend(seen, this::amended, signature.by(), signature.reason());
    }

    @Override
    Answer answer(ShipmentRecord after) {
        return new Answer("it is sent as " + after.reference() + " by the next dispatch", true);
    }

    private Consignment amended(Consignment refused) {
        return new Consignment(refused.origin(), refused.service(), amended(refused.shipTo()), refused.parcels());
    }

    private Address amended(Address old) {
        return new Address(
                required(name, old.name()),
                optional(company, old.company()),
                required(street1, old.street1()),
                optional(street2, old.street2()),
                required(postalCode, old.postalCode()),
                required(city, old.city()),
                optional(region, old.region()),
                required(country, old.country()),
                optional(email, old.email()),
                optional(phone, old.phone()));
    }

    private static String required(@Nullable String given, String old) {
        return given == null ? old : given;
    }

    private static @Nullable String optional(@Nullable String given, @Nullable String old) {
        if (given == null) {
            return old;
        }
        return given.isEmpty() ? null : given;
    }
}
