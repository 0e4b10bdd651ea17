package io.shiponce.page;

import io.shiponce.DispatchEngine;
import io.shiponce.Operator;
import io.shiponce.Shipment;
import io.shiponce.page.templates.JteresultsGenerated;
import io.shiponce.page.view.Amendable;
import io.shiponce.page.view.Seen;
import io.shiponce.page.view.Told;
import io.shiponce.page.view.Whole;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoreException;
import io.shiponce.store.TransitionResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people do: each on the version that they saw, with their name and reason (R13). Safe for any thread. After something was done
 * the browser is sent to look at it; what was not done is said at once, and nothing was changed.
 */
final class Deeds {
    private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);

    /** How many shipments of one form. */
    private static final int MOST = 100;

    /** How many people may wait for carriers at once, so that a slow one does not keep all threads of the page. */
    private static final int MOST_ASKING = 4;

    private final Operator operator;
    private final RunDeeds runs;
    private final CarrierDeeds carriers;
    private final Semaphore asking = new Semaphore(MOST_ASKING);

    Deeds(DispatchEngine engine, RunBook runs, Watch watch) {
        this.operator = engine.operator();
        this.runs = new RunDeeds(runs);
        this.carriers = new CarrierDeeds(operator, watch);
    }

    PageAnswer answer(Visit visit, Sights sights) {
        return switch (visit.path()) {
            case "/act" -> act(visit, sights);
            case "/amend" -> amend(visit, sights);
            case "/runs/start" -> runs.start(visit, sights);
            case "/runs/stop" -> runs.stop(visit, sights);
            case "/carriers/pause" -> carriers.pause(visit, sights);
            case "/carriers/resume" -> carriers.resume(visit, sights);
            default -> sights.missing(visit);
        };
    }

    private static List<Seen> seen(Visit visit) {
        Set<Seen> seen = new LinkedHashSet<>();
        for (String text : visit.fields().all("on")) {
            seen.add(Seen.parse(text).orElseThrow(() -> new IllegalArgumentException("on must be VERSION@ID")));
        }
        if (seen.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " shipments, were " + seen.size());
        }
        return List.copyOf(seen);
    }

    private PageAnswer act(Visit visit, Sights sights) {
        List<Seen> chosen = seen(visit);
        if (chosen.isEmpty()) {
            return results(
                    visit, List.of(Told.of(Told.Result.REFUSED, visit.say().of("select.none"))));
        }
        if (visit.fields().text("action").equals("run")) {
            return runs.start(visit, chosen, sights);
        }
        Deed deed = Deed.named(visit.fields().text("action"))
                .orElseThrow(() -> new IllegalArgumentException("there is no such action"));
        List<Told> all = chosen.stream().map(one -> act(visit, deed, one)).toList();
        return chosen.size() == 1 ? one(visit, sights, deed, chosen.get(0), all.get(0)) : results(visit, all);
    }

    private static PageAnswer one(Visit visit, Sights sights, Deed deed, Seen seen, Told told) {
        if (told.isDone()) {
            boolean back = visit.fields().text("back").equals("/doubts");
            return Answers.seeOther(
                    visit.frame().to((back ? "/doubts" : "/shipments/" + seen.id()) + "?done=" + deed.doneKey(told)),
                    Map.of());
        }
        return sights.shipment(visit, seen.id(), 409, told, typed(visit));
    }

    private static Whole.Typed typed(Visit visit) {
        return new Whole.Typed(visit.fields().text("reason"), visit.fields().text("tracking"));
    }

    private static PageAnswer results(Visit visit, List<Told> all) {
        String back = Optional.of(visit.fields().text("action"))
                .filter(Set.of("not-sent", "look-up")::contains)
                .map(doubts -> "/doubts")
                .orElse("/shipments");
        return Answers.html(200, out -> JteresultsGenerated.render(out, null, visit.frame(), all, back));
    }

    private Told act(Visit visit, Deed deed, Seen seen) {
        String reason = visit.fields().text("reason");
        String tracking = visit.fields().text("tracking");
        if (deed.needsReason() && (reason.isEmpty() || reason.length() > HistoryEntry.MAX_DETAIL)) {
            return refused(visit, seen, "reason.needed");
        } else if (deed == Deed.SENT && (tracking.isEmpty() || tracking.length() > 100)) {
            return refused(visit, seen, "tracking.needed");
        }
        return judged(visit, deed.word(), seen, now -> {
            if (!deed.asksCarrier(now)) {
                return told(visit, deed, deed.does(operator, now, visit.actor(), reason, tracking));
            } else if (!asking.tryAcquire()) {
                return refused(visit, seen, "busy");
            }
            try {
                return told(visit, deed, deed.does(operator, now, visit.actor(), reason, tracking));
            } finally {
                asking.release();
            }
        });
    }

    /** Something that is done to a shipment as it stands now, which is as the person saw it. */
    private interface Act {
        Told on(Shipment now);
    }

    /** What somebody else has changed meanwhile is not acted upon; the store judges the same again when it writes. */
    private Told judged(Visit visit, String word, Seen seen, Act act) {
        Told told;
        try {
            Optional<Shipment> now = operator.find(seen.id());
            told = now.isEmpty()
                    ? refused(visit, seen, "missing")
                    : now.get().version() == seen.version() ? act.on(now.get()) : stale(visit, now.get());
        } catch (StoreException e) {
            told = new Told(Told.Result.UNKNOWN, seen.id(), visit.say().of("store.unknown"), "", null);
        } catch (IllegalArgumentException e) {
            told = new Told(
                    Told.Result.REFUSED, seen.id(), visit.say().of("notDone"), String.valueOf(e.getMessage()), null);
        }
        // Who and why stand in the history: the log has no personal data.
        LOG.info("event=SO-501 shipment={} On the operator's page, {}: {}", seen.id(), word, told.result());
        return told;
    }

    private static Told refused(Visit visit, Seen seen, String key) {
        return new Told(Told.Result.REFUSED, seen.id(), visit.say().of(key), "", null);
    }

    private static Told stale(Visit visit, Shipment now) {
        return new Told(
                Told.Result.STALE, now.id(), visit.say().of("stale", visit.say().state(now.state())), "", now.state());
    }

    private static Told told(Visit visit, Deed deed, TransitionResult result) {
        if (result instanceof TransitionResult.Done done) {
            Told told = new Told(
                    Told.Result.DONE, done.after().id(), "", "", done.after().state());
            return new Told(
                    told.result(), told.shipment(), visit.say().of("done." + deed.doneKey(told)), "", told.state());
        } else if (result instanceof TransitionResult.Stale stale) {
            return stale(visit, Shipment.of(stale.current()));
        } else if (result instanceof TransitionResult.Refused refused) {
            return refused(visit, refused);
        } else if (result instanceof TransitionResult.Missing missing) {
            return new Told(Told.Result.REFUSED, missing.shipment(), visit.say().of("missing"), "", null);
        }
        throw new AssertionError(result);
    }

    private static Told refused(Visit visit, TransitionResult.Refused refused) {
        ShipmentRecord current = refused.current();
        return new Told(
                Told.Result.REFUSED,
                current.id(),
                visit.say().of("notDone.state", visit.say().state(current.state())),
                refused.reason(),
                current.state());
    }

    private PageAnswer amend(Visit visit, Sights sights) {
        List<Seen> chosen = seen(visit);
        if (chosen.size() != 1) {
            throw new IllegalArgumentException("one shipment is amended at a time, were " + chosen.size());
        }
        Seen seen = chosen.get(0);
        Form fields = visit.fields();
        String reason = fields.text("reason");
        Told told = reason.isEmpty() || reason.length() > HistoryEntry.MAX_DETAIL
                ? refused(visit, seen, "reason.needed")
                : judged(
                        visit,
                        "amend",
                        seen,
                        now -> told(
                                visit,
                                Deed.AMEND,
                                operator.amend(
                                        now,
                                        before -> Amendable.of(before)
                                                .typed(fields::text)
                                                .amended(before),
                                        visit.actor(),
                                        reason)));
        return told.isDone()
                ? Answers.seeOther(visit.frame().to("/shipments/" + seen.id() + "?done=amend"), Map.of())
                : sights.shipment(visit, seen.id(), 409, told, typed(visit), before -> before.typed(fields::text));
    }
}
