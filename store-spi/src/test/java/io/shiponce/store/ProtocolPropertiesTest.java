package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of every sequence of claims, sends, evidence, crashes and people, in whatever order they come. */
final class ProtocolPropertiesTest {
    @Property(tries = 3_000)
    void r5_r6_whateverHappensInWhateverOrder(
            @ForAll @IntRange(max = 3) int level, @ForAll("steps") List<Integer> steps) {
        ProtocolModel model = new ProtocolModel(level);
        for (int step : steps) {
            model.step(step);
        }
    }

    /** Evenly spread: small numbers would mean the same few steps. */
    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers()
                .between(0, 1_000_000)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    @Property(tries = 500)
    void r5_theOrderOfEvidenceDoesNotMatterOnceTheCarrierAccepted(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 4) Integer> outcomes,
            @ForAll @IntRange(max = 5) int place,
            @ForAll ShipmentState state,
            @ForAll boolean exposed) {
        ShipmentRecord shipment = Sample.of(state).exposed(exposed).build();
        for (int index = 0; index < outcomes.size(); index++) {
            boolean accepted = index == Math.min(place, outcomes.size() - 1);
            Outcome outcome = accepted ? Sample.accepted("TRACK-1") : no(outcomes.get(index));
            ExchangeId claim = index % 2 == 0 ? Sample.LATEST : Sample.OLDER;
            shipment = ShipmentLaw.settle(
                            shipment, Sample.settlement(claim, outcome), Sample.INCARNATION, () -> false, Sample.NOW)
                    .orElseThrow()
                    .after();
        }
        assertEquals(ShipmentState.CONFIRMED, shipment.state());
    }

    @Property(tries = 500)
    void r5_theOrderOfEvidenceDoesNotMatterOnceTheCarrierSaidThatTheNumberFollows(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 4) Integer> outcomes,
            @ForAll @IntRange(max = 5) int place,
            @ForAll ShipmentState state,
            @ForAll boolean exposed,
            @ForAll boolean cancelRequested) {
        ShipmentRecord shipment = Sample.of(state)
                .exposed(exposed)
                .cancelRequested(cancelRequested)
                .build();
        for (int index = 0; index < outcomes.size(); index++) {
            boolean follows = index == Math.min(place, outcomes.size() - 1);
            Outcome outcome = follows ? Sample.numberFollows() : no(outcomes.get(index));
            ExchangeId claim = index % 2 == 0 ? Sample.LATEST : Sample.OLDER;
            shipment = ShipmentLaw.settle(
                            shipment, Sample.settlement(claim, outcome), Sample.INCARNATION, () -> false, Sample.NOW)
                    .orElseThrow()
                    .after();
            shipment = ShipmentLaw.expire(shipment, Sample.OTHER_ENGINE, Sample.NOW)
                    .map(Verdict::after)
                    .orElse(shipment);
        }
        assertTrue(
                shipment.awaitsNumber() || shipment.state() == ShipmentState.CONFIRMED,
                "it has it, and can only end confirmed: " + shipment);
    }

    private static Outcome no(int number) {
        return switch (number) {
            case 0 -> Sample.rejected();
            case 1 -> Sample.notSent();
            case 2 -> Sample.numberFollows();
            default -> Sample.unknown();
        };
    }
}
