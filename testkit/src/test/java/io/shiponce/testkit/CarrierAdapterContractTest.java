package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.TrackingNumber;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sound adapters of different kinds keep the contract; what it cannot see, it says. */
final class CarrierAdapterContractTest {
    /** With look-up, and declared answers of every kind. */
    @Nested
    class WithLookup extends PlainContract {
        @Override
        protected CarrierAdapter adapter(URI base) {
            return new PlainAdapter(base);
        }
    }

    /** The same, of a carrier that gives some of its numbers later. */
    @Nested
    class WithNumbersThatFollow extends PlainContract {
        @Override
        protected CarrierAdapter adapter(URI base) {
            return new PlainAdapter(base);
        }

        @Override
        protected Optional<ScriptedAnswer> acceptingWithoutNumber(String reference) {
            return Optional.of(ScriptedAnswer.of(202, "queued " + reference + "."));
        }

        @Override
        protected Optional<ScriptedAnswer> lookupAnswerWithoutNumber(String reference) {
            return Optional.of(ScriptedAnswer.of(200, "held " + reference + " - queued\nend"));
        }
    }

    /** Level 3 without a look-up, a login before the first send, and an acceptance that does not repeat the reference. */
    @Nested
    class WithALogin extends CarrierAdapterContract {
        private static final String PASSWORD = "tr1vial-but-secret";

        @Override
        protected CarrierAdapter adapter(URI base) {
            return new LogsIn(base, PASSWORD);
        }

        @Override
        protected ScriptedAnswer accepting(String reference, TrackingNumber number) {
            return ScriptedAnswer.of(200, "").with("Location", "/shipments/" + number);
        }

        @Override
        protected List<ScriptedAnswer> refusals() {
            return List.of();
        }

        @Override
        protected Optional<ScriptedAnswer> aside(ScriptedRequest request) {
            return request.target().equals("/login") ? Optional.of(ScriptedAnswer.of(200, "token")) : Optional.empty();
        }

        @Override
        protected List<String> secrets() {
            return List.of(PASSWORD);
        }

        @Override
        protected Consignment consignment(Address shipTo) {
            return new Consignment(
                    "AUG", "express", shipTo, super.consignment(shipTo).parcels());
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(400);
        }
    }

    @Test
    void everyRuleHasTests() {
        Set<String> rules = tests().map(
                        test -> test.getName().substring(0, test.getName().indexOf('_')))
                .collect(Collectors.toSet());
        assertEquals(IntStream.rangeClosed(1, 12).mapToObj(n -> "c" + n).collect(Collectors.toSet()), rules);
    }

    @Test
    void whatATestCannotSeeIsListedWithTheReasonAndCanBeReplaced() {
        List<Method> skipped =
                tests().filter(test -> test.isAnnotationPresent(Disabled.class)).toList();
        assertEquals(5, skipped.size());
        skipped.forEach(test -> {
            assertFalse(test.getAnnotation(Disabled.class).value().isBlank(), test.getName());
            assertTrue(Modifier.isProtected(test.getModifiers()), test.getName());
        });
    }

    private static Stream<Method> tests() {
        return Stream.<Class<?>>iterate(
                        CarrierAdapterContract.class, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class));
    }
}
