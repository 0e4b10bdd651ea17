package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.http.CustomsTerritory;
import io.shiponce.carrier.http.UnsendableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The receiver as DHL wants it: a door, or in Germany a Packstation, a post office or a P.O. box.
 *
 * <p>The street goes out with its house number in it, which the description recommends. The second line of a street is a line of
 * the name within Germany, where DHL prints no other, and {@code additionalAddressInformation1} elsewhere.
 *
 * <p>Stateless and safe for any thread.
 */
final class Consignee {
    static final String GERMANY = "DE";
    static final int MAX_NAME = 50;
    static final int MAX_STREET = 50;
    static final int MAX_CITY = 40;
    private static final int MAX_ADDITIONAL = 60;
    private static final int MAX_STATE = 20;
    private static final Pattern STATE_CODE = Pattern.compile("[A-Z]{2}");

    private Consignee() {}

    static ObjectNode of(Address to, Contact contact) throws UnsendableException {
        Optional<DropPoint> dropPoint = to.country().equals(GERMANY) ? DropPoint.in(to) : Optional.empty();
        return dropPoint.isPresent() ? dropPoint.get().json(to, contact) : door(to, contact);
    }

    private static ObjectNode door(Address to, Contact contact) throws UnsendableException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        boolean german = to.country().equals(GERMANY);
        Optional<String> street2 = Fields.given(to.street2());
        List<Line> names = names(to);
        if (german) {
            street2.ifPresent(text -> names.add(new Line(text, "shipTo.street2")));
        }
        for (int i = 0; i < names.size(); i++) {
            Fields.put(node, "name" + (i + 1), names.get(i).text, MAX_NAME, names.get(i).ours);
        }
        Fields.put(node, "addressStreet", to.street1().strip(), MAX_STREET, "shipTo.street1");
        if (!german && street2.isPresent()) {
            Fields.put(node, "additionalAddressInformation1", street2.get(), MAX_ADDITIONAL, "shipTo.street2");
        }
        Fields.putPostalCode(node, to.postalCode(), "shipTo.postalCode");
        Fields.put(node, "city", to.city().strip(), MAX_CITY, "shipTo.city");
        putState(node, to);
        node.put("country", Countries.of(to.country(), "shipTo.country"));
        contact.putPhone(node, to);
        contact.putEmail(node, to);
        return node;
    }

    /** A line of the name, and the field of ours that it comes from. */
    private record Line(String text, String ours) {}

    private static List<Line> names(Address to) {
        List<Line> lines = new ArrayList<>();
        Fields.given(to.company()).ifPresent(text -> lines.add(new Line(text, "shipTo.company")));
        lines.add(new Line(to.name().strip(), "shipTo.name"));
        return lines;
    }

    /** Left out within the European Union, whose addresses need none and whose shops often fill it with long names. */
    private static void putState(ObjectNode node, Address to) throws UnsendableException {
        Optional<String> region = Fields.given(to.region());
        if (region.isEmpty() || CustomsTerritory.isOne(GERMANY, "", to.country(), "")) {
            return;
        }
        String state = region.get();
        boolean code = to.country().equals("US") && STATE_CODE.matcher(state).matches();
        Fields.put(node, "state", code ? "US-" + state : state, MAX_STATE, "shipTo.region");
    }
}
