package io.shiponce.orders;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Countries as shops write them: two letters, three letters, or an English name. Stateless; safe for any thread. */
final class Countries {
    /** What is written otherwise than the platform's names, which change with its releases. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("uk", "GB"),
            Map.entry("great britain", "GB"),
            Map.entry("united kingdom", "GB"),
            Map.entry("usa", "US"),
            Map.entry("united states of america", "US"),
            Map.entry("czech republic", "CZ"),
            Map.entry("czechia", "CZ"),
            Map.entry("turkey", "TR"),
            Map.entry("türkiye", "TR"),
            Map.entry("hong kong", "HK"),
            Map.entry("macao", "MO"),
            Map.entry("macau", "MO"),
            Map.entry("holland", "NL"),
            Map.entry("the netherlands", "NL"),
            Map.entry("korea, republic of", "KR"),
            Map.entry("republic of korea", "KR"),
            Map.entry("russian federation", "RU"),
            Map.entry("viet nam", "VN"),
            Map.entry("swaziland", "SZ"),
            Map.entry("macedonia", "MK"),
            Map.entry("north macedonia", "MK"),
            Map.entry("ivory coast", "CI"),
            Map.entry("myanmar", "MM"),
            Map.entry("kosovo", "XK"),
            Map.entry("xk", "XK"),
            Map.entry("el", "GR"));

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The ISO 3166-1 alpha-2 code; null if it cannot be told for certain. */
    static @Nullable String code(String country) {
        return CODES.get(country.strip().toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            codes.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            codes.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
            codes.put(code.toLowerCase(Locale.ROOT), code);
        }
        codes.putAll(OTHER_NAMES);
        return Map.copyOf(codes);
    }
}
