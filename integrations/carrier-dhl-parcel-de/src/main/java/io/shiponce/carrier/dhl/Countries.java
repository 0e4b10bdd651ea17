package io.shiponce.carrier.dhl;

import io.shiponce.carrier.http.UnsendableException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Countries as DHL writes them: ISO 3166-1 alpha-3. Stateless and safe for any thread. */
final class Countries {
    private static final Set<String> ALPHA_2 = Set.of(Locale.getISOCountries());

    /** Countries of ISO 3166-1 that DHL's description does not list: nobody lives there, or nothing is sent there. */
    private static final Set<String> UNKNOWN_TO_DHL = Set.of("AQ", "EH", "GS", "IO", "TF", "UM");

    private Countries() {}

    /** {@code DE} is {@code DEU}; empty for what is no country, or none of DHL's. */
    static Optional<String> alpha3(String alpha2) {
        return ALPHA_2.contains(alpha2) && !UNKNOWN_TO_DHL.contains(alpha2)
                ? Optional.of(new Locale.Builder().setRegion(alpha2).build().getISO3Country())
                : Optional.empty();
    }

    /** The same for a field of a consignment, which is named if DHL has no such country. */
    static String of(String alpha2, String field) throws UnsendableException {
        Optional<String> alpha3 = alpha3(alpha2);
        if (alpha3.isEmpty()) {
            throw UnsendableException.rejected(field + " " + alpha2 + " is no country that DHL knows");
        }
        return alpha3.get();
    }
}
