package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** R5: every cell of the settlement table in {@code docs/protocol.md}, against the law. */
final class ProtocolTableTest {
    private static final List<String> OUTCOMES = List.of("Accepted", "Rejected", "NotSent", "Unknown", "NumberFollows");
    private static final String AWAITS_NUMBER = "IN_DOUBT: NUMBER_FOLLOWS";
    private static final List<Map<String, String>> ROWS = ProtocolPage.read().table("settlements");

    /** One of the four columns for the next state. */
    private enum Column {
        PLAIN("Plain", false, false),
        EXPOSED("Exposed", true, false),
        CANCEL("Cancel requested", false, true),
        BOTH("Both", true, true);

        private final String title;
        private final boolean exposed;
        private final boolean cancelRequested;

        Column(String title, boolean exposed, boolean cancelRequested) {
            this.title = title;
            this.exposed = exposed;
            this.cancelRequested = cancelRequested;
        }
    }

    @Test
    void r5_thePageHasARowForEveryStateOutcomeAndClaim() {
        Set<List<String>> wanted = new HashSet<>();
        List<String> states = new ArrayList<>(
                Stream.of(ShipmentState.values()).map(Enum::name).toList());
        states.add(AWAITS_NUMBER);
        for (String state : states) {
            for (String outcome : OUTCOMES) {
                wanted.add(List.of(state, outcome, "latest"));
                wanted.add(List.of(state, outcome, "older"));
            }
        }
        List<List<String>> found = ROWS.stream()
                .map(row -> List.of(row.get("State"), row.get("Outcome"), row.get("Claim")))
                .toList();
        assertEquals(70, found.size());
        assertEquals(wanted, Set.copyOf(found));
    }

    @TestFactory
    Stream<DynamicNode> r5_everyCellIsWhatTheLawDoes() {
        return ROWS.stream().map(row -> {
            List<DynamicNode> cells = new ArrayList<>();
            for (Column column : Column.values()) {
                cells.add(dynamicTest(column.title, () -> checkCell(row, column)));
            }
            cells.add(dynamicTest("after a restore", () -> checkOldIncarnation(row)));
            return dynamicContainer(row.get("State") + ", " + row.get("Outcome") + ", " + row.get("Claim"), cells);
        });
    }

    private static void checkCell(Map<String, String> row, Column column) {
        ShipmentRecord before = before(row, column);
        Verdict verdict = settle(before, row, "TRACK-1", Sample.INCARNATION);
        checkNext(before, verdict.after(), row.get(column.title));
        checkFlag("exposed", before.exposed(), verdict.after().exposed(), row.get("Exposed after"));
        checkFlag(
                "cancel requested",
                before.cancelRequested(),
                verdict.after().cancelRequested(),
                row.get("Cancel requested after"));
        checkHistory(before, verdict, row);
        checkAlarms(before, row);
    }

    private static void checkNext(ShipmentRecord before, ShipmentRecord after, String cell) {
        assertEquals(before.version() + 1, after.version(), "the version");
        if (cell.equals("stays")) {
            assertEquals(before.state(), after.state());
            if (before.doubt() != null) {
                assertEquals(before.doubt().cause(), after.doubt().cause(), "a doubt that lasts keeps its first cause");
                assertEquals(before.doubt().since(), after.doubt().since(), "a doubt that lasts keeps its age");
                assertFalse(
                        after.doubt().quietEndsAt().isBefore(before.doubt().quietEndsAt()),
                        "a quiet time is never shortened");
            }
            return;
        }
        String[] parts = cell.split(": ", 2);
        assertEquals(ShipmentState.valueOf(parts[0]), after.state());
        if (parts.length == 2) {
            assertEquals(Doubt.Cause.valueOf(parts[1]), after.doubt().cause());
            assertEquals(Sample.NOW, after.dueAt(), "the first look-up is due at once");
            if (before.doubt() != null) {
                assertEquals(before.doubt().since(), after.doubt().since(), "a doubt that lasts keeps its age");
                assertFalse(
                        after.doubt().quietEndsAt().isBefore(before.doubt().quietEndsAt()),
                        "a quiet time is never shortened");
            }
        } else {
            assertNull(after.doubt());
        }
    }

    private static void checkFlag(String name, boolean before, boolean after, String cell) {
        boolean wanted = switch (cell) {
            case "as before" -> before;
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("what does \"" + cell + "\" mean?");
        };
        assertEquals(wanted, after, name + " afterwards");
    }

    private static void checkHistory(ShipmentRecord before, Verdict verdict, Map<String, String> row) {
        HistoryEntry entry = verdict.entries().get(0);
        assertEquals(outcome(row, "TRACK-1").kind(), entry.kind());
        assertEquals(claim(row), entry.claim());
        assertEquals(before.state(), entry.from());
        assertEquals(verdict.after().state(), entry.to());
        assertEquals(row.get("Outcome").equals("Accepted") ? Sample.RECEIPT : null, verdict.receipt());
        assertNull(verdict.spawned());
        assertNull(verdict.payload());
    }

    private static void checkAlarms(ShipmentRecord before, Map<String, String> row) {
        boolean same = settle(before, row, "TRACK-1", Sample.INCARNATION).alarm();
        boolean otherNumber = settle(before, row, "TRACK-2", Sample.INCARNATION).alarm();
        Settlement ofFirstRevision = Sample.settlement(claim(row), outcome(row, "TRACK-1"));
        ShipmentRecord amended = Sample.of(row.get("State")).revision(2).build();
        boolean otherRevision = settle(amended, ofFirstRevision).alarm();
        ShipmentRecord recognized =
                Sample.of(row.get("State")).recovery(Sample.UNIQUE).build();
        boolean repeated =
                settle(recognized, row, "TRACK-1", Sample.INCARNATION).alarm();
        assertEquals(same && !row.get("Alarm").equals("if amended or below level 2"), repeated, "alarm at level 2");
        List<Boolean> wanted = switch (row.get("Alarm")) {
            case "no" -> List.of(false, false, false);
            case "yes", "if amended or below level 2" -> List.of(true, true, true);
            case "if another number" -> List.of(false, true, false);
            case "if amended" -> List.of(false, false, true);
            default -> throw new IllegalArgumentException("what does this alarm mean? " + row.get("Alarm"));
        };
        assertEquals(wanted, List.of(same, otherNumber, otherRevision), "alarm: same, other number, other revision");
    }

    /** R14: a no from before a restore is history only; everything else counts as ever. */
    private static void checkOldIncarnation(Map<String, String> row) {
        boolean no = row.get("Outcome").equals("Rejected") || row.get("Outcome").equals("NotSent");
        for (Column column : Column.values()) {
            ShipmentRecord before = before(row, column);
            Verdict verdict = settle(before, row, "TRACK-1", Sample.INCARNATION - 1);
            checkNext(before, verdict.after(), no ? "stays" : row.get(column.title));
            assertEquals(
                    1,
                    verdict.entries().stream()
                            .filter(entry ->
                                    entry.kind() == outcome(row, "TRACK-1").kind())
                            .count());
        }
    }

    private static ShipmentRecord before(Map<String, String> row, Column column) {
        return Sample.of(row.get("State"))
                .exposed(column.exposed)
                .cancelRequested(column.cancelRequested)
                .build();
    }

    private static ExchangeId claim(Map<String, String> row) {
        return switch (row.get("Claim")) {
            case "latest" -> Sample.LATEST;
            case "older" -> Sample.OLDER;
            default -> throw new IllegalArgumentException(row.get("Claim"));
        };
    }

    private static Outcome outcome(Map<String, String> row, String number) {
        return switch (row.get("Outcome")) {
            case "Accepted" -> Sample.accepted(number);
            case "Rejected" -> Sample.rejected();
            case "NotSent" -> Sample.notSent();
            case "Unknown" -> Sample.unknown();
            case "NumberFollows" -> Sample.numberFollows();
            default -> throw new IllegalArgumentException(row.get("Outcome"));
        };
    }

    private static Verdict settle(ShipmentRecord before, Map<String, String> row, String number, long incarnation) {
        return settle(before, Sample.settlement(claim(row), outcome(row, number), 1, incarnation));
    }

    private static Verdict settle(ShipmentRecord before, Settlement settlement) {
        return ShipmentLaw.settle(before, settlement, Sample.INCARNATION, () -> false, Sample.NOW)
                .orElseThrow();
    }
}
