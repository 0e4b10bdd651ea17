package io.shiponce.page;

import io.shiponce.OperationRefusedException;
import io.shiponce.Operator;
import io.shiponce.page.view.Figures;
import io.shiponce.page.view.Told;
import io.shiponce.store.Control;
import io.shiponce.store.HistoryEntry;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses and resumes carriers. Safe for any thread. */
final class CarrierDeeds {
    private static final Logger LOG = LoggerFactory.getLogger(CarrierDeeds.class);

    private final Operator operator;
    private final Watch watch;

    CarrierDeeds(Operator operator, Watch watch) {
        this.operator = operator;
        this.watch = watch;
    }

    PageAnswer pause(Visit visit, Sights sights) {
        String carrier = visit.fields().text("carrier");
        String reason = visit.fields().text("reason");
        Figures now = watch.newFigures();
        Control.Pause before = now.control().pauses().get(carrier);
        if (before != null) {
            return told(visit, sights, Told.Result.STALE, visit.say().of("pause.before", before.by(), before.reason()));
        } else if (!isKnown(now, carrier)) {
            return told(visit, sights, Told.Result.REFUSED, visit.say().of("carrier.unknown"));
        } else if (reason.isEmpty() || reason.length() > HistoryEntry.MAX_DETAIL) {
            return told(visit, sights, Told.Result.REFUSED, visit.say().of("reason.needed"));
        }
        Control.Pause pause =
                operator.pause(carrier, visit.actor(), reason).pauses().get(carrier);
        watch.changed();
        LOG.info("event=SO-504 carrier={} Paused on the operator's page", carrier);
        // Of two pauses at once the store keeps the first one, and its reason.
        return pause != null
                        && !(pause.by().equals(visit.actor()) && pause.reason().equals(reason))
                ? told(visit, sights, Told.Result.STALE, visit.say().of("pause.before", pause.by(), pause.reason()))
                : Answers.seeOther(visit.frame().to("/?done=pause"), Map.of());
    }

    private static boolean isKnown(Figures now, String carrier) {
        return carrier.equals(Control.EVERYTHING)
                || now.carriers().stream().anyMatch(line -> line.name().equals(carrier));
    }

    /** Only the pause that the person saw: another one has another reason, which they may not know. */
    PageAnswer resume(Visit visit, Sights sights) {
        String carrier = visit.fields().text("carrier");
        Control.Pause pause = watch.newFigures().control().pauses().get(carrier);
        if (pause == null) {
            return told(visit, sights, Told.Result.STALE, visit.say().of("resume.before"));
        } else if (!pause.since().toString().equals(visit.fields().text("since"))) {
            return told(visit, sights, Told.Result.STALE, visit.say().of("resume.another", pause.by(), pause.reason()));
        }
        try {
            operator.resume(carrier, visit.actor());
        } catch (OperationRefusedException e) {
            Told refused = new Told(
                    Told.Result.REFUSED, null, visit.say().of("notDone"), String.valueOf(e.getMessage()), null);
            return sights.overview(visit, 409, refused);
        }
        watch.changed();
        LOG.info("event=SO-505 carrier={} Resumed on the operator's page", carrier);
        return Answers.seeOther(visit.frame().to("/?done=resume"), Map.of());
    }

    private static PageAnswer told(Visit visit, Sights sights, Told.Result result, String words) {
        return sights.overview(visit, 409, Told.of(result, words));
    }
}
