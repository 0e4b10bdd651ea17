package io.shiponce;

import io.shiponce.internal.Limits;
import io.shiponce.internal.Stages;
import io.shiponce.store.ShipmentRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that decides which shipments an order becomes: where its goods leave from ({@link Router}), what leaves together
 * ({@link Splitter}), who carries it ({@link CarrierChoice}) and how much of it at once ({@link Capacity}), in which
 * boxes ({@link Packer}); in this order.
 *
 * <p>Immutable and safe for any thread, as far as its parts are. What it decides is decided once per order, at accept, and
 * stored: another planning after a restart changes nothing that was accepted (R12).
 */
public final class Planning {
    private final Router router;
    private final Splitter splitter;
    private final CarrierChoice carriers;
    private final Map<Service, Capacity> capacities;
    private final Packer packer;

    /** A carrier's service; an empty service stands for all of the carrier's, an empty carrier for all carriers. */
    private record Service(String carrier, String service) {}

    private Planning(Builder builder) {
        this.router = builder.router;
        this.splitter = builder.splitter;
        this.carriers = builder.carriers;
        this.capacities = Map.copyOf(builder.capacities);
        this.packer = builder.packer;
    }

    /** {@link Splitter#standard()}, and nothing else: the order says where from and by whom. */
    public static Builder builder() {
        return new Builder();
    }

    /** This splitter, and nothing else. */
    public static Planning of(Splitter splitter) {
        return builder().splitter(splitter).build();
    }

    /**
     * Which shipments an order becomes, and why. A pure function if the parts are: it stores nothing and needs no store.
     *
     * @throws IllegalArgumentException that names the order if it cannot be shipped: too many shipments, one too heavy to
     *     be sent, goods that are nowhere, a part that loses or doubles goods
     */
    public PlanPreview preview(Order order) {
        try {
            return new Stages(router, splitter, carriers, this::capacity, packer).plan(order);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("order " + order.key() + ": " + e.getMessage(), e);
        }
    }

    private Capacity capacity(String carrier, String service) {
        Capacity capacity = capacities.getOrDefault(new Service("", ""), Capacity.UNLIMITED);
        capacity = capacity.and(capacities.getOrDefault(new Service(carrier, ""), Capacity.UNLIMITED));
        return service.isEmpty()
                ? capacity
                : capacity.and(capacities.getOrDefault(new Service(carrier, service), Capacity.UNLIMITED));
    }

    /** Collects the parts. Not for use by several threads at once. */
    public static final class Builder {
        private Router router = Router.asOrdered();
        private Splitter splitter = Splitter.standard();
        private CarrierChoice carriers = group -> Optional.empty();
        private final Map<Service, Capacity> capacities = new HashMap<>();
        private Packer packer = Packer.unboxed();

        private Builder() {}

        /** Replaces {@link Router#asOrdered()}. */
        public Builder router(Router newRouter) {
            router = Objects.requireNonNull(newRouter);
            return this;
        }

        /** Replaces {@link Splitter#standard()}. */
        public Builder splitter(Splitter newSplitter) {
            splitter = Objects.requireNonNull(newSplitter);
            return this;
        }

        /** Replaces the carrier that the order names, and its shipping class as the service. */
        public Builder carriers(CarrierChoice newCarriers) {
            carriers = Objects.requireNonNull(newCarriers);
            return this;
        }

        /** How much a shipment may hold, whoever carries it. What is within a service's, its carrier's and this goes together. */
        public Builder capacity(Capacity capacity) {
            return put("", "", capacity);
        }

        /** How much a shipment of this carrier may hold. */
        public Builder capacity(String carrier, Capacity capacity) {
            Limits.check("carrier", Limits.name(carrier, ShipmentRecord.MAX_CARRIER));
            return put(carrier, "", capacity);
        }

        /** How much a shipment by this service of this carrier may hold. */
        public Builder capacity(String carrier, String service, Capacity capacity) {
            CarrierRules.check(carrier, service);
            Limits.check("service", Limits.nonBlank(service, service.length()));
            return put(carrier, service, capacity);
        }

        private Builder put(String carrier, String service, Capacity capacity) {
            Service key = new Service(carrier, service);
            capacities.put(key, capacities.getOrDefault(key, Capacity.UNLIMITED).and(capacity));
            return this;
        }

        /** Replaces {@link Packer#unboxed()}. */
        public Builder packer(Packer newPacker) {
            packer = Objects.requireNonNull(newPacker);
            return this;
        }

        /** The planning. */
        public Planning build() {
            return new Planning(this);
        }
    }
}
