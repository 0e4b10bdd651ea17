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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a {@link ShipmentRecord} lies in its table: the one place that knows the order of the columns. */
final class ShipmentRows {
    /** Written once. */
    private static final List<String> FIXED = List.of(
            "id", "shop", "order_number", "part", "carrier", "priority", "not_before", "placed_at", "reship_of");

    /** Written by every verdict. */
    private static final List<String> HOT = List.of(
            "version",
            "state",
            "revision",
            "reference",
            "reference_key",
            "fingerprint",
            "due_at",
            "attempt",
            "attempts_forgiven",
            "exposed",
            "cancel_requested",
            "held",
            "claim_id",
            "claim_attempt",
            "claim_owner",
            "claimed_at",
            "claim_expires_at",
            "claim_quiet_ends_at",
            "claim_level",
            "claim_scope",
            "claim_format",
            "claim_resend_window",
            "first_claimed_at",
            "tracking_number",
            "doubt_cause",
            "doubt_since",
            "doubt_quiet_ends_at");

    private ShipmentRows() {}

    static String columns() {
        return Stream.concat(FIXED.stream(), HOT.stream())
                .map(column -> "s." + column)
                .collect(Collectors.joining(", "));
    }

    static String insert(Dialect dialect, String table) {
        List<String> columns = Stream.of(FIXED, HOT, List.of("erasable_since", "doubt_forgiven"))
                .flatMap(List::stream)
                .toList();
        return dialect.insertRows(table, columns);
    }

    static String update(Dialect dialect, String table) {
        return dialect.updateShipment(table, Sql.both(HOT, List.of("erasable_since")));
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
        bindHot(params, shipment);
        params.time(shipment.state().isFinal() ? now : null).flag(false);
    }

    static void bindUpdate(Params params, ShipmentRecord after, boolean sameDoubt, Instant now) throws SQLException {
        bindHot(params, after);
        params.time(after.state().isFinal() ? now : null)
                .flag(sameDoubt)
                .text(after.id().value())
                .number(after.version() - 1);
    }

    private static void bindHot(Params params, ShipmentRecord shipment) throws SQLException {
        params.number(shipment.version())
                .name(shipment.state())
                .number(shipment.revision())
                .text(shipment.reference())
                .text(shipment.key())
                .text(shipment.fingerprint())
                .time(shipment.dueAt())
                .number(shipment.attempt())
                .number(shipment.attemptsForgiven())
                .flag(shipment.exposed())
                .flag(shipment.cancelRequested())
                .text(shipment.held());
        bindClaim(params, shipment.claim());
        params.time(shipment.firstClaimedAt()).text(shipment.trackingNumber());
        Doubt doubt = shipment.doubt();
        params.name(doubt == null ? null : doubt.cause())
                .time(doubt == null ? null : doubt.since())
                .time(doubt == null ? null : doubt.quietEndsAt());
    }

    private static void bindClaim(Params params, @Nullable Claim claim) throws SQLException {
        if (claim == null) {
            params.text(null).number((Integer) null).text(null);
            params.time((Instant) null).time((Instant) null).time((Instant) null);
            params.number((Integer) null).text(null).text(null).time((Duration) null);
            return;
        }
        RecoveryTerms recovery = claim.recovery();
        params.text(claim.id().value())
                .number(claim.attempt())
                .text(claim.owner().value())
                .time(claim.claimedAt())
                .time(claim.expiresAt())
                .time(claim.quietEndsAt())
                .number(recovery.level())
                .text(recovery.scope())
                .text(recovery.format())
                .time(recovery.resendWindow());
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
