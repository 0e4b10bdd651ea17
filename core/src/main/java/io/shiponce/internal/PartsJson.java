package io.shiponce.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts that orders and consignments have in common, to and from JSON. Stateless; safe for any thread. */
final class PartsJson {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern COMMODITY_CODE = Pattern.compile("[0-9]{4,14}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,6})?");
    private static final int MAX_DIGITS = 18;
    private static final int SIDES = 3;
    private static final String A_COUNTRY = "two capital letters (ISO 3166-1 alpha-2)";

    private PartsJson() {}

    static void write(JsonGenerator json, String name, Address address) throws IOException {
        json.writeObjectFieldStart(name);
        JsonOutput.text(json, "name", address.name());
        JsonOutput.text(json, "company", address.company());
        JsonOutput.text(json, "street1", address.street1());
        JsonOutput.text(json, "street2", address.street2());
        JsonOutput.text(json, "postalCode", address.postalCode());
        JsonOutput.text(json, "city", address.city());
        JsonOutput.text(json, "region", address.region());
        JsonOutput.text(json, "country", address.country());
        JsonOutput.text(json, "email", address.email());
        JsonOutput.text(json, "phone", address.phone());
        json.writeEndObject();
    }

    static void write(JsonGenerator json, String name, @Nullable Money money) throws IOException {
        if (money != null) {
            json.writeObjectFieldStart(name);
            JsonOutput.text(json, "amount", money.amount().toPlainString());
            JsonOutput.text(json, "currency", money.currency());
            json.writeEndObject();
        }
    }

    /** A text that must say something; null for null. */
    static @Nullable String nonBlank(StrictJson json, int maxLength) throws IOException {
        if (json.isNull()) {
            return null;
        }
        String value = json.text("a text");
        json.check(Limits.nonBlank(value, maxLength));
        return value;
    }

    /** A text that may be empty; null for null. */
    static @Nullable String text(StrictJson json, int maxLength) throws IOException {
        if (json.isNull()) {
            return null;
        }
        String value = json.text("a text");
        json.check(Limits.text(value, maxLength));
        return value;
    }

    private static String matching(StrictJson json, Pattern pattern, String what) throws IOException {
        String value = json.text(what);
        if (!pattern.matcher(value).matches()) {
            throw json.refusal("expected " + what);
        }
        return value;
    }

    /** Null for null. */
    static @Nullable String country(StrictJson json) throws IOException {
        return json.isNull() ? null : matching(json, COUNTRY, A_COUNTRY);
    }

    /** Null for null. */
    static @Nullable String commodityCode(StrictJson json) throws IOException {
        return json.isNull() ? null : matching(json, COMMODITY_CODE, "a text of 4 to 14 digits");
    }

    /** Length, width and height; nothing for null. */
    static void write(JsonGenerator json, String name, @Nullable Dimensions dimensions) throws IOException {
        if (dimensions != null) {
            json.writeArrayFieldStart(name);
            json.writeNumber(dimensions.lengthMillimetres());
            json.writeNumber(dimensions.widthMillimetres());
            json.writeNumber(dimensions.heightMillimetres());
            json.writeEndArray();
        }
    }

    /** Null for null. */
    static @Nullable Dimensions dimensions(StrictJson json) throws IOException {
        if (json.isNull()) {
            return null;
        }
        List<Integer> sides = new ArrayList<>(SIDES);
        json.array("sides", SIDES, () -> sides.add(json.integer(1, Dimensions.MAX_MILLIMETRES)));
        if (sides.size() != SIDES) {
            throw json.refusal("must hold three sides: length, width and height in millimetres");
        }
        return new Dimensions(sides.get(0), sides.get(1), sides.get(2));
    }

    /** Null for null. */
    static @Nullable Money money(StrictJson json) throws IOException {
        return json.isNull() ? null : new MoneyFields(json).read();
    }

    static Address address(StrictJson json) throws IOException {
        return new AddressFields(json).read();
    }

    private static final class MoneyFields implements StrictJson.Fields {
        private static final String AN_AMOUNT =
                "an amount like \"12.50\": at most 18 digits, at most 6 of them behind the point";
        private static final String A_CURRENCY = "three capital letters (ISO 4217)";

        private final StrictJson json;
        private @Nullable BigDecimal amount;
        private @Nullable String currency;

        MoneyFields(StrictJson json) {
            this.json = json;
        }

        @Override
        public boolean read(String name) throws IOException {
            switch (name) {
                case "amount" -> amount = amount();
                case "currency" -> currency = matching(json, CURRENCY, A_CURRENCY);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private BigDecimal amount() throws IOException {
            BigDecimal value = new BigDecimal(matching(json, AMOUNT, AN_AMOUNT));
            if (value.precision() > MAX_DIGITS) {
                throw json.refusal("expected " + AN_AMOUNT);
            }
            return value;
        }

        Money read() throws IOException {
            json.object("an amount of money", this);
            return new Money(
                    json.required("amount", amount, AN_AMOUNT), json.required("currency", currency, A_CURRENCY));
        }
    }

    private static final class AddressFields implements StrictJson.Fields {
        private static final String A_TEXT = "a text of 1 to " + Address.MAX_LENGTH + " characters";

        private final StrictJson json;
        private @Nullable String fullName;
        private @Nullable String company;
        private @Nullable String street1;
        private @Nullable String street2;
        private @Nullable String postalCode;
        private @Nullable String city;
        private @Nullable String region;
        private @Nullable String country;
        private @Nullable String email;
        private @Nullable String phone;

        AddressFields(StrictJson json) {
            this.json = json;
        }

        @Override
        public boolean read(String name) throws IOException {
            switch (name) {
                case "name" -> fullName = nonBlank(json, Address.MAX_LENGTH);
                case "company" -> company = text(json, Address.MAX_LENGTH);
                case "street1" -> street1 = nonBlank(json, Address.MAX_LENGTH);
                case "street2" -> street2 = text(json, Address.MAX_LENGTH);
                case "postalCode" -> postalCode = nonBlank(json, Address.MAX_LENGTH);
                case "city" -> city = nonBlank(json, Address.MAX_LENGTH);
                case "region" -> region = text(json, Address.MAX_LENGTH);
                case "country" -> country = country(json);
                case "email" -> email = text(json, Address.MAX_LENGTH);
                case "phone" -> phone = text(json, Address.MAX_LENGTH);
                default -> {
                    return false;
                }
            }
            return true;
        }

        Address read() throws IOException {
            json.object("an address", this);
            return new Address(
                    json.required("name", fullName, A_TEXT),
                    company,
                    json.required("street1", street1, A_TEXT),
                    street2,
                    json.required("postalCode", postalCode, A_TEXT),
                    json.required("city", city, A_TEXT),
                    region,
                    json.required("country", country, A_COUNTRY),
                    email,
                    phone);
        }
    }
}
