package io.shiponce.store.jdbc;

import io.shiponce.store.Control;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Control.Pause;
import io.shiponce.store.Control.SignOfLife;
import io.shiponce.store.EngineId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** S15: what all engines share. Without state; safe for any thread. */
final class Controls {
    /** Signs of life older than this are forgotten. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    private Controls() {}

    static Control read(Session session) throws SQLException {
        Moment moment = Moment.read(session);
        String installation = session.first(session.sql().installation, Session.Binding.NOTHING, Row::text)
                .orElseThrow(() -> new SQLException("the store has no installation"));
        Map<String, Pause> pauses = new HashMap<>();
        session.query(
                session.sql().pauses,
                Session.Binding.NOTHING,
                row -> pauses.put(row.text(), new Pause(row.time(), row.text(), row.text())));
        List<SignOfLife> engines = session.query(
                session.sql().engines,
                Session.Binding.NOTHING,
                row -> new SignOfLife(new EngineId(row.text()), row.time(), row.time()));
        return new Control(moment.now(), installation, moment.incarnation(), moment.quarantine(), pauses, engines);
    }

    /** These change what every writer reads first; so no writer may be under way. */
    static Dialect.Mode mode(Change change) {
        return change instanceof Change.Restored || change instanceof Change.NothingLost
                ? Dialect.Mode.ALONE
                : Dialect.Mode.WRITE;
    }

    private static List<String> unforgiven(Session session, String carrier) throws SQLException {
        return session.query(
                session.sql().unforgiven, params -> params.text(carrier).text(carrier), Row::text);
    }

    static Control change(Session session, Change change) throws SQLException {
        Moment moment = Moment.read(session);
        Instant now = moment.now();
        if (change instanceof Change.PauseCarrier pause) {
            session.update(
                    session.sql().pause,
                    params -> params.text(pause.carrier())
                            .time(now)
                            .text(pause.by())
                            .text(pause.reason()));
        } else if (change instanceof Change.ResumeCarrier resume) {
            session.update(session.sql().resume, params -> params.text(resume.carrier()));
            session.batch(session.sql().forgive, unforgiven(session, resume.carrier()), Params::text);
        } else if (change instanceof Change.Restored restored) {
            long incarnation = Control.nextIncarnation(moment.incarnation(), now);
            session.update(
                    session.sql().restored,
                    params -> params.number(incarnation).time(now).time(restored.quiet()));
            Lineage.adopt(session, "after-restore");
        } else if (change instanceof Change.NothingLost kept) {
            Lineage.adopt(session, kept.by() + ": " + kept.reason());
            if (!session.dialect().eventOrder().goesOn(session)) {
                long incarnation = Control.nextIncarnation(moment.incarnation(), now);
                session.update(session.sql().raiseIncarnation, params -> params.number(incarnation));
            }
        } else if (change instanceof Change.LiftQuarantine) {
            session.update(session.sql().liftQuarantine, Session.Binding.NOTHING);
        } else if (change instanceof Change.Alive alive) {
            session.update(
                    session.sql().alive,
                    params -> params.text(alive.engine().value()).time(now).time(now));
            session.update(session.sql().forgetEngines, params -> params.time(now.minus(FORGOTTEN_AFTER)));
        } else {
            throw new AssertionError(change);
        }
        return read(session);
    }
}
