package io.shiponce.examples.model;

import static io.shiponce.examples.model.Configuration.breaks;
import static io.shiponce.examples.model.Configuration.holds;

import java.util.List;
import java.util.stream.Stream;

/** Everything that TLC is asked. The page of the model has a row for each, in this order. */
final class Configurations {
    private static final String ONCE = "AtMostOnce";
    private static final String UNSENT = "UnsentWasNotSent";
    private static final String ACCEPTANCE = "AcceptanceKept";
    private static final String UNKNOWN = "UnknownKept";
    private static final String YES = "YesKept";

    private static final List<Configuration> HOLD = List.of(
            holds("full-0", 0, 4),
            holds("full-1", 1, 4),
            holds("full-2", 2, 4),
            holds("full-3", 3, 3),
            holds("restore-0", 0, 2).restored(),
            holds("restore-1", 1, 3).restored().without("cancel"),
            holds("restore-2", 2, 3).restored().without("cancel"),
            holds("restore-3", 3, 2).restored(),
            holds("settings-1-2", 2, 3).others(1),
            holds("settings-1-3", 3, 3).others(1),
            holds("settings-2-3", 3, 3).others(2),
            holds("account-2", 2, 3).inOtherAccount(),
            holds("account-3", 3, 3).inOtherAccount(),
            holds("later-1", 1, 4).numbersLater(),
            holds("later-2", 2, 3).numbersLater(),
            holds("later-3", 3, 3).numbersLater(),
            holds("later-restore", 1, 2).restored().numbersLater(),
            holds("old-engines", 0, 2).restored().removed("R14-claim"),
            holds("no-assumption", 3, 3)
                    .numbersLater()
                    .removed("A1", "A2", "A3-gone", "A3-right", "A4")
                    .checks(ACCEPTANCE, UNKNOWN, YES));

    private static final List<Configuration> ASSUMPTIONS = List.of(
            breaks("A1", ONCE, 0, 2),
            breaks("A2", ONCE, 0, 2),
            breaks("A3-right", ONCE, 0, 2),
            breaks("A3-gone", ONCE, 0, 2),
            breaks("A4", ONCE, 3, 2));

    private static final List<Configuration> RULES = List.of(
            breaks("S2", ONCE, 0, 2),
            breaks("expiry", ONCE, 0, 2),
            breaks("R1", ONCE, 0, 2),
            breaks("R3", ONCE, 3, 2),
            breaks("R4", ONCE, 0, 2),
            breaks("R5-older", ACCEPTANCE, 2, 2),
            breaks("R5-state", ACCEPTANCE, 0, 2).removed("A3-right", "R5-state"),
            breaks("R5-no", ONCE, 0, 3),
            breaks("R5-revive", UNKNOWN, 0, 2),
            breaks("R5-stray", ACCEPTANCE, 0, 2).restored(),
            breaks("R5-yes", YES, 2, 2).numbersLater(),
            breaks("R6", ONCE, 2, 3),
            breaks("R6-rejected", UNSENT, 2, 3),
            breaks("R6-notsent", UNSENT, 2, 3),
            breaks("R6-cancel", UNSENT, 2, 2),
            breaks("R7-attempt", ONCE, 3, 2),
            breaks("R7-amend", ONCE, 0, 2),
            breaks("R8", ONCE, 1, 2),
            breaks("R9-recorded", ONCE, 3, 2).others(1),
            breaks("R9-present", ONCE, 3, 2).others(1),
            breaks("R9-scope", ONCE, 3, 2).inOtherAccount(),
            breaks("R9-mixed", ONCE, 3, 2).others(2),
            breaks("R9-claim", ONCE, 3, 2).inOtherAccount(),
            breaks("R9-handout", ONCE, 3, 2).inOtherAccount(),
            breaks("R10", ONCE, 3, 2),
            breaks("R11", ONCE, 0, 2),
            breaks("R13-version", ONCE, 0, 3),
            breaks("R13-quiet", ONCE, 0, 2),
            breaks("R13-cancel", "CancelKept", 0, 2),
            breaks("R14", ONCE, 0, 2).restored(),
            breaks("R14-pause", ONCE, 0, 2).restored(),
            breaks("R14-no", ONCE, 0, 3).restored().without("cancel"),
            breaks("R14-level", ONCE, 2, 3).restored().without("cancel", "crash", "declare"),
            breaks("R14-sweep", ONCE, 2, 3).restored().without("cancel", "crash", "declare"),
            breaks("R14-quarantine", ONCE, 0, 2).restored(),
            breaks("R15", ONCE, 0, 2));

    static final List<Configuration> ALL =
            Stream.of(HOLD, ASSUMPTIONS, RULES).flatMap(List::stream).toList();

    private Configurations() {}
}
