package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.DryRun.Line;
import io.shiponce.DryRun.Verdict;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierValidation;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.ValidationOutcome;
import io.shiponce.store.Event;
import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A dry run says what a run would do, and does nothing. */
class DryRunTest {
    private static final Set<String> READING = Set.of("control", "page", "find");

    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);
    private final Set<String> called = new TreeSet<>();
    private final AtomicInteger sends = new AtomicInteger();

    /** The store, as long as it is only read. */
    private final ShipmentStore readOnly = (ShipmentStore) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, args) -> {
                called.add(method.getName());
                assertTrue(
                        READING.contains(method.getName())
                                && (args == null
                                        || args.length != 1
                                        || !method.getName().equals("control")),
                        method::toString);
                try {
                    return method.invoke(store, args);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });

    private class Sending implements CarrierAdapter {
        @Override
        public Recovery recovery() {
            return Recovery.of(Recovery.Level.NONE, "scripted", "1");
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            sends.incrementAndGet();
            return new SendOutcome.Unknown("it must not be called");
        }
    }

    private final class Validating extends Sending implements CarrierValidation {
        private final Function<String, ValidationOutcome> answer;

        Validating(Function<String, ValidationOutcome> answer) {
            this.answer = answer;
        }

        @Override
        public ValidationOutcome validate(Consignment consignment, String reference) {
            return answer.apply(reference);
        }
    }

    private void accept(int from, int to) {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.acceptAll(IntStream.rangeClosed(from, to)
                    .mapToObj(number -> TestOrders.numbered(number, OrderLine.of("MUG-1", 1)))
                    .toList());
        }
    }

    private List<Line> dryRun(CarrierAdapter adapter, CarrierLimits limits, Selection selection) {
        List<Line> lines = new ArrayList<>();
        List<Event> before = store.events(Event.START, 10_000);
        List<ShipmentRecord> rows = store.page(ShipmentFilter.ALL, null, 10_000);
        DryRun.on(readOnly).carrier("reference", adapter, limits).run(selection, lines::add);
        assertEquals(before, store.events(Event.START, 10_000), "nothing is written");
        assertEquals(rows, store.page(ShipmentFilter.ALL, null, 10_000));
        assertEquals(0, sends.get(), "nothing is sent");
        return lines;
    }

    private List<Verdict> verdicts(CarrierAdapter adapter, CarrierLimits limits, Selection selection) {
        return dryRun(adapter, limits, selection).stream().map(Line::verdict).toList();
    }

    private Shipment shipmentOf(int number) {
        return Shipment.of(
                store.page(ShipmentFilter.ofOrder(new OrderKey("augsburg", Integer.toString(number))), null, 1)
                        .get(0));
    }

    @Test
    void everythingThatIsReadyWouldBeSentAndToWhomIsSaid() {
        accept(1, 1_200);

        List<Line> lines = dryRun(new Sending(), CarrierLimits.DEFAULT, Selection.all());

        assertEquals(1_200, lines.size());
        for (Line line : lines) {
            assertEquals(Verdict.WOULD_BE_SENT, line.verdict());
            Consignment consignment = line.consignment();
            assertNotNull(consignment);
            assertEquals("DE", consignment.shipTo().country());
        }
        assertEquals(Set.of("control", "find", "page"), called);
    }

    @Test
    void theCarriersOwnDryRunIsAsked() {
        accept(1, 4);
        List<ValidationOutcome> answers = new ArrayList<>(List.of(
                new ValidationOutcome.Valid(),
                new ValidationOutcome.Invalid("the postal code is not of this country"),
                new ValidationOutcome.Failed("no answer")));
        Validating carrier = new Validating(reference -> {
            if (answers.isEmpty()) {
                throw new IllegalStateException("Ada Ahorn has no street");
            }
            return answers.remove(0);
        });

        List<Line> lines = dryRun(carrier, CarrierLimits.DEFAULT, Selection.all());

        assertEquals(
                List.of(
                        "WOULD_BE_SENT its carrier would take it",
                        "WOULD_BE_REFUSED the postal code is not of this country",
                        "WOULD_BE_SENT its carrier could not be asked: no answer",
                        "WOULD_BE_SENT its carrier could not be asked: the adapter threw IllegalStateException"),
                lines.stream().map(line -> line.verdict() + " " + line.detail()).toList());
    }

    @Test
    void whatKeepsAShipmentIsSaid() {
        accept(1, 2);
        Operator operator = Operator.of(store, EngineSettings.defaults());
        operator.hold(shipmentOf(1), "a person", "wait for the buyer");
        assertEquals(
                EnumSet.of(Verdict.HELD, Verdict.WOULD_BE_SENT),
                EnumSet.copyOf(verdicts(new Sending(), CarrierLimits.DEFAULT, Selection.all())));

        CarrierLimits quiet = CarrierLimits.DEFAULT.withQuietHours(QuietHours.parse("10:00-11:30", ZoneId.of("UTC")));
        Line kept = dryRun(
                        new Sending(), quiet, Selection.of(Set.of(shipmentOf(2).id())))
                .get(0);
        assertEquals(Verdict.QUIET_HOURS, kept.verdict());
        assertEquals("until " + MutableClock.START.plus(Duration.ofMinutes(90)), kept.detail());

        operator.pause("reference", "a person", "stocktaking");
        Line paused = dryRun(
                        new Sending(), quiet, Selection.of(Set.of(shipmentOf(2).id())))
                .get(0);
        assertEquals(Verdict.PAUSED, paused.verdict());
        assertEquals("stocktaking", paused.detail());

        List<Line> nobody = new ArrayList<>();
        DryRun.on(readOnly).run(Selection.all(), nobody::add);
        assertEquals(
                List.of(Verdict.NO_ADAPTER, Verdict.NO_ADAPTER),
                nobody.stream().map(Line::verdict).toList());
    }

    @Test
    void withALimitTheFirstOfTheClaimsAreChosen() {
        List<Integer> sent = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            accept(number, number);
            clock.advance(Duration.ofSeconds(1));
        }

        List<Line> lines =
                dryRun(new Sending(), CarrierLimits.DEFAULT, Selection.all().atMost(2));
        for (Line line : lines) {
            if (line.verdict() == Verdict.WOULD_BE_SENT) {
                sent.add(Integer.valueOf(line.shipment().order().number()));
            }
        }

        assertEquals(List.of(1, 2), sent, "first due, first sent");
        assertEquals(
                3,
                lines.stream()
                        .filter(line -> line.verdict() == Verdict.OVER_LIMIT)
                        .count());
    }
}
