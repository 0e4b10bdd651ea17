package io.shiponce.carrier.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

    @ParameterizedTest
    @EnumSource
    void everyKindIsReadByItsWord(Fault.Kind kind) {
        assertEquals(new Fault(kind, 0.25), Fault.parse(kind.word() + ":0.25"));
    }

    @ParameterizedTest
    @CsvSource({
        "cut-after, KIND:PROB",
        "explode:0.5, cut-after",
        "hang:often, between 0 and 1",
        "hang:1.5, between 0 and 1",
        "hang:-0.1, between 0 and 1",
        "hang:NaN, between 0 and 1"
    })
    void othersAreRefusedWithWhatWasExpected(String text, String expected) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Fault.parse(text));
        assertTrue(refused.getMessage().contains(expected), refused::getMessage);
    }

    @Test
    void chanceDependsOnSeedReferenceAndCountOnly() {
        List<Fault> faults = List.of(Fault.parse("cut-after:0.5"));
        List<Optional<Fault.Kind>> first = strikes(new Dice(7, faults), "REF-A");
        Dice interleaved = new Dice(7, faults);
        strikes(interleaved, "REF-B");
        assertEquals(first, strikes(interleaved, "REF-A"));
        assertTrue(!first.equals(strikes(new Dice(8, faults), "REF-A")));
    }

    @Test
    void aFaultStrikesAsOftenAsItsProbabilitySays() {
        Dice dice = new Dice(1, List.of(Fault.parse("hang:0.2")));
        long strikes = IntStream.range(0, 10_000)
                .filter(i ->
                        dice.next("POST", "REF-" + i).fault(Fault.Phase.AFTER).isPresent())
                .count();
        assertTrue(strikes > 1_800 && strikes < 2_200, () -> "struck " + strikes + " times");
    }

    private static List<Optional<Fault.Kind>> strikes(Dice dice, String reference) {
        return IntStream.range(0, 64)
                .mapToObj(i -> dice.next("POST", reference).fault(Fault.Phase.AFTER))
                .toList();
    }
}
