package io.shiponce.store.jdbc;

import io.shiponce.store.Claim;
import io.shiponce.store.Doubt;
import io.shiponce.store.ShipmentRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column that verdicts change: its name, and what of a shipment it holds. Immutable and safe for any thread. */
final class Column {
    private final String name;
    private final Function<ShipmentRecord, @Nullable Object> value;
    private final Session.ItemBinding<ShipmentRecord> binding;

    private Column(
            String name,
            Function<ShipmentRecord, @Nullable Object> value,
            Session.ItemBinding<ShipmentRecord> binding) {
        this.name = name;
        this.value = value;
        this.binding = binding;
    }

    static Column text(String name, Function<ShipmentRecord, @Nullable String> value) {
        return new Column(name, value::apply, (params, shipment) -> params.text(value.apply(shipment)));
    }

    static Column name(String name, Function<ShipmentRecord, @Nullable Enum<?>> value) {
        return new Column(name, value::apply, (params, shipment) -> params.name(value.apply(shipment)));
    }

    static Column number(String name, Function<ShipmentRecord, @Nullable Integer> value) {
        return new Column(name, value::apply, (params, shipment) -> params.number(value.apply(shipment)));
    }

    static Column longNumber(String name, Function<ShipmentRecord, @Nullable Long> value) {
        return new Column(name, value::apply, (params, shipment) -> params.number(value.apply(shipment)));
    }

    static Column flag(String name, Function<ShipmentRecord, Boolean> value) {
        return new Column(name, value::apply, (params, shipment) -> params.flag(value.apply(shipment)));
    }

    static Column time(String name, Function<ShipmentRecord, @Nullable Instant> value) {
        return new Column(name, value::apply, (params, shipment) -> params.time(value.apply(shipment)));
    }

    static Column duration(String name, Function<ShipmentRecord, @Nullable Duration> value) {
        return new Column(name, value::apply, (params, shipment) -> params.time(value.apply(shipment)));
    }

    /** A part of the claim; null without one. */
    static <T> Function<ShipmentRecord, @Nullable T> ofClaim(Function<Claim, @Nullable T> part) {
        return shipment -> {
            Claim claim = shipment.claim();
            return claim == null ? null : part.apply(claim);
        };
    }

    /** A part of the doubt; null without one. */
    static <T> Function<ShipmentRecord, @Nullable T> ofDoubt(Function<Doubt, @Nullable T> part) {
        return shipment -> {
            Doubt doubt = shipment.doubt();
            return doubt == null ? null : part.apply(doubt);
        };
    }

    String name() {
        return name;
    }

    boolean differs(ShipmentRecord one, ShipmentRecord other) {
        return !Objects.equals(value.apply(one), value.apply(other));
    }

    void bind(Params params, ShipmentRecord shipment) throws SQLException {
        binding.bind(params, shipment);
    }
}
