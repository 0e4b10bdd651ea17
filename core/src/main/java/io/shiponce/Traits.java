package io.shiponce;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.internal.Limits;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the goods of a line beside price and weight: what splitting, packing and customs ask for.
 *
 * <p>Immutable and safe for any thread. Texts are from 1 to 255 characters, in the shop's own words; a violation throws
 * {@link IllegalArgumentException} that names the field and not its value.
 *
 * @param unitDimensions the outer size of a single piece; null if unknown
 * @param vendor whose goods they are, on a marketplace
 * @param hazard the class of dangerous goods; null for harmless ones
 * @param temperature how they are kept, for example {@code frozen}; null for "as it comes"
 * @param keepTogether lines of one order with the same word leave in one shipment; an order that makes this impossible is
 *     refused
 * @param shipsAlone each piece leaves as a shipment of its own, see {@link Splitter#alone()}
 * @param commodityCode the customs tariff number, 4 to 14 digits; null if unknown
 * @param countryOfOrigin where they were made, ISO 3166-1 alpha-2; null if unknown
 */
public record Traits(
        @Nullable Dimensions unitDimensions,
        @Nullable String vendor,
        @Nullable String hazard,
        @Nullable String temperature,
        @Nullable String keepTogether,
        boolean shipsAlone,
        @Nullable String commodityCode,
        @Nullable String countryOfOrigin) {
    /** Nothing is known. */
    public static final Traits NONE = new Traits(null, null, null, null, null, false, null, null);

    private static final Pattern COMMODITY_CODE = Pattern.compile("[0-9]{4,14}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    public Traits {
        optional("vendor", vendor);
        optional("hazard", hazard);
        optional("temperature", temperature);
        optional("keepTogether", keepTogether);
        if (commodityCode != null && !COMMODITY_CODE.matcher(commodityCode).matches()) {
            throw new IllegalArgumentException("commodityCode must be 4 to 14 digits");
        }
        if (countryOfOrigin != null && !COUNTRY.matcher(countryOfOrigin).matches()) {
            throw new IllegalArgumentException("countryOfOrigin must be two capital letters (ISO 3166-1 alpha-2)");
        }
    }

    private static void optional(String field, @Nullable String value) {
        if (value != null) {
            Limits.check(field, Limits.nonBlank(value, Address.MAX_LENGTH));
        }
    }
}
