package io.shiponce.testkit;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.TrackingNumber;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Receivers and numbers of the adapter contract's sends. Every text of an address is found nowhere else. */
final class ContractGoods {
    private ContractGoods() {}

    /** A plausible German address; {@code who} tells one from another and is part of the name. */
    static Address address(String who) {
        return new Address(
                who + " Quarzfels",
                "Quarzfels Uhrwerke",
                "Zwirbelgasse 17",
                "Hofgebaeude Ypsilon",
                "86153",
                "Augsburg",
                "Schwaben",
                "DE",
                "zoe.quarzfels@example.org",
                "+49 821 5550173");
    }

    static Address address() {
        return address("Zoe");
    }

    /** What of the address stands in the text; empty if nothing does. */
    static Optional<String> personalDataIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return List.of(
                        "Quarzfels",
                        "Zwirbelgasse",
                        "Hofgebaeude",
                        "Ypsilon",
                        "86153",
                        "Augsburg",
                        "Schwaben",
                        "example.org",
                        "5550173")
                .stream()
                .filter(word -> lower.contains(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Digits only: some carriers have no other numbers. */
    static TrackingNumber number(int n) {
        return new TrackingNumber(String.format(Locale.ROOT, "34043416%08d", n));
    }
}
