package io.shiponce.internal;

import io.shiponce.Group;
import io.shiponce.OrderLine;
import io.shiponce.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Groups lines by a key. Pure; safe for any thread.
 *
 * @param key of each line, never null
 * @param name of a key, for people
 * @param divided what becomes of lines that are kept together and have different keys
 */
public record Grouping<K extends Comparable<? super K>>(
        Function<? super OrderLine, ? extends K> key, Function<? super K, String> name, Divided divided) {

    /** What is kept together has different keys: one of the two wishes cannot be granted. */
    public enum Divided {
        /** One shipment cannot have both: the order is refused. */
        REFUSED,
        /** It leaves as a shipment of its own, flagged. */
        BY_ITSELF,
        /** It has the highest of its keys. */
        HIGHEST
    }

    /** The groups in the order of their keys; then what leaves by itself, in canonical order. */
    public List<Group> split(Group group) {
        TreeMap<K, List<OrderLine>> groups = new TreeMap<>();
        List<Group> byThemselves = new ArrayList<>();
        for (Unit unit : Unit.of(group.lines())) {
            TreeSet<K> keys = new TreeSet<>();
            unit.lines().forEach(line -> keys.add(key.apply(line)));
            if (keys.size() > 1 && divided != Divided.HIGHEST) {
                byThemselves.add(byItself(group, unit, keys));
            } else {
                groups.computeIfAbsent(keys.last(), any -> new ArrayList<>()).addAll(unit.lines());
            }
        }
        Splitting.bounded((long) groups.size() + byThemselves.size());
        boolean apart = groups.size() + byThemselves.size() > 1;
        List<Group> all = new ArrayList<>();
        groups.forEach((value, lines) -> {
            Group part = group.with(Splitting.canonical(lines));
            all.add(apart ? part.because(Reason.of(name.apply(value))) : part);
        });
        all.addAll(byThemselves);
        return all;
    }

    private Group byItself(Group group, Unit unit, TreeSet<K> keys) {
        String names = keys.stream().map(name).map(Object::toString).collect(Collectors.joining(", "));
        if (divided == Divided.REFUSED) {
            throw new IllegalArgumentException(unit.shown() + " cannot leave in one shipment: " + names);
        }
        return group.with(unit.lines()).because(Reason.flagged(unit.shown() + " leaves by itself: " + names));
    }
}
