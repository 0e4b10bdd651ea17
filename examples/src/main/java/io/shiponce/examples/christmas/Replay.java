package io.shiponce.examples.christmas;

import io.shiponce.CanonicalOrders;
import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.examples.Intake;
import io.shiponce.examples.RefusedException;
import io.shiponce.examples.Totals;
import io.shiponce.examples.Words;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The incident, replayed: a shop's orders before Christmas, a carrier that ships whatever it is told, and a dispatcher that is
 * killed in the middle of its work, again and again.
 *
 * <p>For one thread. Ends all processes that it started, whatever happens; what they wrote stays in the settings' directory.
 */
public final class Replay {
    private static final int OPERATOR_ROUNDS = 5;

    private final ReplaySettings settings;
    private final ShipmentStore store;
    private final Story story;
    private final String shop;

    /** Nothing happens yet. The store must hold nothing that is still to be sent. */
    public Replay(ReplaySettings settings, ShipmentStore store, Story story) {
        this.settings = settings;
        this.store = store;
        this.story = story;
        // Its own shop each time: an earlier replay in the same store is not mixed up with this one.
        this.shop = "christmas-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Plays it through and judges it.
     *
     * @throws RefusedException if the store holds shipments that would be sent to the simulated carrier
     * @throws ReplayException if a process could not be started or failed; the message names its log
     */
    public Verdict run() throws InterruptedException {
        refuseOpenShipments();
        Intake intake = acceptOrders();
        try (Children children =
                new Children(settings.program(), settings.directory(), Map.of("SHIPONCE_STORE", settings.store()))) {
            String carrierUrl = startCarrier(children);
            Dispatchers dispatchers = new Dispatchers(settings, children, carrierUrl, intake.shipments());
            new Killer(settings, store, story, dispatchers, shop).dispatch(intake.shipments());
            settleDoubts(dispatchers);
            return Verdict.of(store, shop, settings.ledger(), intake, dispatchers.kills(), story);
        }
    }

    private void refuseOpenShipments() {
        Totals totals = Totals.of(store.counts(ShipmentFilter.ALL));
        long open = totals.pending() + totals.claimed() + totals.inDoubt();
        if (open > 0) {
            throw new RefusedException(
                    "the store holds " + Words.count(open, "shipment") + " still to be sent or in doubt: a"
                            + " replay would send them to a simulated carrier. Give a store without such, or none");
        }
    }

    private Intake acceptOrders() {
        List<Order> orders = new ReplayOrders(shop, settings.seed()).make(settings.orders());
        Path file = settings.directory().resolve("orders.jsonl");
        try {
            Files.write(file, orders.stream().map(CanonicalOrders::toJson).toList(), StandardCharsets.UTF_8);
            try (DispatchEngine engine = DispatchEngine.builder(store).build();
                    InputStream in = Files.newInputStream(file)) {
                Intake intake = new Intake(engine, story::aside);
                CanonicalOrders.read(in, file.toString(), intake);
                intake.flush();
                story.tell("A shop hands over " + Words.count(intake.accepted(), "order") + ", split into "
                        + Words.count(intake.shipments(), "shipment") + ".");
                return intake;
            }
        } catch (IOException e) {
            throw new ReplayException("cannot write or read " + file + ": " + e.getMessage(), e);
        }
    }

    private String startCarrier(Children children) throws InterruptedException {
        String url = children.startCarrier(List.of(
                "carrier",
                "--ledger",
                settings.ledger().toString(),
                "--latency",
                settings.latency().toString(),
                "--level",
                "1",
                "--seed",
                String.valueOf(settings.seed())));
        story.tell("A carrier that ships whatever it is told listens at " + url + ", " + Words.of(settings.latency())
                + " per shipment.");
        return url;
    }

    /** What look-ups did not settle is a person's; then the rest is sent. Nobody kills any more. */
    private void settleDoubts(Dispatchers dispatchers) throws InterruptedException {
        ScriptedOperator operator = new ScriptedOperator(store, story, dispatchers);
        ShipmentFilter mine = ShipmentFilter.ALL.withShop(shop);
        for (int round = 0; round < OPERATOR_ROUNDS; round++) {
            boolean acted = operator.settle(mine);
            Totals totals = Totals.of(store.counts(mine));
            if (!acted && totals.pending() == 0 && totals.inDoubt() == 0) {
                return;
            }
            story.tell("The dispatcher is started once more, for what is left.");
            dispatchers.runToEnd();
        }
    }
}
