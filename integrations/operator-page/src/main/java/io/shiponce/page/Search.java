package io.shiponce.page;

import io.shiponce.Operator;
import io.shiponce.Shipment;
import io.shiponce.page.view.Found;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds shipments, a page at a time: each begins behind the last id of the one before, so that none is missed or shown twice while
 * everything moves. Safe for any thread.
 */
final class Search {
    private static final int ROWS = 50;
    private static final int REASONS = 20;

    /** No index knows what is held: it is looked for in so many that are pending, and then the person is asked whether to go on. */
    private static final int LOOKED_THROUGH = 20_000;

    private final Operator operator;

    Search(Operator operator) {
        this.operator = operator;
    }

    /** Where a page begins; null for the first one. */
    static @Nullable ShipmentId after(Form form) {
        return form.given("after").map(ShipmentId::new).orElse(null);
    }

    /** The shipment whose id was typed. */
    Optional<ShipmentId> exactly(Form form) {
        return form.given("q")
                .filter(text -> text.length() <= 64)
                .map(ShipmentId::new)
                .filter(id -> operator.find(id).isPresent());
    }

    Found found(Form form) {
        Found.Wanted wanted = wanted(form);
        ShipmentFilter filter = ShipmentFilter.ALL
                .withState(wanted.state())
                .withCarrier(wanted.carrier().isEmpty() ? null : wanted.carrier());
        String text = wanted.text();
        int slash = text.indexOf('/');
        if (text.isEmpty()) {
            return wanted.held() ? held(wanted, filter, after(form)) : paged(wanted, filter, after(form));
        } else if (slash > 0 && slash < text.length() - 1) {
            ShipmentFilter order = ShipmentFilter.ALL
                    .withShop(text.substring(0, slash).strip())
                    .withOrderNumber(text.substring(slash + 1).strip());
            List<Shipment> ordered = operator.page(order, null, 1_000);
            if (!ordered.isEmpty()) {
                return chosen(wanted, filter, ordered);
            }
        }
        return chosen(wanted, filter, operator.ofNumber(text));
    }

    private static Found.Wanted wanted(Form form) {
        ShipmentState state = Arrays.stream(ShipmentState.values())
                .filter(one -> one.name().equals(form.text("state")))
                .findFirst()
                .orElse(null);
        boolean held = form.given("held").isPresent();
        return new Found.Wanted(form.text("q"), held ? ShipmentState.PENDING : state, form.text("carrier"), held);
    }

    private static Found chosen(Found.Wanted wanted, ShipmentFilter filter, List<Shipment> few) {
        return new Found(
                wanted,
                few.stream()
                        .filter(one -> filter.state() == null || filter.state() == one.state())
                        .filter(one ->
                                filter.carrier() == null || filter.carrier().equals(one.carrier()))
                        .filter(one -> !wanted.held() || one.held() != null)
                        .map(one -> new Found.Row(one, null))
                        .toList(),
                null);
    }

    private Found paged(Found.Wanted wanted, ShipmentFilter filter, @Nullable ShipmentId after) {
        List<Shipment> page = operator.page(filter, after, ROWS);
        return new Found(
                wanted,
                page.stream().map(one -> new Found.Row(one, null)).toList(),
                page.size() < ROWS ? null : next(wanted, page.get(ROWS - 1).id()));
    }

    private Found held(Found.Wanted wanted, ShipmentFilter filter, @Nullable ShipmentId first) {
        List<Found.Row> rows = new ArrayList<>();
        ShipmentId after = first;
        for (int seen = 0; seen < LOOKED_THROUGH; seen += 500) {
            List<Shipment> page = operator.page(filter, after, 500);
            for (Shipment one : page) {
                after = one.id();
                if (one.held() != null) {
                    rows.add(new Found.Row(one, null));
                }
                if (rows.size() == ROWS) {
                    return new Found(wanted, rows, next(wanted, after));
                }
            }
            if (page.size() < 500) {
                return new Found(wanted, rows, null);
            }
        }
        return new Found(wanted, rows, after == null ? null : next(wanted, after));
    }

    /** What carriers refused, each with what its history says about it. */
    Found rejected(Form form) {
        List<Shipment> page = operator.page(ShipmentFilter.ALL.withState(ShipmentState.REJECTED), after(form), REASONS);
        return new Found(
                Found.Wanted.ALL,
                page.stream().map(one -> new Found.Row(one, reason(one))).toList(),
                page.size() < REASONS
                        ? null
                        : "/rejected?after=" + page.get(REASONS - 1).id());
    }

    private String reason(Shipment rejected) {
        List<HistoryEntry> history = operator.history(rejected.id());
        for (int i = history.size() - 1; i >= 0; i--) {
            HistoryEntry entry = history.get(i);
            if (entry.kind() == HistoryEntry.Kind.REJECTED || entry.kind() == HistoryEntry.Kind.DECLARED_REFUSED) {
                return entry.detail();
            }
        }
        return "";
    }

    private static String next(Found.Wanted wanted, ShipmentId after) {
        ShipmentState state = wanted.state();
        return "/shipments?q=" + URLEncoder.encode(wanted.text(), StandardCharsets.UTF_8) + "&state="
                + (state == null ? "" : state.name()) + "&carrier="
                + URLEncoder.encode(wanted.carrier(), StandardCharsets.UTF_8) + (wanted.held() ? "&held=on" : "")
                + "&after=" + URLEncoder.encode(after.value(), StandardCharsets.UTF_8);
    }
}
