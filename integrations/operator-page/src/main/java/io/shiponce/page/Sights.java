package io.shiponce.page;

import io.shiponce.DoubtEvidence;
import io.shiponce.Operator;
import io.shiponce.Shipment;
import io.shiponce.page.templates.JtedoubtsGenerated;
import io.shiponce.page.templates.JtemessageGenerated;
import io.shiponce.page.templates.JteoverviewGenerated;
import io.shiponce.page.templates.JteshipmentGenerated;
import io.shiponce.page.templates.JteshipmentsGenerated;
import io.shiponce.page.view.Amendable;
import io.shiponce.page.view.Figures;
import io.shiponce.page.view.Found;
import io.shiponce.page.view.Told;
import io.shiponce.page.view.Whole;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people can look at. It changes nothing. Safe for any thread. */
final class Sights {
    private static final String SHIPMENTS = "/shipments";
    private static final int DOUBTS = 20;

    private final Operator operator;
    private final Watch watch;
    private final Live live;
    private final Search search;

    Sights(Operator operator, Watch watch, Live live) {
        this.operator = operator;
        this.watch = watch;
        this.live = live;
        this.search = new Search(operator);
    }

    PageAnswer answer(Visit visit, BooleanSupplier signedIn) {
        return switch (visit.path()) {
            case "/" -> overview(visit, 200, null);
            case "/live" -> live.stream(visit.frame(), signedIn);
            case "/doubts" -> doubts(visit);
            case "/rejected" -> list(visit, search.rejected(visit.fields()), null);
            case SHIPMENTS -> shipments(visit);
            default -> one(visit);
        };
    }

    /** {@code told} is what became of what the person did last; null if they only look. */
    PageAnswer overview(Visit visit, int status, @Nullable Told told) {
        Told shown = done(visit, told);
        // Somebody who has just changed something sees it changed.
        Figures figures = shown == null ? watch.figures() : watch.newFigures();
        return Answers.html(status, out -> JteoverviewGenerated.render(out, null, visit.frame(), figures, shown));
    }

    /** After something was done the browser is sent back here, so that a reload does not do it again. */
    private static @Nullable Told done(Visit visit, @Nullable Told told) {
        return told == null && visit.request().method().equals("GET")
                ? visit.fields()
                        .given("done")
                        .filter(what -> visit.say().has("done." + what))
                        .map(what -> Told.of(Told.Result.DONE, visit.say().of("done." + what)))
                        .orElse(null)
                : told;
    }

    private PageAnswer doubts(Visit visit) {
        List<Shipment> page = operator.page(
                ShipmentFilter.ALL.withState(ShipmentState.IN_DOUBT), Search.after(visit.fields()), DOUBTS);
        List<DoubtEvidence> evidence = operator.evidence(page);
        String next = page.size() < DOUBTS
                ? null
                : "/doubts?after=" + page.get(DOUBTS - 1).id();
        return Answers.html(
                200, out -> JtedoubtsGenerated.render(out, null, visit.frame(), evidence, next, done(visit, null)));
    }

    private PageAnswer shipments(Visit visit) {
        Optional<ShipmentId> exactly = search.exactly(visit.fields());
        return exactly.isPresent()
                ? Answers.seeOther(visit.frame().to(SHIPMENTS + "/" + exactly.get()), Map.of())
                : list(visit, search.found(visit.fields()), null);
    }

    private PageAnswer list(Visit visit, Found found, @Nullable Told told) {
        return Answers.html(
                200, out -> JteshipmentsGenerated.render(out, null, visit.frame(), found, done(visit, told)));
    }

    private PageAnswer one(Visit visit) {
        String path = visit.path();
        String id = path.startsWith(SHIPMENTS + "/") ? path.substring(SHIPMENTS.length() + 1) : "";
        return id.isEmpty() || id.length() > 64
                ? missing(visit)
                : shipment(visit, new ShipmentId(id), 200, null, Whole.Typed.NOTHING);
    }

    /** {@code told} is what became of what the person did, and {@code typed} what they had typed for it. */
    PageAnswer shipment(Visit visit, ShipmentId id, int status, @Nullable Told told, Whole.Typed typed) {
        return shipment(visit, id, status, told, typed, UnaryOperator.identity());
    }

    /** The same, with what the person had typed into the form that amends it. */
    PageAnswer shipment(
            Visit visit,
            ShipmentId id,
            int status,
            @Nullable Told told,
            Whole.Typed typed,
            UnaryOperator<Amendable> amended) {
        Optional<Shipment> found = operator.find(id);
        if (found.isEmpty()) {
            return missing(visit);
        }
        Shipment shipment = found.get();
        List<DoubtEvidence> evidence = operator.evidence(List.of(shipment));
        Whole whole = new Whole(
                shipment,
                operator.history(id),
                evidence.isEmpty() ? null : evidence.get(0),
                shipment.state() == ShipmentState.REJECTED ? amendable(id, amended) : null,
                typed);
        return Answers.html(
                status, out -> JteshipmentGenerated.render(out, null, visit.frame(), whole, done(visit, told)));
    }

    /** Null for what was erased, and for what a newer version planned: it is shown all the same, and that version can amend it. */
    private @Nullable Amendable amendable(ShipmentId id, UnaryOperator<Amendable> amended) {
        try {
            return operator.consignment(id).map(Amendable::of).map(amended).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    PageAnswer missing(Visit visit) {
        Told told = Told.of(Told.Result.REFUSED, visit.say().of("missing"));
        return Answers.html(
                404,
                out -> JtemessageGenerated.render(
                        out, null, visit.frame(), visit.say().of("missing.title"), told));
    }
}
