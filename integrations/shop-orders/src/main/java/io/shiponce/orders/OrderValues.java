package io.shiponce.orders;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.OrderReader;
import io.shiponce.carrier.Address;
import io.shiponce.store.OrderKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes core's values; what they do not take is an {@link OrderRefusal}. Stateless; safe for any thread. */
final class OrderValues {
    private OrderValues() {}

    static Order order(
            OrderReader.Source source,
            String number,
            @Nullable Instant placedAt,
            Address shipTo,
            List<OrderLine> lines) {
        return checked("", () -> new Order(source.shop(), number, placedAt, source.carrier(), 0, shipTo, lines));
    }

    /** An address of texts that were read before; {@code field} is where they are. */
    static Address address(
            String field,
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
        return checked(
                field,
                () -> new Address(name, company, street1, street2, postalCode, city, region, country, email, phone));
    }

    /** The number if it can name an order for ever, and can be written in a log. */
    static String number(String number) {
        return named("number", number);
    }

    /** The name if it can be one for ever, and can be written in a log. */
    static String named(String what, String name) {
        if (name.isBlank() || name.length() > OrderKey.MAX_LENGTH) {
            throw new OrderRefusal(
                    "", "its " + what + " must be from 1 to " + OrderKey.MAX_LENGTH + " characters long");
        }
        if (!name.strip().equals(name) || name.chars().anyMatch(Character::isISOControl)) {
            throw new OrderRefusal(
                    "", "its " + what + " must hold no control characters, nor begin or end with a space");
        }
        return name;
    }

    /** What a record's own check says names its field and holds no value; {@code value} may do nothing but make one. */
    static <T> T checked(String field, Supplier<T> value) {
        return Objects.requireNonNull(made(field, value::get));
    }

    /** As {@link #checked}, for what may be nothing. */
    static <T> @Nullable T made(String field, Maker<T> value) {
        try {
            return value.make();
        } catch (IllegalArgumentException e) {
            throw new OrderRefusal(field, String.valueOf(e.getMessage()));
        }
    }

    /** Makes a value, or nothing. */
    interface Maker<T> {
        @Nullable
        T make();
    }
}
