package io.shiponce.store.jdbc;

import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What tests hand to a store. */
final class Orders {
    static final String CARRIER = "reference";
    static final EngineId ENGINE = new EngineId("host/1/test");
    static final Instant PLACED = Instant.parse("2026-12-20T10:00:00Z");
    static final ClaimTerms TERMS = new ClaimTerms(
            Duration.ofSeconds(30), Duration.ofSeconds(40), RecoveryTerms.of(RecoveryTerms.LOOKUP, "account", "v1"));

    private Orders() {}

    static OrderPlan plan(String number) {
        return plan(number, shipment(number, 1));
    }

    static OrderPlan plan(String number, NewShipment... shipments) {
        return new OrderPlan(new OrderKey("shop", number), "v1:" + number, PLACED, List.of(shipments));
    }

    static List<OrderPlan> plans(int count) {
        return IntStream.range(0, count).mapToObj(i -> plan("n" + i)).toList();
    }

    static NewShipment shipment(String number, int part) {
        return shipment(number, part, CARRIER, 0, Instant.EPOCH);
    }

    static NewShipment shipment(String number, int part, String carrier, int priority, Instant notBefore) {
        return new NewShipment(
                id(number, part),
                part,
                carrier,
                "REF-" + number + "-" + part,
                "key-" + number + "-" + part,
                "v1:fp",
                priority,
                notBefore,
                payload("goods of " + number + "/" + part),
                null);
    }

    static ShipmentId id(String number) {
        return id(number, 1);
    }

    static ShipmentId id(String number, int part) {
        return new ShipmentId("s-" + number + "-" + part);
    }

    static Payload payload(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static ExchangeId exchangeId() {
        return new ExchangeId(UUID.randomUUID().toString());
    }

    static ClaimRequest claim(int limit) {
        return claim(CARRIER, limit);
    }

    static ClaimRequest claim(String carrier, int limit) {
        return new ClaimRequest(carrier, ShipmentFilter.ALL, limit, 1_000_000, TERMS);
    }

    static ExchangeRequest exchange(List<Settlement> settlements, ClaimRequest... claims) {
        return new ExchangeRequest(exchangeId(), ENGINE, 1, settlements, List.of(claims), 0);
    }

    static ExchangeRequest exchange(ClaimRequest... claims) {
        return exchange(List.of(), claims);
    }

    static Settlement settlement(ShipmentRecord claimed, Outcome outcome) {
        return settlement(claimed, outcome, 1);
    }

    static Settlement settlement(ShipmentRecord claimed, Outcome outcome, long incarnation) {
        return new Settlement(
                claimed.id(),
                claimed.claim().id(),
                claimed.revision(),
                claimed.attempt(),
                ENGINE,
                incarnation,
                outcome);
    }

    static Outcome accepted(String trackingNumber) {
        return new Outcome.Accepted(trackingNumber, payload("label of " + trackingNumber));
    }

    static Outcome unknown() {
        return new Outcome.Unknown("no answer", Doubt.Cause.UNKNOWN_ANSWER);
    }

    static Outcome notSent() {
        return new Outcome.NotSent("refused", Duration.ZERO, false);
    }

    static <T> List<T> filled(int count, T value) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(value);
        }
        return list;
    }
}
