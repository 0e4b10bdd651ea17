package io.shiponce.examples.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What TLC is to check: the model's constants, and the invariants. Immutable and safe for any thread.
 *
 * @param level what the carrier offers to engines with the usual settings
 * @param otherLevel what it offers to engines with other settings; the same if there are none
 * @param otherAccount whether those name another account
 * @param restores whether a backup may be restored
 * @param later whether the carrier gives some numbers later
 * @param claims how often the shipment may be claimed
 * @param removed rules and assumptions that are switched off
 * @param without actions that are left out
 * @param invariants what is checked
 * @param breaks whether a counterexample is expected
 */
record Configuration(
        String name,
        int level,
        int otherLevel,
        boolean otherAccount,
        boolean restores,
        boolean later,
        int claims,
        Set<String> removed,
        Set<String> without,
        List<String> invariants,
        boolean breaks) {
    private static final List<String> ALL = List.of(
            "TypeOK",
            "AtMostOnce",
            "ConfirmedWasSent",
            "UnsentWasNotSent",
            "AcceptanceKept",
            "UnknownKept",
            "YesKept",
            "CancelKept");

    Configuration {
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
        without = Collections.unmodifiableSet(new TreeSet<>(without));
        invariants = List.copyOf(invariants);
    }

    /** All rules, all invariants. */
    static Configuration holds(String name, int level, int claims) {
        return new Configuration(name, level, level, false, false, false, claims, Set.of(), Set.of(), ALL, false);
    }

    /** One rule or assumption less, of the configuration's name, and an invariant is broken. */
    static Configuration breaks(String name, String invariant, int level, int claims) {
        return new Configuration(
                name, level, level, false, false, false, claims, Set.of(name), Set.of(), List.of(invariant), true);
    }

    Configuration others(int ofLevel) {
        return new Configuration(
                name, level, ofLevel, otherAccount, restores, later, claims, removed, without, invariants, breaks);
    }

    Configuration inOtherAccount() {
        return new Configuration(
                name, level, otherLevel, true, restores, later, claims, removed, without, invariants, breaks);
    }

    Configuration restored() {
        return new Configuration(
                name, level, otherLevel, otherAccount, true, later, claims, removed, without, invariants, breaks);
    }

    Configuration numbersLater() {
        return new Configuration(
                name, level, otherLevel, otherAccount, restores, true, claims, removed, without, invariants, breaks);
    }

    Configuration removed(String... rules) {
        return new Configuration(
                name,
                level,
                otherLevel,
                otherAccount,
                restores,
                later,
                claims,
                Set.of(rules),
                without,
                invariants,
                breaks);
    }

    Configuration without(String... actions) {
        return new Configuration(
                name,
                level,
                otherLevel,
                otherAccount,
                restores,
                later,
                claims,
                removed,
                Set.of(actions),
                invariants,
                breaks);
    }

    Configuration checks(String... only) {
        return new Configuration(
                name,
                level,
                otherLevel,
                otherAccount,
                restores,
                later,
                claims,
                removed,
                without,
                List.of(only),
                breaks);
    }

    /** As the page has it. */
    String settings() {
        List<String> words = new ArrayList<>(List.of("level " + level));
        if (otherLevel != level) {
            words.add("others " + otherLevel);
        }
        if (otherAccount) {
            words.add("other account");
        }
        if (restores) {
            words.add("restore");
        }
        if (later) {
            words.add("numbers later");
        }
        words.add(claims + " claims");
        without.forEach(action -> words.add("no " + action));
        return String.join(", ", words);
    }

    /** As the page has it. */
    String removals() {
        return String.join(", ", removed);
    }

    /** As the page has it. */
    String checked() {
        return invariants.equals(ALL) ? "all" : String.join(", ", invariants);
    }

    /** As TLC reads it. */
    String file() {
        return """
                SPECIFICATION Spec
                CONSTANTS
                  Level = %d
                  OtherLevel = %d
                  OtherAccount = %s
                  Restores = %s
                  Later = %s
                  MaxClaims = %d
                  Removed = %s
                  Without = %s
                INVARIANTS %s
                VIEW View
                CHECK_DEADLOCK FALSE
                """.formatted(
                        level,
                        otherLevel,
                        otherAccount ? "TRUE" : "FALSE",
                        restores ? "TRUE" : "FALSE",
                        later ? "TRUE" : "FALSE",
                        claims,
                        set(removed),
                        set(without),
                        String.join(" ", invariants));
    }

    private static String set(Set<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ", "{", "}"));
    }
}
