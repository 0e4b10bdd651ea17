package io.shiponce.carrier.dhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {

    @ParameterizedTest
    @CsvSource({"DE, DEU", "AT, AUT", "CH, CHE", "GB, GBR", "US, USA", "GL, GRL", "RO, ROU", "CD, COD", "AX, ALA"})
    void alpha2BecomesAlpha3(String alpha2, String alpha3) {
        assertEquals(Optional.of(alpha3), Countries.alpha3(alpha2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "QQ", "XK", "AQ", "UM", "de ", "DEU", "1", "EU"})
    void othersAreNone(String text) {
        assertEquals(Optional.empty(), Countries.alpha3(text));
    }

    @Test
    void theDefaultLocaleDoesNotMatter() {
        java.util.Locale before = java.util.Locale.getDefault();
        try {
            java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr-TR"));
            assertEquals(Optional.of("ITA"), Countries.alpha3("IT"));
        } finally {
            java.util.Locale.setDefault(before);
        }
    }
}
