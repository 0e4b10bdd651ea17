package io.shiponce.carrier.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CarrierApiTest {

    @ParameterizedTest
    @EnumSource
    void eachIsReadByItsWordAndStandsAtItsUsualLevel(CarrierApi api) {
        assertEquals(api, CarrierApi.parse(api.word()));
        CarrierSettings settings = CarrierSettings.of(Path.of("ledger")).withApi(api);
        assertEquals(api, settings.api());
        assertEquals(api.usualLevel(), settings.level());
    }

    @ParameterizedTest
    @EnumSource
    void noTwoConsignmentsHaveOneNumber(CarrierApi api) {
        List<String> numbers = LongStream.rangeClosed(1, 2_000)
                .mapToObj(api.face(api.usualLevel())::trackingNumber)
                .toList();
        assertEquals(2_000, new HashSet<>(numbers).size());
    }

    @ParameterizedTest
    @EnumSource
    void numbersAreTheSameWhereDigitsAreWrittenOtherwise(CarrierApi api) {
        String number = api.face(api.usualLevel()).trackingNumber(7);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            assertEquals(number, api.face(api.usualLevel()).trackingNumber(7));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anotherWordIsRefusedWithThoseThereAre() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> CarrierApi.parse("pigeon"));
        assertTrue(refused.getMessage().contains("there are reference"), refused::getMessage);
    }

    @Test
    void aLevelThatTheInterfaceCannotBeAtIsRefused() {
        CarrierSettings settings = CarrierSettings.of(Path.of("ledger"));
        assertThrows(IllegalArgumentException.class, () -> settings.withLevel(4));
    }
}
