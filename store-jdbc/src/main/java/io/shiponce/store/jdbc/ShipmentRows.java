package io.shiponce.store.jdbc;

import io.shiponce.store.Claim;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.OrderKey;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a {@link ShipmentRecord} lies in its table: the one place that knows the order of the columns. */
final class ShipmentRows {
    /** Written once. */
    private static final List<String> FIXED = List.of(
            "id", "shop", "order_number", "part", "carrier", "priority", "not_before", "placed_at", "reship_of");

    /** What verdicts change; each writes the columns that it changes. */
    private static final List<Column> HOT = List.of(
            Column.longNumber("version", ShipmentRecord::version),
            Column.name("state", ShipmentRecord::state),
            Column.number("revision", ShipmentRecord::revision),
            Column.text("reference", ShipmentRecord::reference),
            Column.text("reference_key", ShipmentRecord::key),
            Column.text("fingerprint", ShipmentRecord::fingerprint),
            Column.time("due_at", ShipmentRecord::dueAt),
            Column.number("attempt", ShipmentRecord::attempt),
            Column.number("attempts_forgiven", ShipmentRecord::attemptsForgiven),
            Column.flag("exposed", ShipmentRecord::exposed),
            Column.flag("cancel_requested", ShipmentRecord::cancelRequested),
            Column.text("held", ShipmentRecord::held),
            Column.text("claim_id", Column.ofClaim(claim -> claim.id().value())),
            Column.number("claim_attempt", Column.ofClaim(Claim::attempt)),
            Column.text("claim_owner", Column.ofClaim(claim -> claim.owner().value())),
            Column.time("claimed_at", Column.ofClaim(Claim::claimedAt)),
            Column.time("claim_expires_at", Column.ofClaim(Claim::expiresAt)),
            Column.time("claim_quiet_ends_at", Column.ofClaim(Claim::quietEndsAt)),
            Column.number(
                    "claim_level", Column.ofClaim(claim -> claim.recovery().level())),
            Column.text("claim_scope", Column.ofClaim(claim -> claim.recovery().scope())),
            Column.text("claim_format", Column.ofClaim(claim -> claim.recovery().format())),
            Column.duration(
                    "claim_resend_window",
                    Column.ofClaim(claim -> claim.recovery().resendWindow())),
            Column.time("first_claimed_at", ShipmentRecord::firstClaimedAt),
            Column.text("tracking_number", ShipmentRecord::trackingNumber),
            Column.name("doubt_cause", Column.ofDoubt(Doubt::cause)),
            Column.time("doubt_since", Column.ofDoubt(Doubt::since)),
            Column.time("doubt_quiet_ends_at", Column.ofDoubt(Doubt::quietEndsAt)));

    private ShipmentRows() {}

    static String columns() {
        return Stream.concat(FIXED.stream(), HOT.stream().map(Column::name))
                .map(column -> "s." + column)
                .collect(Collectors.joining(", "));
    }

    static String insert(Dialect dialect, String table) {
        List<String> columns = Stream.of(
                        FIXED, HOT.stream().map(Column::name).toList(), List.of("erasable_since", "doubt_forgiven"))
                .flatMap(List::stream)
                .toList();
        return dialect.insertRows(table, columns);
    }

    /** The columns in which they differ: of the first, its lowest bit. */
    static long changed(ShipmentRecord before, ShipmentRecord after) {
        long changed = 0;
        for (int i = 0; i < HOT.size(); i++) {
            changed |= HOT.get(i).differs(before, after) ? 1L << i : 0;
        }
        return changed;
    }

    static String update(Dialect dialect, String table, long changed) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < HOT.size(); i++) {
            if (isIn(changed, i)) {
                columns.add(HOT.get(i).name());
            }
        }
        columns.add("erasable_since");
        return dialect.updateShipment(table, columns);
    }

    private static boolean isIn(long changed, int column) {
        return (changed >> column & 1) == 1;
    }

    static void bindInsert(Params params, ShipmentRecord shipment, Instant now) throws SQLException {
        params.text(shipment.id().value())
                .text(shipment.order().shop())
                .text(shipment.order().number())
                .number(shipment.part())
                .text(shipment.carrier())
                .number(shipment.priority())
                .time(shipment.notBefore())
                .time(shipment.placedAt());
        ShipmentId reshipOf = shipment.reshipOf();
        params.text(reshipOf == null ? null : reshipOf.value());
        for (Column column : HOT) {
            column.bind(params, shipment);
        }
        params.time(shipment.state().isFinal() ? now : null).flag(false);
    }

    /** As {@link #update} has it for these columns. */
    static void bindUpdate(Params params, ShipmentRecord after, long changed, boolean sameDoubt, Instant now)
            throws SQLException {
        for (int i = 0; i < HOT.size(); i++) {
            if (isIn(changed, i)) {
                HOT.get(i).bind(params, after);
            }
        }
        params.time(after.state().isFinal() ? now : null)
                .flag(sameDoubt)
                .text(after.id().value())
                .number(after.version() - 1);
    }

    static ShipmentRecord read(Row row) throws SQLException {
        ShipmentId id = new ShipmentId(row.text());
        OrderKey order = new OrderKey(row.text(), row.text());
        int part = row.number();
        String carrier = row.text();
        int priority = row.number();
        Instant notBefore = row.time();
        Instant placedAt = row.timeOrNull();
        String reshipOf = row.textOrNull();
        long version = row.longNumber();
        ShipmentState state = ShipmentState.valueOf(row.text());
        // From here on, the columns come in the order of the record's own parts.
        return new ShipmentRecord(
                id,
                order,
                part,
                carrier,
                version,
                state,
                row.number(),
                row.text(),
                row.text(),
                row.text(),
                priority,
                notBefore,
                row.time(),
                placedAt,
                row.number(),
                row.number(),
                row.flag(),
                row.flag(),
                row.textOrNull(),
                readClaim(row),
                row.timeOrNull(),
                row.textOrNull(),
                readDoubt(row),
                reshipOf == null ? null : new ShipmentId(reshipOf));
    }

    private static @Nullable Claim readClaim(Row row) throws SQLException {
        String id = row.textOrNull();
        if (id == null) {
            row.skip(9);
            return null;
        }
        return new Claim(
                new ExchangeId(id),
                row.number(),
                new EngineId(row.text()),
                row.time(),
                row.time(),
                row.time(),
                new RecoveryTerms(row.number(), row.text(), row.text(), row.durationOrNull()));
    }

    private static @Nullable Doubt readDoubt(Row row) throws SQLException {
        String cause = row.textOrNull();
        if (cause == null) {
            row.skip(2);
            return null;
        }
        return new Doubt(Doubt.Cause.valueOf(cause), row.time(), row.time());
    }

    /** The record as it will be read back: the tables know no time below a microsecond. */
    static ShipmentRecord truncated(ShipmentRecord shipment) {
        return isTruncated(shipment) ? shipment : copy(shipment);
    }

    /** As what was read is, and what happens at a store's own time. */
    private static boolean isTruncated(ShipmentRecord shipment) {
        Claim claim = shipment.claim();
        Doubt doubt = shipment.doubt();
        Duration window = claim == null ? null : claim.recovery().resendWindow();
        return Micros.isTruncated(shipment.notBefore())
                && Micros.isTruncated(shipment.dueAt())
                && Micros.isTruncated(shipment.placedAt())
                && Micros.isTruncated(shipment.firstClaimedAt())
                && (claim == null
                        || (Micros.isTruncated(claim.claimedAt())
                                && Micros.isTruncated(claim.expiresAt())
                                && Micros.isTruncated(claim.quietEndsAt())))
                && (window == null || Micros.toDuration(Micros.of(window)).equals(window))
                && (doubt == null || (Micros.isTruncated(doubt.since()) && Micros.isTruncated(doubt.quietEndsAt())));
    }

    private static ShipmentRecord copy(ShipmentRecord shipment) {
        Instant placedAt = shipment.placedAt();
        Instant firstClaimedAt = shipment.firstClaimedAt();
        Claim claim = shipment.claim();
        Doubt doubt = shipment.doubt();
        return new ShipmentRecord(
                shipment.id(),
                shipment.order(),
                shipment.part(),
                shipment.carrier(),
                shipment.version(),
                shipment.state(),
                shipment.revision(),
                shipment.reference(),
                shipment.key(),
                shipment.fingerprint(),
                shipment.priority(),
                Micros.truncated(shipment.notBefore()),
                Micros.truncated(shipment.dueAt()),
                placedAt == null ? null : Micros.truncated(placedAt),
                shipment.attempt(),
                shipment.attemptsForgiven(),
                shipment.exposed(),
                shipment.cancelRequested(),
                shipment.held(),
                claim == null ? null : truncated(claim),
                firstClaimedAt == null ? null : Micros.truncated(firstClaimedAt),
                shipment.trackingNumber(),
                doubt == null
                        ? null
                        : new Doubt(
                                doubt.cause(), Micros.truncated(doubt.since()), Micros.truncated(doubt.quietEndsAt())),
                shipment.reshipOf());
    }

    private static Claim truncated(Claim claim) {
        RecoveryTerms recovery = claim.recovery();
        Duration window = recovery.resendWindow();
        return new Claim(
                claim.id(),
                claim.attempt(),
                claim.owner(),
                Micros.truncated(claim.claimedAt()),
                Micros.truncated(claim.expiresAt()),
                Micros.truncated(claim.quietEndsAt()),
                new RecoveryTerms(
                        recovery.level(),
                        recovery.scope(),
                        recovery.format(),
                        window == null ? null : Micros.toDuration(Math.max(1, Micros.of(window)))));
    }
}
