package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraitsTest {
    private static Traits vendor(String value) {
        return new Traits(null, value, null, null, null, false, null, null);
    }

    private static Traits hazard(String value) {
        return new Traits(null, null, value, null, null, false, null, null);
    }

    private static Traits temperature(String value) {
        return new Traits(null, null, null, value, null, false, null, null);
    }

    private static Traits keepTogether(String value) {
        return new Traits(null, null, null, null, value, false, null, null);
    }

    private static Traits commodityCode(String value) {
        return new Traits(null, null, null, null, null, false, value, null);
    }

    private static Traits countryOfOrigin(String value) {
        return new Traits(null, null, null, null, null, false, null, value);
    }

    private static String problem(Function<String, Traits> trait, String value) {
        return assertThrows(IllegalArgumentException.class, () -> trait.apply(value))
                .getMessage();
    }

    @Test
    void textsAreBoundedAndNamed() {
        List<String> names = List.of("vendor", "hazard", "temperature", "keepTogether");
        List<Function<String, Traits>> traits =
                List.of(TraitsTest::vendor, TraitsTest::hazard, TraitsTest::temperature, TraitsTest::keepTogether);
        for (int i = 0; i < names.size(); i++) {
            Function<String, Traits> trait = traits.get(i);
            assertDoesNotThrow(() -> trait.apply("x".repeat(Address.MAX_LENGTH)));
            assertEquals(
                    names.get(i) + " must be at most 255 characters long, was 256",
                    problem(trait, "x".repeat(Address.MAX_LENGTH + 1)));
            assertEquals(names.get(i) + " must not be blank", problem(trait, " "));
            assertTrue(problem(trait, "Secret \uD800").startsWith(names.get(i) + " must be well-formed Unicode"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "691", "691200691200691", "6912 00", "6912.00", "69120\u0660", "-691200"})
    void commodityCodesAreDigits(String code) {
        assertEquals("commodityCode must be 4 to 14 digits", problem(TraitsTest::commodityCode, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6912", "69120069120069"})
    void commodityCodesMayBeShortAndLong(String code) {
        assertEquals(code, commodityCode(code).commodityCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "de", "DEU", "D1", "\u00C4T"})
    void countriesAreTwoCapitalLetters(String country) {
        assertEquals(
                "countryOfOrigin must be two capital letters (ISO 3166-1 alpha-2)",
                problem(TraitsTest::countryOfOrigin, country));
    }

    @Test
    void aLineOfWhichNoMoreIsKnownHasNone() {
        assertEquals(Traits.NONE, OrderLine.of("A", 1).traits());
        OrderLine frozen = TestOrders.with(temperature("frozen"), OrderLine.of("A", 3));
        assertEquals(temperature("frozen"), frozen.withQuantity(2).traits());
    }
}
