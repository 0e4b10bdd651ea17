package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.http.UnsendableException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A German Packstation, post office or P.O. box that an address names in its street: {@code Packstation 118}, {@code Postfiliale
 * 518}, {@code Postfach 12 34}. The receiver's post number is looked for in the company and in the second line of the street.
 *
 * <p>Immutable and safe for any thread.
 */
record DropPoint(Kind kind, int number) {
    private static final Pattern STREET = Pattern.compile(
            "(packstation|postfiliale|filiale|paketshop|postfach)\\s*(?:nr\\.?\\s*)?(\\d[\\d ]{0,8})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern POST_NUMBER = Pattern.compile(
            "(?:(?:postnummer|post number|post-nr\\.?|postnr\\.?|kundennummer)\\s*[:.]?\\s*)?(\\d{6,10})",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_CITY_OF_OFFICE = 80;

    /** What it is, and which numbers DHL gives to those. */
    private enum Kind {
        LOCKER("a Packstation", "lockerID", 100, 999),
        POST_OFFICE("a post office", "retailID", 401, 999),
        PO_BOX("a P.O. box", "poBoxID", 1, Integer.MAX_VALUE);

        private final String words;
        private final String field;
        private final int lowest;
        private final int highest;

        Kind(String words, String field, int lowest, int highest) {
            this.words = words;
            this.field = field;
            this.lowest = lowest;
            this.highest = highest;
        }
    }

    /** The one that the street names; empty if it is an ordinary street. */
    static Optional<DropPoint> in(Address to) throws UnsendableException {
        Matcher street = STREET.matcher(to.street1().strip());
        if (!street.matches()) {
            return Optional.empty();
        }
        Kind kind = switch (street.group(1).toLowerCase(Locale.ROOT)) {
            case "packstation" -> Kind.LOCKER;
            case "postfach" -> Kind.PO_BOX;
            default -> Kind.POST_OFFICE;
        };
        int number = Integer.parseInt(street.group(2).replace(" ", ""));
        if (number < kind.lowest || number > kind.highest) {
            throw UnsendableException.rejected("shipTo.street1 names " + kind.words + " whose number must be between "
                    + kind.lowest + " and " + kind.highest);
        }
        return Optional.of(new DropPoint(kind, number));
    }

    ObjectNode json(Address to, Contact contact) throws UnsendableException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String name = to.name().strip();
        Fields.put(node, kind == Kind.PO_BOX ? "name1" : "name", name, Consignee.MAX_NAME, "shipTo.name");
        Optional<String> company = Fields.given(to.company());
        if (kind == Kind.PO_BOX && company.isPresent()) {
            Fields.put(node, "name2", company.get(), Consignee.MAX_NAME, "shipTo.company");
        }
        node.put(kind.field, number);
        putReceiver(node, to, contact);
        int maxCity = kind == Kind.LOCKER ? Consignee.MAX_CITY : MAX_CITY_OF_OFFICE;
        Fields.put(node, "city", to.city().strip(), maxCity, "shipTo.city");
        node.put("country", Countries.of(to.country(), "shipTo.country"));
        Fields.putPostalCode(node, to.postalCode(), "shipTo.postalCode");
        if (!node.has("postalCode")) {
            throw UnsendableException.rejected("shipTo.postalCode is missing; " + kind.words + " needs it");
        }
        return node;
    }

    private void putReceiver(ObjectNode node, Address to, Contact contact) throws UnsendableException {
        Optional<String> postNumber = postNumber(to);
        switch (kind) {
            case LOCKER -> node.put("postNumber", postNumber.orElseThrow(() -> missing("")));
            case POST_OFFICE -> {
                if (postNumber.isPresent()) {
                    node.put("postNumber", postNumber.get());
                } else if (contact.hasEmail(to)) {
                    contact.putEmail(node, to);
                } else {
                    throw missing(", or an e-mail address that may be shared (setting share.email)");
                }
            }
            case PO_BOX -> contact.putEmail(node, to);
        }
    }

    private UnsendableException missing(String orElse) {
        return UnsendableException.rejected("shipTo.street1 names " + kind.words
                + ", which needs the receiver's post number (6 to 10 digits) in shipTo.company or shipTo.street2"
                + orElse);
    }

    private static Optional<String> postNumber(Address to) {
        return Stream.of(to.company(), to.street2())
                .filter(Objects::nonNull)
                .map(text -> POST_NUMBER.matcher(text.strip()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
