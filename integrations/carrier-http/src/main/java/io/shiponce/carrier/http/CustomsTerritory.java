package io.shiponce.carrier.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where goods may go without papers for customs: within one customs and tax territory. The European Union with Monaco, the United
 * Kingdom with the Isle of Man, Switzerland with Liechtenstein, and each other country alone; without those parts of them
 * that customs treat as foreign, told by their postal codes. Northern Ireland counts as the United Kingdom, whoever sends there.
 *
 * <p>Stateless and safe for any thread.
 */
public final class CustomsTerritory {
    private static final Set<String> EUROPEAN_UNION =
            Set.of("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK".split(" "));
    private static final Set<String> UNITED_KINGDOM = Set.of("GB", "IM");
    private static final Set<String> SWITZERLAND = Set.of("CH", "LI");

    /** Beginnings of postal codes: Canary Islands, Ceuta, Melilla; Heligoland, Buesingen; Livigno, Campione; and so on. */
    private static final Map<String, List<String>> FOREIGN_PARTS = Map.of(
            "DE", List.of("27498", "78266"),
            "ES", List.of("35", "38", "51", "52"),
            "FI", List.of("22"),
            "FR", List.of("97", "984", "986", "987", "988"),
            "GR", List.of("63086"),
            "IT", List.of("22061", "23041"),
            // Military addresses, islands, and what is sent to Guam, Samoa and the Pacific states under US addresses.
            "US", List.of("008", "09", "340", "962", "963", "964", "965", "966", "96799", "969"));

    private CustomsTerritory() {}

    /**
     * Whether goods from one place to the other pass no customs.
     *
     * @param country ISO 3166-1 alpha-2
     * @param postalCode in any spelling; empty if nobody knows it
     */
    public static boolean isOne(String country, String postalCode, String otherCountry, String otherPostalCode) {
        return of(country, postalCode).equals(of(otherCountry, otherPostalCode));
    }

    private static String of(String country, String postalCode) {
        String code = postalCode.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
        for (String part : FOREIGN_PARTS.getOrDefault(country, List.of())) {
            if (code.startsWith(part)) {
                return country + " " + part;
            }
        }
        if (EUROPEAN_UNION.contains(country)) {
            return "European Union";
        }
        if (UNITED_KINGDOM.contains(country)) {
            return "United Kingdom";
        }
        return SWITZERLAND.contains(country) ? "Switzerland" : country.equals("PR") ? "US" : country;
    }
}
