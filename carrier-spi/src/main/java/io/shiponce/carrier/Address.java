package io.shiponce.carrier;

import org.jspecify.annotations.Nullable;

/**
 * Where a consignment goes to, or comes from.
 *
 * <p>Immutable and safe for any thread. Each text is at most 255 characters; {@code country} is an ISO 3166-1 alpha-2 code.
 * A violation throws {@link IllegalArgumentException} that names the field and not its value. {@link #toString()} shows
 * the country only: an address is personal data.
 *
 * @param country two capital letters, for example {@code DE}
 */
public record Address(
        String name,
        @Nullable String company,
        String street1,
        @Nullable String street2,
        String postalCode,
        String city,
        @Nullable String region,
        String country,
        @Nullable String email,
        @Nullable String phone) {

    /** The longest text that any part may be, in characters. */
    public static final int MAX_LENGTH = 255;

    public Address {
        Checks.text("name", name, MAX_LENGTH);
        Checks.text("street1", street1, MAX_LENGTH);
        Checks.text("postalCode", postalCode, MAX_LENGTH);
        Checks.text("city", city, MAX_LENGTH);
        optional("company", company);
        optional("street2", street2);
        optional("region", region);
        optional("email", email);
        optional("phone", phone);
        Checks.country("country", country);
    }

    private static void optional(String field, @Nullable String value) {
        if (value != null) {
            Checks.bounded(field, value, MAX_LENGTH);
        }
    }

    @Override
    public String toString() {
        return "Address[" + country + "]";
    }
}
