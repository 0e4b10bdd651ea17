package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.QuietHours.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** By the clock on the wall, also on the two days of the year on which that clock is put forward or back. */
class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static boolean quiet(QuietHours hours, String local) {
        return hours.isQuiet(berlin(local));
    }

    @Test
    void aCutOffLastsUntilTheNextMorning() {
        QuietHours hours = QuietHours.parse("mon-fri 16:00-07:00", BERLIN);
        // The 21st of December 2026 is a Monday.
        assertFalse(quiet(hours, "2026-12-21T15:59:59"));
        assertTrue(quiet(hours, "2026-12-21T16:00:00"));
        assertTrue(quiet(hours, "2026-12-22T06:59:59"));
        assertFalse(quiet(hours, "2026-12-22T07:00:00"));
        assertTrue(quiet(hours, "2026-12-26T06:59:00"), "Friday's goes on into Saturday");
        assertFalse(quiet(hours, "2026-12-26T16:00:00"), "Saturday has none of its own");
        assertFalse(quiet(hours, "2026-12-21T06:00:00"), "nor has Sunday, so Monday morning is open");
        assertEquals(berlin("2026-12-22T07:00:00"), hours.opens(berlin("2026-12-21T20:00:00")));
    }

    @Test
    void wholeDaysAreQuietToTheirLastMinute() {
        QuietHours hours = QuietHours.parse("sat,sun 00:00-24:00; 12:00-13:00", BERLIN);
        assertFalse(quiet(hours, "2026-12-25T23:59:59"));
        assertTrue(quiet(hours, "2026-12-26T00:00:00"));
        assertTrue(quiet(hours, "2026-12-27T23:59:59"));
        assertFalse(quiet(hours, "2026-12-28T00:00:00"));
        assertTrue(quiet(hours, "2026-12-28T12:30:00"));
        assertEquals(berlin("2026-12-28T00:00:00"), hours.opens(berlin("2026-12-26T09:00:00")));
    }

    /** On the 28th of March 2027, 02:00 is 03:00. */
    @Test
    void anHourThatDoesNotComeIsNotQuiet() {
        QuietHours gap = QuietHours.parse("02:00-02:30", BERLIN);
        Instant change = Instant.parse("2027-03-28T01:00:00Z");
        assertFalse(gap.isQuiet(change.minusSeconds(1)));
        assertFalse(gap.isQuiet(change));
        assertTrue(
                quiet(gap, "2027-03-27T02:10:00") && quiet(gap, "2027-03-29T02:10:00"), "the days around it have one");

        QuietHours night = QuietHours.parse("22:00-02:30", BERLIN);
        assertTrue(night.isQuiet(change.minusSeconds(1)));
        assertFalse(night.isQuiet(change), "03:00 on the wall");
        assertEquals(change, night.opens(berlin("2027-03-27T23:00:00")));
        assertEquals(
                Duration.ofHours(3).plusMinutes(0),
                Duration.between(berlin("2027-03-27T23:00:00"), night.opens(berlin("2027-03-27T23:00:00"))));
    }

    /** On the 25th of October 2026, 03:00 is 02:00 again. */
    @Test
    void anHourThatComesTwiceIsQuietTwice() {
        QuietHours hours = QuietHours.parse("02:00-02:30", BERLIN);
        Instant first = Instant.parse("2026-10-25T00:00:00Z");
        Instant second = Instant.parse("2026-10-25T01:00:00Z");
        for (Instant begin : List.of(first, second)) {
            assertFalse(hours.isQuiet(begin.minusSeconds(1)), begin.toString());
            assertTrue(hours.isQuiet(begin), begin.toString());
            assertEquals(begin.plus(Duration.ofMinutes(30)), hours.opens(begin));
            assertFalse(hours.isQuiet(begin.plus(Duration.ofMinutes(30))), begin.toString());
        }
        QuietHours morning = QuietHours.parse("22:00-06:00", BERLIN);
        assertEquals(
                Duration.ofHours(9),
                Duration.between(berlin("2026-10-24T22:00:00"), morning.opens(berlin("2026-10-24T22:00:00"))),
                "a night of nine hours");
    }

    @Provide
    static Arbitrary<QuietHours> anyHours() {
        Arbitrary<Set<DayOfWeek>> days =
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(6);
        Arbitrary<Window> window = Combinators.combine(
                        days,
                        Arbitraries.integers().between(0, 1439),
                        Arbitraries.integers().between(0, 1440))
                .as(Window::new);
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "Africa/Casablanca")
                .map(ZoneId::of);
        return Combinators.combine(zones, window.list().ofMinSize(1).ofMaxSize(3))
                .as(QuietHoursTest::openSomewhere);
    }

    private static QuietHours openSomewhere(ZoneId zone, List<Window> windows) {
        List<Window> fewer = new ArrayList<>(windows);
        while (true) {
            try {
                return new QuietHours(zone, fewer);
            } catch (IllegalArgumentException e) {
                fewer.remove(0); // Together they left no time.
            }
        }
    }

    /** Around changes of the clocks, and anywhere: from now until it opens, every minute is quiet, and the next one is not. */
    @Property(tries = 300)
    void itOpensWhenTheQuietTimeEnds(@ForAll("anyHours") QuietHours hours, @ForAll("moments") Instant now) {
        Instant opens = hours.opens(now);
        assertFalse(hours.isQuiet(opens));
        if (!hours.isQuiet(now)) {
            assertEquals(now, opens);
        }
        for (Instant minute = now; minute.isBefore(opens); minute = minute.plusSeconds(60)) {
            assertTrue(hours.isQuiet(minute), () -> hours + " from " + now);
        }
    }

    @Provide
    static Arbitrary<Instant> moments() {
        List<Instant> changes = Stream.of(
                        "2026-10-25T01:00:00Z",
                        "2027-03-28T01:00:00Z",
                        "2026-11-01T06:00:00Z",
                        "2027-03-14T07:00:00Z",
                        "2027-04-03T15:00:00Z",
                        "2027-10-02T15:30:00Z")
                .map(Instant::parse)
                .toList();
        return Combinators.combine(
                        Arbitraries.of(changes), Arbitraries.integers().between(-4 * 24 * 60, 24 * 60))
                .as((change, minutes) -> change.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void whatLeavesNoTimeIsRefused() {
        for (String always :
                List.of("00:00-24:00", "mon-sun 06:00-06:00", "mon-fri 00:00-24:00; sat,sun 00:00-24:00")) {
            assertThrows(IllegalArgumentException.class, () -> QuietHours.parse(always, BERLIN), always);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new QuietHours(BERLIN, Collections.nCopies(51, new Window(Set.of(DayOfWeek.MONDAY), 0, 1))));
    }

    @Test
    void textIsReadOrRefusedWithWhatWasExpected() {
        assertSame(QuietHours.NONE, QuietHours.parse(" ", BERLIN));
        assertEquals(
                new QuietHours(
                        BERLIN,
                        List.of(
                                new Window(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY), 0, 1440),
                                new Window(QuietHours.everyDay(), 960, 450))),
                QuietHours.parse("Sat - Mon 00:00-24:00 ; 16:00 - 7:30;", BERLIN));
        assertEquals(
                List.of(new Window(Set.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY), 60, 120)),
                QuietHours.parse("mon, wed 1:00-2:00", BERLIN).windows());
        for (String wrong : List.of(
                "16:00",
                "monday 16:00-18:00",
                "mon-tue-wed 16:00-18:00",
                "25:00-26:00",
                "16:60-18:00",
                "24:00-06:00",
                "4pm-6pm")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> QuietHours.parse(wrong, BERLIN), wrong);
            assertTrue(refused.getMessage().startsWith("quiet hours '" + wrong + "': "), refused.getMessage());
        }
    }
}
