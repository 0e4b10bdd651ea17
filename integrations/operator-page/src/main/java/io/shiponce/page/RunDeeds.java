package io.shiponce.page;

import io.shiponce.Selection;
import io.shiponce.page.view.Say;
import io.shiponce.page.view.Seen;
import io.shiponce.page.view.Told;
import io.shiponce.store.ShipmentFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops runs. Safe for any thread. */
final class RunDeeds {
    private static final Logger LOG = LoggerFactory.getLogger(RunDeeds.class);

    private final RunBook runs;

    RunDeeds(RunBook runs) {
        this.runs = runs;
    }

    /** Of a carrier, a shop or an order, or of everything. */
    PageAnswer start(Visit visit, Sights sights) {
        Form fields = visit.fields();
        Optional<String> shop = fields.given("shop");
        Optional<String> order = fields.given("order");
        Optional<String> limit = fields.given("limit");
        if (order.isPresent() && shop.isEmpty()) {
            return refused(visit, sights, "start.needsShop");
        } else if (limit.isPresent() && !limit.get().matches("[1-9][0-9]{0,8}")) {
            return refused(visit, sights, "start.badLimit");
        }
        ShipmentFilter filter = ShipmentFilter.ALL
                .withShop(shop.orElse(null))
                .withOrderNumber(order.orElse(null))
                .withCarrier(fields.given("carrier").orElse(null));
        Selection selection = new Selection(filter, limit.map(Long::valueOf).orElse(Long.MAX_VALUE));
        return start(visit, sights, selection, words(visit.say(), fields));
    }

    private static String words(Say say, Form fields) {
        List<String> words = new ArrayList<>();
        fields.given("carrier").ifPresent(carrier -> words.add(say.of("carrier") + " " + carrier));
        fields.given("shop").ifPresent(shop -> words.add(say.of("start.shop") + " " + shop));
        fields.given("order").ifPresent(order -> words.add(say.of("order") + " " + order));
        String what = words.isEmpty() ? say.of("start.everything") : String.join(", ", words);
        return fields.given("limit")
                .map(limit -> what + ", " + say.of("start.atMost", limit))
                .orElse(what);
    }

    /** Of chosen shipments. */
    PageAnswer start(Visit visit, List<Seen> chosen, Sights sights) {
        Selection selection = Selection.of(chosen.stream().map(Seen::id).collect(Collectors.toSet()));
        String what =
                chosen.size() == 1 ? chosen.get(0).id().value() : visit.say().of("start.chosen", chosen.size());
        return start(visit, sights, selection, what);
    }

    private PageAnswer start(Visit visit, Sights sights, Selection selection, String what) {
        Optional<Integer> started = runs.start(selection, what, visit.actor());
        LOG.info("event=SO-502 On the operator's page, a run was asked for; started: {}", started.isPresent());
        return started.isEmpty() ? refused(visit, sights, "start.tooMany") : done(visit, "run");
    }

    PageAnswer stop(Visit visit, Sights sights) {
        String number = visit.fields().text("run");
        RunBook.Stop stop = number.matches("[0-9]{1,9}") ? runs.stop(Integer.parseInt(number)) : RunBook.Stop.UNKNOWN;
        LOG.info("event=SO-503 On the operator's page, a run was to be stopped: {}", stop);
        return switch (stop) {
            case STOPPED -> done(visit, "stop");
            case STOPPED_BEFORE -> stale(visit, sights, "stop.before");
            case OVER -> stale(visit, sights, "stop.over");
            case UNKNOWN -> refused(visit, sights, "stop.unknown");
        };
    }

    private static PageAnswer done(Visit visit, String what) {
        return Answers.seeOther(visit.frame().to("/?done=" + what), Map.of());
    }

    private static PageAnswer refused(Visit visit, Sights sights, String key) {
        return sights.overview(
                visit, 409, Told.of(Told.Result.REFUSED, visit.say().of(key)));
    }

    private static PageAnswer stale(Visit visit, Sights sights, String key) {
        return sights.overview(
                visit, 409, Told.of(Told.Result.STALE, visit.say().of(key)));
    }
}
