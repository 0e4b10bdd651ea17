package io.shiponce.examples.christmas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dispatchers of a replay, one after the other, and how each came to its end. For one thread. */
final class Dispatchers {
    private static final int DONE = 0;
    private static final int NEEDS_A_PERSON = 1;

    private final ReplaySettings settings;
    private final Children children;
    private final String carrierUrl;
    private final int slots;
    private final Duration bound;
    private final Map<Long, String> ended = new HashMap<>();
    private final List<Kill> kills = new ArrayList<>();
    private int started;

    Dispatchers(ReplaySettings settings, Children children, String carrierUrl, long shipments) {
        this.settings = settings;
        this.children = children;
        this.carrierUrl = carrierUrl;
        this.slots = settings.slots((int) shipments);
        // Ten times what the carrier needs, and what a slow machine needs for quiet times.
        this.bound = settings.latency().multipliedBy(10 * shipments / slots).plus(Duration.ofMinutes(2));
    }

    int slots() {
        return slots;
    }

    Child start() {
        started++;
        return children.start(
                "dispatch-" + started,
                List.of(
                        "dispatch",
                        "--carrier-url",
                        carrierUrl,
                        "--installation",
                        settings.installation(),
                        "--level",
                        "1",
                        "--slots",
                        String.valueOf(slots),
                        "--timeout",
                        ReplaySettings.TIMEOUT.toString(),
                        "--claim-ttl",
                        ReplaySettings.CLAIM_TTL.toString(),
                        "--json"));
    }

    /** Starts one and lets it work until it ends by itself. */
    void runToEnd() throws InterruptedException {
        ended(start());
    }

    /** Waits for the end of one that nobody kills. */
    void ended(Child dispatcher) throws InterruptedException {
        int exit = dispatcher.await(bound);
        if (exit != DONE && exit != NEEDS_A_PERSON) {
            throw new ReplayException(
                    dispatcher.name() + " failed with exit code " + exit + ": see " + dispatcher.log());
        }
        ended.put(dispatcher.pid(), "ended by itself");
    }

    void killed(Child dispatcher, Kill kill) {
        kills.add(kill);
        ended.put(dispatcher.pid(), "was killed (kill " + kill.number() + ")");
    }

    List<Kill> kills() {
        return List.copyOf(kills);
    }

    /** How the process came to its end; empty if it was none of ours, or nobody knows that it is gone. */
    Optional<String> endOf(long pid) {
        return Optional.ofNullable(ended.get(pid));
    }
}
