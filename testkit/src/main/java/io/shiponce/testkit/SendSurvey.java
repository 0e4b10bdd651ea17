package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.SendSituation.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Makes one send in each situation, on a fresh and on a used connection, each with an adapter and an endpoint of its own. */
final class SendSurvey {
    /** How much later than its timeout a send may return: threads wait for processors. */
    static final Duration MARGIN = Duration.ofSeconds(3);

    private static final String FIRST = "SO-FIRST-0001";
    private static final String REFERENCE = "SO-SECOND-002";
    private static final TrackingNumber NUMBER = ContractGoods.number(2);
    private static final Duration BOUND = Duration.ofSeconds(60);
    /** More than there are situations that only end with the permit's timeout. */
    private static final int THREADS = 16;

    private final CarrierAdapterContract author;

    private SendSurvey(CarrierAdapterContract author) {
        this.author = author;
    }

    /** All observations, in a fixed order. */
    static List<SendObservation> of(CarrierAdapterContract author) throws Exception {
        return new SendSurvey(author).observeAll();
    }

    private List<SendObservation> observeAll() throws Exception {
        List<SendSituation> situations = new ArrayList<>(SendSituations.of(author));
        situations.add(new SendSituation(
                "nobody listens",
                Way.REFUSED_CONNECTION,
                EnumSet.of(SendKind.NOT_SENT),
                false,
                (request, reference, number) -> ScriptedReaction.close()));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<SendObservation> seen = new ArrayList<>();
            seen.add(observe(situations.get(0), false));
            List<Future<SendObservation>> running = new ArrayList<>();
            running.add(pool.submit(() -> observe(situations.get(0), true)));
            for (SendSituation situation : situations.subList(1, situations.size())) {
                for (boolean reused : new boolean[] {false, true}) {
                    if (situation.happensOn(reused)) {
                        running.add(pool.submit(() -> observe(situation, reused)));
                    }
                }
            }
            for (Future<SendObservation> observation : running) {
                seen.add(observation.get(BOUND.toSeconds(), TimeUnit.SECONDS));
            }
            return List.copyOf(seen);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw e;
        } finally {
            pool.shutdownNow();
        }
    }

    private SendObservation observe(SendSituation situation, boolean reused) throws Exception {
        if (situation.way() == Way.REFUSED_CONNECTION) {
            return observeRefused(situation);
        }
        SituationScript script = new SituationScript(author, situation, REFERENCE, NUMBER);
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start(script);
                CarrierAdapter adapter = author.create(endpoint.url())) {
            int before = 0;
            if (reused) {
                script.accept(FIRST, ContractGoods.number(1));
                SendOutcome first = adapter.send(goods(), TestPermit.of(FIRST));
                script.begin();
                assertInstanceOf(
                        SendOutcome.Accepted.class,
                        first,
                        "the answer of accepting() must end accepted, but: " + first);
                before = posts(endpoint);
            }
            Duration timeout = situation.silent() ? author.patience() : TestPermit.LONG;
            BoundedCall<SendOutcome> call = new BoundedCall<>(() -> {
                return adapter.send(goods(), TestPermit.of(REFERENCE).withTimeout(timeout));
            });
            if (situation.way() == Way.INTERRUPTED) {
                int awaited = before + 1;
                endpoint.await(requests -> creates(requests) >= awaited, timeout.plus(MARGIN));
                call.interrupt();
            }
            BoundedCall.End<SendOutcome> end = call.await(timeout.plus(MARGIN));
            boolean inTime = end.ended();
            if (!inTime) {
                endpoint.close(); // Ends what it waits for.
                end = call.await(MARGIN);
            }
            return new SendObservation(situation, reused, NUMBER, posts(endpoint) - before, inTime, end);
        }
    }

    private SendObservation observeRefused(SendSituation situation) throws Exception {
        try (RefusedPort port = new RefusedPort();
                CarrierAdapter adapter = author.create(port.url())) {
            BoundedCall<SendOutcome> call = new BoundedCall<>(() -> adapter.send(goods(), TestPermit.of(REFERENCE)));
            BoundedCall.End<SendOutcome> end = call.await(TestPermit.LONG.plus(MARGIN));
            return new SendObservation(situation, false, NUMBER, 0, end.ended(), end);
        }
    }

    private Consignment goods() {
        return author.consignment(ContractGoods.address());
    }

    private int posts(ScriptedEndpoint endpoint) {
        return creates(endpoint.requests());
    }

    private int creates(List<ScriptedRequest> requests) {
        return (int) requests.stream()
                .filter(request -> AdapterRules.isCreate(author, request))
                .count();
    }
}
