package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** R13: every cell of the action table in {@code docs/protocol.md}, against the law. */
final class ActionTableTest {
    private static final List<Map<String, String>> ROWS = ProtocolPage.read().table("actions");
    private static final String AWAITS_NUMBER = "IN_DOUBT: NUMBER_FOLLOWS";
    private static final RecoveryTerms OTHER_SCOPE = RecoveryTerms.of(RecoveryTerms.UNIQUE_REFERENCE, "other", "1");
    private static final RecoveryTerms OTHER_FORMAT =
            new RecoveryTerms(RecoveryTerms.IDEMPOTENCY_KEY, "account", "2", Duration.ofHours(12));

    /** One row: how the shipment is prepared, and what is done to it. */
    private record Scenario(UnaryOperator<Sample> given, Action action) {}

    private static final Map<String, Scenario> SCENARIOS = scenarios();

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        Action declared = new Action.DeclareNotSent("asked the carrier");
        Action cancel = new Action.Cancel("customer changed their mind");
        put(all, "Found, always", s -> s, new Action.Found("TRACK-1", Sample.RECEIPT, "found"));
        put(all, "LookedUp, always", s -> s, new Action.LookedUp("absent", Duration.ofSeconds(5)));
        put(all, "DeclareSent, always", s -> s, new Action.DeclareSent("TRACK-1", "seen on their page"));
        put(all, "DeclareNotSent, after the quiet time", s -> s.exposed(true), declared);
        put(all, "DeclareNotSent, after the quiet time, cancel requested", s -> s.cancelRequested(true), declared);
        put(all, "DeclareNotSent, within the quiet time", ActionTableTest::stillLoud, declared);
        Action refused = new Action.DeclareRefused("their portal says: refused");
        put(all, "DeclareRefused, after the quiet time", s -> s.exposed(true), refused);
        put(all, "DeclareRefused, within the quiet time", ActionTableTest::stillLoud, refused);
        put(all, "Cancel, plain", s -> s, cancel);
        put(all, "Cancel, exposed", s -> s.exposed(true), cancel);
        put(all, "Cancel, cancel requested", s -> s.cancelRequested(true), cancel);
        put(all, "Hold, not held", s -> s, new Action.Hold("wait for the buyer"));
        put(all, "Hold, held", s -> s.held("by hand"), new Action.Hold("wait for the buyer"));
        put(all, "Retry, not held", s -> s, new Action.Retry("now"));
        put(all, "Retry, held", s -> s.held("by hand"), new Action.Retry("now"));
        put(all, "Amend, new reference", s -> s.cancelRequested(true), amend("REF-00000002"));
        put(all, "Amend, same reference", s -> s, amend(Sample.REFERENCE));
        put(all, "Amend, exposed", s -> s.exposed(true), amend("REF-00000002"));
        put(all, "Reship, always", s -> s, new Action.Reship(Sample.planned("again", Sample.ID), "lost on its way"));
        put(all, "AfterRestore, always", s -> s, new Action.AfterRestore(Sample.QUIET, "backup of the night"));
        put(all, "CarrierCancelled, done", s -> s.cancelRequested(true), new Action.CarrierCancelled(true, "done"));
        put(
                all,
                "CarrierCancelled, not done",
                s -> s.cancelRequested(true),
                new Action.CarrierCancelled(false, "late"));
        sendAgainScenarios(all);
        return all;
    }

    private static void sendAgainScenarios(Map<String, Scenario> all) {
        Action unique = sendAgain(Sample.UNIQUE);
        Action key = sendAgain(Sample.KEY);
        put(all, "SendAgain, level 2, after the quiet time", s -> s.recovery(Sample.UNIQUE), unique);
        put(all, "SendAgain, level 3, after the quiet time, key young", s -> s.recovery(Sample.KEY), key);
        put(
                all,
                "SendAgain, level 3, key older than half its lifetime",
                s -> s.recovery(Sample.KEY).firstClaimedAt(Sample.NOW.minus(Duration.ofHours(12))),
                key);
        put(
                all,
                "SendAgain, level 3, requests built in another way now",
                s -> s.recovery(Sample.KEY),
                sendAgain(OTHER_FORMAT));
        put(all, "SendAgain, level 0 or 1 when claimed", s -> s.recovery(Sample.LOOKUP), unique);
        put(all, "SendAgain, level 0 or 1 now", s -> s.recovery(Sample.UNIQUE), sendAgain(Sample.LOOKUP));
        put(all, "SendAgain, another scope now", s -> s.recovery(Sample.UNIQUE), sendAgain(OTHER_SCOPE));
        put(
                all,
                "SendAgain, within the quiet time",
                s -> stillLoud(s.recovery(Sample.UNIQUE)),
                new Action.SendAgain(Sample.NOW.plusSeconds(60), Sample.UNIQUE, "absent"));
        put(
                all,
                "SendAgain, looked up within the quiet time",
                s -> s.recovery(Sample.UNIQUE),
                new Action.SendAgain(Sample.NOW.minusSeconds(2), Sample.UNIQUE, "absent"));
        put(all, "SendAgain, cancel requested", s -> s.recovery(Sample.UNIQUE).cancelRequested(true), unique);
    }

    private static void put(Map<String, Scenario> all, String name, UnaryOperator<Sample> given, Action action) {
        all.put(name, new Scenario(given, action));
    }

    private static Sample stillLoud(Sample sample) {
        return sample.quietEndsAt(Sample.NOW.plusSeconds(1));
    }

    private static Action sendAgain(RecoveryTerms present) {
        return new Action.SendAgain(Sample.NOW, present, "absent after the quiet time");
    }

    private static Action amend(String reference) {
        return new Action.Amend(
                reference, "00000000-0000-0000-0000-000000000002", "other", Sample.PAYLOAD, "house number added");
    }

    @Test
    void r13_thePageHasARowForEveryScenario() {
        List<String> onThePage = ROWS.stream().map(ActionTableTest::nameOf).toList();
        assertEquals(SCENARIOS.keySet(), Set.copyOf(onThePage));
        assertEquals(SCENARIOS.size(), onThePage.size());
    }

    @Test
    void r13_everyActionIsOnThePage() {
        Set<String> actions = Stream.of(Action.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        assertEquals(actions, ROWS.stream().map(row -> row.get("Action")).collect(Collectors.toSet()));
    }

    @TestFactory
    Stream<DynamicNode> r13_everyCellIsWhatTheLawDoes() {
        return ROWS.stream().map(row -> {
            Scenario scenario = SCENARIOS.get(nameOf(row));
            List<DynamicNode> cells = new ArrayList<>();
            for (ShipmentState state : ShipmentState.values()) {
                cells.add(dynamicTest(state.name(), () -> check(row, scenario, state.name())));
            }
            cells.add(dynamicTest(AWAITS_NUMBER, () -> check(row, scenario, AWAITS_NUMBER)));
            return dynamicContainer(nameOf(row), cells);
        });
    }

    private static String nameOf(Map<String, String> row) {
        return row.get("Action") + ", " + row.get("When");
    }

    private static void check(Map<String, String> row, Scenario scenario, String column) {
        ShipmentRecord before = scenario.given.apply(Sample.of(column)).build();
        ShipmentState state = before.state();
        Ruling ruling = ShipmentLaw.act(before, scenario.action, "ada", Sample.NOW);
        String cell = row.get(column);
        if (cell.equals("refused")) {
            Ruling.Refused refused = assertInstanceOf(Ruling.Refused.class, ruling);
            assertFalse(refused.reason().isBlank(), "a refusal says why");
            return;
        }
        Verdict verdict = assertInstanceOf(Ruling.Allowed.class, ruling).verdict();
        ShipmentRecord after = verdict.after();
        String[] parts = cell.split(": ", 2);
        assertEquals(cell.equals("stays") ? state : ShipmentState.valueOf(parts[0]), after.state());
        if (parts.length == 2) {
            assertEquals(Doubt.Cause.valueOf(parts[1]), after.doubt().cause());
        } else if (after.state() != state) {
            assertNull(after.doubt());
        }
        assertEquals(before.version() + 1, after.version());
        assertEquals(flag(row.get("Exposed after"), before.exposed(), before, after), after.exposed(), "exposed");
        assertEquals(
                flag(row.get("Cancel requested after"), before.cancelRequested(), before, after),
                after.cancelRequested(),
                "cancel requested");
        assertEquals("ada", verdict.entries().get(0).actor());
        assertEquals(1, verdict.entries().size());
    }

    private static boolean flag(String cell, boolean flagBefore, ShipmentRecord before, ShipmentRecord after) {
        return switch (cell) {
            case "as before" -> flagBefore;
            case "yes" -> true;
            case "no" -> false;
            case "yes unless CANCELLED" -> after.state() != ShipmentState.CANCELLED;
            case "yes if it was CANCELLED" -> flagBefore || before.state() == ShipmentState.CANCELLED;
            default -> throw new IllegalArgumentException("what does \"" + cell + "\" mean?");
        };
    }
}
