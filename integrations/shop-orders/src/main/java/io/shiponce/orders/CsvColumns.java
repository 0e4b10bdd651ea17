package io.shiponce.orders;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV file is which, as its header says. Immutable; safe for any thread. */
final class CsvColumns {
    /** What is said once of an order: in each of its rows, or in its first one alone. */
    static final List<String> OF_ORDERS = List.of(
            "shop",
            "placedAt",
            "carrier",
            "priority",
            "name",
            "company",
            "street1",
            "street2",
            "postalCode",
            "city",
            "region",
            "country",
            "email",
            "phone");

    /** What names the order of a row. */
    static final String NUMBER = "number";

    private static final List<String> OF_LINES = List.of(
            "sku",
            "itemName",
            "quantity",
            "unitPrice",
            "currency",
            "weightGrams",
            "requiresShipping",
            "origin",
            "shippingClass",
            "availableFrom",
            "lengthMillimetres",
            "widthMillimetres",
            "heightMillimetres",
            "vendor",
            "hazard",
            "temperature",
            "keepTogether",
            "shipsAlone",
            "commodityCode",
            "countryOfOrigin");

    private static final List<String> REQUIRED =
            List.of(NUMBER, "name", "street1", "postalCode", "city", "country", "sku", "quantity");

    private static final Map<String, String> KNOWN = Stream.of(List.of(NUMBER), OF_ORDERS, OF_LINES)
            .flatMap(List::stream)
            .collect(Collectors.toMap(CsvColumns::folded, name -> name, (a, b) -> a, TreeMap::new));

    /** The names in the file's order; empty for one without a name. */
    private final List<String> names = new ArrayList<>();

    /** {@code header} is at the header. What is wrong with it is an {@link OrderRefusal}, without what was found. */
    CsvColumns(CsvRows header) {
        for (String cell : header.cells()) {
            String name = cell.isEmpty() ? "" : KNOWN.get(folded(cell));
            String column = "the header's column " + (names.size() + 1);
            if (name == null) {
                throw new OrderRefusal("", column + " is none that is known; expected names from " + KNOWN.values());
            }
            if (!name.isEmpty() && names.contains(name)) {
                throw new OrderRefusal("", column + " is there before: " + name);
            }
            names.add(name);
        }
        for (String required : REQUIRED) {
            if (!names.contains(required)) {
                throw new OrderRefusal("", "the header has no column " + required + "; expected at least " + REQUIRED);
            }
        }
    }

    /** The names of all columns that there can be. */
    static Collection<String> known() {
        return KNOWN.values();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A row without a {@link #problem} as an object with its values by their columns' names. */
    ObjectNode object(CsvRows row) {
        List<String> cells = row.cells();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty() && !cells.get(i).isEmpty()) {
                object.put(names.get(i), cells.get(i));
            }
        }
        return object;
    }

    /** Why it cannot be told what a row is, or of which order; null if it can. */
    @Nullable
    OrderRefusal problem(CsvRows row) {
        List<String> cells = row.cells();
        String line = " (line " + row.line() + ")";
        if (cells.size() != names.size()) {
            return new OrderRefusal(
                    "", "has " + cells.size() + " cells; expected " + names.size() + ", as the header has" + line);
        }
        if (cells.get(names.indexOf(NUMBER)).isEmpty()) {
            return new OrderRefusal("", "has no " + NUMBER + "; expected one in each row" + line);
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty() && !cells.get(i).isEmpty()) {
                return new OrderRefusal(
                        "", "has something in column " + (i + 1) + ", which has no name in the header" + line);
            }
        }
        return null;
    }
}
