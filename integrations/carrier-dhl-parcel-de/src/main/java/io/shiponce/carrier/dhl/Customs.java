package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.UnsendableException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What customs are told (CN22, CN23): needed wherever goods leave the customs and tax territory of the European Union.
 *
 * <p>The description asks for name, value, net weight and number of each kind of goods, for the postal charges, and for one
 * currency in all of them. Tariff code and country of origin are optional there and not at the borders: they are asked for too,
 * unless {@code customs.codes} says that they may be missing.
 *
 * <p>Immutable and safe for any thread.
 */
final class Customs {
    static final int MAX_ITEMS = 99;
    private static final int MAX_EXPORT_DESCRIPTION = 80;
    private static final int MAX_REFERENCE = 35;
    private static final int MIN_CODE = 6;
    private static final int MAX_CODE = 11;
    private static final BigDecimal MAX_VALUE = BigDecimal.valueOf(100_000);
    private static final String OTHER = "OTHER";
    private static final List<String> EXPORT_TYPES =
            List.of("COMMERCIAL_GOODS", "COMMERCIAL_SAMPLE", "DOCUMENT", "PRESENT", "RETURN_OF_GOODS", OTHER);
    private static final Pattern MONEY = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,2})?) ([A-Z]{3})");

    /** Those that the description lists. */
    private static final Set<String> CURRENCIES =
            Set.of(("AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD"
                            + " BND BOB BOV BRL BSD BTN BWP BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE"
                            + " CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG"
                            + " HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD"
                            + " LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK"
                            + " NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLL"
                            + " SOS SRD SSP STD SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN USS UYI UYU UZS"
                            + " VEF VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XDR XFU XOF XPD XPF XPT XXX YER ZAR ZMW")
                    .split(" "));

    private final String exportType;
    private final Optional<String> exportDescription;
    private final @Nullable Money postalCharges;
    private final Optional<String> shipperCustomsRef;
    private final Optional<String> usualCode;
    private final Optional<String> usualOrigin;
    private final boolean needsCodes;

    private Customs(AdapterSettings settings) {
        exportType = settings.choice("customs.exportType", EXPORT_TYPES.get(0), EXPORT_TYPES);
        exportDescription = bounded(settings, "customs.exportDescription", MAX_EXPORT_DESCRIPTION);
        postalCharges = settings.optional("customs.postalCharges")
                .map(Customs::postalCharges)
                .orElse(null);
        shipperCustomsRef = bounded(settings, "customs.shipperCustomsRef", MAX_REFERENCE);
        usualCode = settings.optional("customs.hsCode");
        usualOrigin = settings.optional("customs.countryOfOrigin");
        needsCodes = settings.choice("customs.codes", "required", List.of("required", "optional"))
                .equals("required");
    }

    /** Reads the settings; throws {@link IllegalArgumentException} that names the one that is wrong. */
    static Customs read(AdapterSettings settings) {
        Customs customs = new Customs(settings);
        if (customs.exportType.equals(OTHER) && customs.exportDescription.isEmpty()) {
            throw new IllegalArgumentException(
                    "setting customs.exportDescription is missing; customs.exportType " + OTHER + " needs it");
        }
        if (customs.usualCode.isPresent()
                && !customs.usualCode.get().matches("\\d{" + MIN_CODE + "," + MAX_CODE + "}")) {
            throw new IllegalArgumentException(
                    "setting customs.hsCode must be " + MIN_CODE + " to " + MAX_CODE + " digits");
        }
        if (customs.usualOrigin.isPresent()
                && Countries.alpha3(customs.usualOrigin.get()).isEmpty()) {
            throw new IllegalArgumentException(
                    "setting customs.countryOfOrigin must be two capital letters (ISO 3166-1 alpha-2)");
        }
        return customs;
    }

    private static Optional<String> bounded(AdapterSettings settings, String name, int max) {
        Optional<String> text = settings.optional(name);
        if (text.isPresent() && text.get().length() > max) {
            throw new IllegalArgumentException("setting " + name + " must have at most " + max + " characters");
        }
        return text;
    }

    private static Money postalCharges(String text) {
        Matcher money = MONEY.matcher(text);
        if (!money.matches() || !CURRENCIES.contains(money.group(2))) {
            throw new IllegalArgumentException(
                    "setting customs.postalCharges must be an amount and a currency that DHL knows, for example 4.90 EUR");
        }
        Money charges = new Money(new BigDecimal(money.group(1)), money.group(2));
        if (charges.amount().compareTo(MAX_VALUE) > 0) {
            throw new IllegalArgumentException("setting customs.postalCharges must be at most " + MAX_VALUE);
        }
        return charges;
    }

    ObjectNode json(Parcel parcel) throws UnsendableException {
        Money charges = postalCharges;
        if (charges == null) {
            throw UnsendableException.notYet(
                    "setting customs.postalCharges is missing; the consignment leaves the customs territory of the"
                            + " European Union, and DHL asks what the receiver paid for postage, for example 4.90 EUR");
        }
        if (parcel.items().size() > MAX_ITEMS) {
            throw UnsendableException.rejected("the parcel holds "
                    + parcel.items().size() + " kinds of goods; DHL takes " + MAX_ITEMS + " at most for customs");
        }
        ObjectNode customs = JsonNodeFactory.instance.objectNode().put("exportType", exportType);
        exportDescription.ifPresent(text -> customs.put("exportDescription", text));
        customs.set("postalCharges", value(charges));
        shipperCustomsRef.ifPresent(text -> customs.put("shipperCustomsRef", text));
        ArrayNode items = customs.putArray("items");
        for (int i = 0; i < parcel.items().size(); i++) {
            items.add(item(parcel.items().get(i), "item " + (i + 1), charges.currency()));
        }
        return customs;
    }

    private ObjectNode item(Item item, String where, String currency) throws UnsendableException {
        String name = Fields.given(item.name()).orElseThrow(() -> missing(where, "name"));
        Money price = present(item.unitPrice(), where, "unitPrice");
        Weight weight = present(item.unitWeight(), where, "unitWeight");
        if (!price.currency().equals(currency)) {
            throw UnsendableException.rejected(where + ": unitPrice is in " + price.currency() + ", setting"
                    + " customs.postalCharges in " + currency + "; DHL takes one currency only");
        }
        if (price.amount().compareTo(MAX_VALUE) > 0) {
            throw UnsendableException.rejected(where + ": unitPrice is over " + MAX_VALUE + ", DHL's limit");
        }
        if (weight.grams() > Orders.MAX_GRAMS) {
            throw UnsendableException.rejected(where + ": unitWeight is over " + Orders.MAX_GRAMS + " g, DHL's limit");
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("itemDescription", name);
        Optional<String> origin = Optional.ofNullable(item.countryOfOrigin()).or(() -> usualOrigin);
        if (origin.isPresent()) {
            node.put("countryOfOrigin", Countries.of(origin.get(), where + ": countryOfOrigin"));
        } else if (needsCodes) {
            throw missing(where, "countryOfOrigin");
        }
        Optional<String> code = Optional.ofNullable(item.commodityCode()).or(() -> usualCode);
        if (code.isPresent()) {
            node.put("hsCode", checked(code.get(), where));
        } else if (needsCodes) {
            throw missing(where, "commodityCode");
        }
        node.put("packagedQuantity", item.quantity());
        node.set("itemValue", value(price));
        node.set("itemWeight", Orders.weight(weight));
        return node;
    }

    private static String checked(String code, String where) throws UnsendableException {
        if (code.length() < MIN_CODE || code.length() > MAX_CODE) {
            throw UnsendableException.rejected(where + ": commodityCode has " + code.length() + " digits, DHL takes "
                    + MIN_CODE + " to " + MAX_CODE);
        }
        return code;
    }

    private static <T> T present(@Nullable T value, String where, String field) throws UnsendableException {
        if (value == null) {
            throw missing(where, field);
        }
        return Objects.requireNonNull(value);
    }

    private static UnsendableException missing(String where, String field) {
        return UnsendableException.rejected(
                where + ": " + field
                        + " is missing; the consignment leaves the customs territory of the European Union, and customs need it");
    }

    private static ObjectNode value(Money money) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("currency", money.currency());
        // As it was given: a node factory would drop zeros, and write 100 as 1E+2.
        node.set("value", DecimalNode.valueOf(money.amount()));
        return node;
    }
}
