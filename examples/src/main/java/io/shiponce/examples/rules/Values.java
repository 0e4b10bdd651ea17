package io.shiponce.examples.rules;

import io.shiponce.Box;
import io.shiponce.Capacity;
import io.shiponce.Conditions;
import io.shiponce.Group;
import io.shiponce.PriceTable;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The parts that rules are made of. Stateless; safe for any thread. */
final class Values {
    /** What a capacity is made of. */
    static final List<String> LIMITS =
            List.of("weightGrams", "cubicMillimetres", "longestSideMillimetres", "girthMillimetres", "value", "pieces");

    private static final int SIDES = 3;

    private Values() {}

    static Money money(At at) {
        at.object("amount", "currency");
        String currency = at.required("currency", "a currency like EUR").text();
        return at.make(value ->
                new Money(value.required("amount", "an amount like \"12.50\"").amount(), currency));
    }

    static Weight weight(At at) {
        return new Weight(at.number(0, Weight.MAX_GRAMS));
    }

    static Dimensions dimensions(At at) {
        List<Integer> sides = at.list(side -> side.integer(1, Dimensions.MAX_MILLIMETRES));
        if (sides.size() != SIDES) {
            throw at.refusal("expected three sides in millimetres: length, width and height");
        }
        return new Dimensions(sides.get(0), sides.get(1), sides.get(2));
    }

    /** Of an object that has the fields of a capacity, whatever else it has. */
    static Capacity capacity(At at) {
        return at.make(value -> new Capacity(
                value.optional("weightGrams", Values::weight),
                value.optional("cubicMillimetres", limit -> limit.number(1, Long.MAX_VALUE)),
                value.optional("longestSideMillimetres", limit -> limit.integer(1, Integer.MAX_VALUE)),
                value.optional("girthMillimetres", limit -> limit.integer(1, Integer.MAX_VALUE)),
                value.optional("value", Values::money),
                value.optional("pieces", limit -> limit.integer(1, Integer.MAX_VALUE))));
    }

    private static Capacity onlyCapacity(At at) {
        return capacity(at.object(LIMITS.toArray(String[]::new)));
    }

    static Box box(At at) {
        at.object("name", "inner", "outer", "tareGrams", "maxWeightGrams");
        return at.make(value -> new Box(
                value.required("name", "a text").text(),
                dimensions(value.required("inner", "three sides in millimetres")),
                dimensions(value.required("outer", "three sides in millimetres")),
                weight(value.required("tareGrams", "a weight in grams")),
                weight(value.required("maxWeightGrams", "a weight in grams"))));
    }

    /** All that is named must hold; nothing named always holds. */
    static Predicate<Group> condition(At at) {
        at.object("to", "outside", "shippingClass", "origin", "within", "beyond", "costs");
        List<Predicate<Group>> all = new ArrayList<>();
        if (at.field("to") != null) {
            all.add(Conditions.to(countries(at, "to")));
        }
        if (at.field("outside") != null) {
            all.add(Conditions.outside(countries(at, "outside")));
        }
        if (at.field("shippingClass") != null) {
            all.add(Conditions.shippingClass(at.list("shippingClass", At::text)));
        }
        if (at.field("origin") != null) {
            all.add(Conditions.origin(at.list("origin", At::text)));
        }
        addIfThere(all, at.optional("within", limits -> Conditions.within(onlyCapacity(limits))));
        addIfThere(all, at.optional("beyond", limits -> Conditions.beyond(onlyCapacity(limits))));
        addIfThere(all, at.optional("costs", Values::costs));
        return group -> all.stream().allMatch(condition -> condition.test(group));
    }

    private static void addIfThere(List<Predicate<Group>> all, @Nullable Predicate<Group> one) {
        if (one != null) {
            all.add(one);
        }
    }

    /** By their codes; {@code EU} stands for the European Union. */
    private static Set<String> countries(At at, String field) {
        Set<String> countries = new TreeSet<>();
        at.list(field, country -> {
            if (country.text().equals("EU")) {
                return countries.addAll(Conditions.EUROPEAN_UNION);
            }
            if (!country.text().matches("[A-Z]{2}")) {
                throw country.expected("a country's two capital letters, or EU");
            }
            return countries.add(country.text());
        });
        return countries;
    }

    private static Predicate<Group> costs(At at) {
        at.object("prices", "most");
        PriceTable table =
                at.required("prices", "a list of prices").make(prices -> new PriceTable(prices.list(Values::step)));
        Money most = money(at.required("most", "an amount of money"));
        return at.make(value -> Conditions.costs(table, most));
    }

    private static PriceTable.Step step(At at) {
        at.object("upToGrams", "price");
        return new PriceTable.Step(
                weight(at.required("upToGrams", "a weight in grams")),
                money(at.required("price", "an amount of money")));
    }
}
