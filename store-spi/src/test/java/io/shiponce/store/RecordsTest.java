package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The checks at birth, and the sets of variants that code elsewhere relies on. */
final class RecordsTest {
    @Test
    void theVariantsOfEachSealedTypeAreThese() {
        // A new variant passes a check of binary compatibility, and breaks every reader. So it is listed here.
        assertVariants(Outcome.class, "Accepted", "Rejected", "NotSent", "Unknown");
        assertVariants(
                Action.class,
                "Found",
                "LookedUp",
                "SendAgain",
                "DeclareSent",
                "DeclareNotSent",
                "DeclareRefused",
                "Cancel",
                "Hold",
                "Retry",
                "Amend",
                "Reship",
                "AfterRestore",
                "CarrierCancelled");
        assertVariants(AcceptResult.class, "Stored", "AlreadyStored", "Conflict");
        assertVariants(TransitionResult.class, "Done", "Stale", "Refused", "Missing");
        assertVariants(Ruling.class, "Allowed", "Refused");
        assertVariants(
                Control.Change.class,
                "PauseCarrier",
                "ResumeCarrier",
                "Restored",
                "LiftQuarantine",
                "NothingLost",
                "Alive");
    }

    private static void assertVariants(Class<?> sealed, String... names) {
        assertEquals(
                Set.of(names),
                Stream.of(sealed.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void idsAreNeitherBlankNorTooLong() {
        assertText(64, ShipmentId::new);
        assertText(64, ExchangeId::new);
        assertText(200, EngineId::new);
        assertText(100, value -> new OrderKey(value, "1"));
        assertText(100, value -> new OrderKey("shop", value));
        assertEquals("shop/1", new OrderKey("shop", "1").toString());
        assertEquals("a", new ShipmentId("a").toString());
        assertTrue(new ShipmentId("a").compareTo(new ShipmentId("b")) < 0);
        assertTrue(new ExchangeId("b").compareTo(new ExchangeId("a")) > 0);
        assertTrue(new EngineId("b").compareTo(new EngineId("a")) > 0);
        assertEquals("e", new ExchangeId("e").toString());
    }

    private interface Maker {
        Object make(String value);
    }

    private static void assertText(int longest, Maker maker) {
        maker.make("x".repeat(longest));
        String secret = "s".repeat(longest + 1);
        IllegalArgumentException tooLong = assertThrows(IllegalArgumentException.class, () -> maker.make(secret));
        assertFalse(tooLong.getMessage().contains(secret), "a message names the field, not its value");
        assertThrows(IllegalArgumentException.class, () -> maker.make(" "));
    }

    @Test
    void aRecordContradictsItselfNowhere() {
        ShipmentRecord pending = Sample.of(ShipmentState.PENDING).neverClaimed().build();
        refused(() -> new Edited(pending).state(ShipmentState.CLAIMED).build());
        refused(() -> new Edited(pending).state(ShipmentState.IN_DOUBT).build());
        refused(() -> new Edited(pending).state(ShipmentState.CONFIRMED).build());
        refused(() -> new Edited(pending).trackingNumber("TRACK-1").build());
        refused(() -> new Edited(pending).attempt(1).build());
        assertEquals(pending, new Edited(pending).build());
        assertTrue(Sample.of(ShipmentState.CLAIMED).build().isLatestClaim(Sample.LATEST));
        assertFalse(Sample.of(ShipmentState.CLAIMED).build().isLatestClaim(Sample.OLDER));
        assertFalse(pending.isLatestClaim(Sample.LATEST));
    }

    /** A copy with some parts changed, whether that makes sense or not. */
    private static final class Edited {
        private final ShipmentRecord from;
        private ShipmentState state;
        private String trackingNumber;
        private int attempt;

        Edited(ShipmentRecord from) {
            this.from = from;
            state = from.state();
            trackingNumber = from.trackingNumber();
            attempt = from.attempt();
        }

        Edited state(ShipmentState newState) {
            state = newState;
            return this;
        }

        Edited trackingNumber(String number) {
            trackingNumber = number;
            return this;
        }

        Edited attempt(int newAttempt) {
            attempt = newAttempt;
            return this;
        }

        ShipmentRecord build() {
            return new ShipmentRecord(
                    from.id(),
                    from.order(),
                    from.part(),
                    from.carrier(),
                    from.version(),
                    state,
                    from.revision(),
                    from.reference(),
                    from.key(),
                    from.fingerprint(),
                    from.priority(),
                    from.notBefore(),
                    from.dueAt(),
                    from.placedAt(),
                    attempt,
                    from.attemptsForgiven(),
                    from.exposed(),
                    from.cancelRequested(),
                    from.held(),
                    from.claim(),
                    from.firstClaimedAt(),
                    trackingNumber,
                    from.doubt(),
                    from.reshipOf());
        }
    }

    @Test
    void aPayloadIsCopiedAndNeverShown() {
        byte[] bytes = "Ada Ahorn".getBytes(StandardCharsets.UTF_8);
        Payload payload = Payload.of(bytes);
        bytes[0] = 'X';
        payload.toByteArray()[1] = 'X';
        assertEquals(Payload.of("Ada Ahorn".getBytes(StandardCharsets.UTF_8)), payload);
        assertEquals(9, payload.size());
        assertEquals(9, payload.asByteBuffer().remaining());
        assertTrue(payload.asByteBuffer().isReadOnly());
        assertEquals("Payload[9 bytes]", payload.toString());
        assertNotEquals(Payload.EMPTY, payload);
        assertNotEquals(Payload.EMPTY.hashCode(), payload.hashCode());
        assertEquals(Payload.EMPTY, Payload.of(new byte[0]));
        refused(() -> Payload.of(new byte[Payload.MAX_BYTES + 1]));
    }

    @Test
    void longDetailsAreShortenedAndNotRefused() {
        HistoryEntry entry = new HistoryEntry(
                Sample.ID,
                Sample.NOW,
                HistoryEntry.Kind.UNKNOWN,
                null,
                ShipmentState.IN_DOUBT,
                "a".repeat(300),
                1,
                1,
                null,
                null,
                "x".repeat(1_000),
                1);
        assertEquals(HistoryEntry.MAX_DETAIL, entry.detail().length());
        assertEquals(HistoryEntry.MAX_ACTOR, entry.actor().length());
        assertTrue(entry.detail().endsWith("…"), "what was cut off shows");
        assertEquals("abc", Checks.shortened("abc", 3), "what fits is left as it is");
    }

    @Test
    void s5_evidenceIsKeptUnderItsOwnKind() {
        assertEquals(HistoryEntry.Kind.ACCEPTED, Sample.accepted("TRACK-1").kind());
        assertEquals(HistoryEntry.Kind.REJECTED, Sample.rejected().kind());
        assertEquals(HistoryEntry.Kind.NOT_SENT, Sample.notSent().kind());
        assertEquals(HistoryEntry.Kind.UNKNOWN, Sample.unknown().kind());
    }

    @Test
    void s16_whatCanBeErasedIsFinal() {
        Set<ShipmentState> ends =
                Stream.of(ShipmentState.values()).filter(ShipmentState::isFinal).collect(Collectors.toSet());
        assertEquals(Set.of(ShipmentState.CONFIRMED, ShipmentState.REJECTED, ShipmentState.CANCELLED), ends);
    }

    @Test
    void s14_onlyNotSentAndLookedUpFold() {
        Set<HistoryEntry.Kind> folding = Stream.of(HistoryEntry.Kind.values())
                .filter(HistoryEntry.Kind::folds)
                .collect(Collectors.toSet());
        assertEquals(Set.of(HistoryEntry.Kind.NOT_SENT, HistoryEntry.Kind.LOOKED_UP), folding);
    }

    @Test
    void termsAndSettingsAreChecked() {
        refused(() -> new ClaimTerms(Duration.ZERO, Sample.QUIET, Sample.NONE));
        refused(() -> new ClaimTerms(Duration.ofSeconds(2), Duration.ofSeconds(1), Sample.NONE));
        assertEquals(Sample.QUIET, new ClaimTerms(Sample.QUIET, Sample.QUIET, Sample.NONE).quiet());
        refused(() -> RecoveryTerms.of(4, "account", "1"));
        refused(() -> RecoveryTerms.of(-1, "account", "1"));
        refused(() -> RecoveryTerms.of(3, "account", "1"));
        refused(() -> new RecoveryTerms(2, "account", "1", Duration.ofHours(1)));
        refused(() -> new RecoveryTerms(3, "account", "1", Duration.ZERO));
        refused(() -> new ClaimRequest("reference", ShipmentFilter.ALL, 0, 1, Sample.TERMS));
        refused(() -> new StoreSettings("jdbc:x:y", "test", Duration.ZERO, Map.of()));
        refused(() -> new ExchangeRequest(Sample.LATEST, Sample.ENGINE, 1, List.of(), List.of(), -1));
        for (String url :
                List.of("jdbc:x:y", "jdbc:x:y?user=ada&password=secret", "jdbc:x:y;USER=ada;PASSWORD=secret")) {
            StoreSettings settings =
                    new StoreSettings(url, "test", Duration.ofSeconds(1), Map.of("password", "secret"));
            assertEquals("StoreSettings[jdbc:x:y, test]", settings.toString());
        }
    }

    @Test
    void aFilterMatchesWhatItNames() {
        ShipmentRecord shipment = Sample.of(ShipmentState.PENDING).build();
        assertTrue(ShipmentFilter.ALL.matches(shipment));
        assertTrue(ShipmentFilter.ofOrder(Sample.ORDER).matches(shipment));
        assertFalse(ShipmentFilter.ofOrder(new OrderKey("augsburg", "2")).matches(shipment));
        assertFalse(ShipmentFilter.ofOrder(new OrderKey("ulm", "100001")).matches(shipment));
        assertTrue(ShipmentFilter.ALL.withCarrier("reference").matches(shipment));
        assertFalse(ShipmentFilter.ALL.withCarrier("other").matches(shipment));
        assertFalse(ShipmentFilter.ALL.withState(ShipmentState.CLAIMED).matches(shipment));
        assertTrue(ShipmentFilter.ALL.withDueBy(shipment.dueAt()).matches(shipment));
        assertFalse(ShipmentFilter.ALL.withDueBy(shipment.dueAt().minusNanos(1)).matches(shipment));
        assertTrue(ShipmentFilter.ALL.withReference(shipment.reference()).matches(shipment));
        assertFalse(ShipmentFilter.ALL
                .withReference(shipment.reference().toLowerCase(Locale.ROOT))
                .matches(shipment));
        assertFalse(ShipmentFilter.ALL.withTrackingNumber("TRACK-1").matches(shipment), "it has none");
        ShipmentRecord sent = Sample.of(ShipmentState.CONFIRMED).build();
        assertTrue(ShipmentFilter.ALL.withTrackingNumber(sent.trackingNumber()).matches(sent));
        assertFalse(ShipmentFilter.ALL
                .withTrackingNumber(sent.trackingNumber() + " ")
                .matches(sent));
        Set<ShipmentId> others = Set.of(new ShipmentId("other"));
        assertFalse(ShipmentFilter.of(others).matches(shipment));
        Set<ShipmentId> tooMany = new HashSet<>();
        IntStream.rangeClosed(0, ShipmentFilter.MAX_IDS).forEach(n -> tooMany.add(new ShipmentId("s" + n)));
        refused(() -> ShipmentFilter.of(tooMany));
        tooMany.remove(new ShipmentId("s0"));
        assertEquals(ShipmentFilter.MAX_IDS, ShipmentFilter.of(tooMany).ids().size());
    }

    @Test
    void durabilityNamesWhatToChange() {
        Durability good = new Durability("db 1", List.of(new Durability.Finding("sync", "on", true, "")));
        assertTrue(good.holds());
        assertEquals("", good.complaints());
        Durability bad = new Durability("db 1", List.of(new Durability.Finding("sync", "off", false, "SET sync = on")));
        assertFalse(bad.holds());
        assertEquals("sync is off: SET sync = on", bad.complaints());
    }

    @Test
    void aRefusalSaysWhy() {
        assertEquals(
                StoreRefusedException.Reason.SCHEMA,
                new StoreRefusedException(StoreRefusedException.Reason.SCHEMA, "migrate it").reason());
    }

    @Test
    void countsSayWhatIsReady() {
        CarrierCounts counts = new CarrierCounts(
                "reference", Map.of(ShipmentState.PENDING, 10L), 1, 2, 3, Sample.NOW, Sample.NOW, null);
        assertEquals(4, counts.ready());
        assertEquals(0, counts.in(ShipmentState.CLAIMED));
    }

    @Test
    void aPauseOfEverythingPausesEveryCarrier() {
        Control.Pause pause = new Control.Pause(Sample.NOW, "ada", "holiday");
        Control all = new Control(Sample.NOW, "test", 1, null, Map.of(Control.EVERYTHING, pause), List.of());
        assertTrue(all.isPaused("reference"));
        Control one = new Control(Sample.NOW, "test", 1, null, Map.of("reference", pause), List.of());
        assertTrue(one.isPaused("reference"));
        assertFalse(one.isPaused("other"));
    }

    @Test
    void r14_twoRestoresOfOneBackupDoNotLookAlike() {
        Instant first = Instant.parse("2026-12-20T10:00:00Z");
        long backup = 7;
        long restored = Control.nextIncarnation(backup, first);
        assertTrue(restored > backup);
        assertNotEquals(
                restored,
                Control.nextIncarnation(backup, first.plusMillis(1)),
                "an engine of after the first restore would be taken for one of after the second");
        assertEquals(restored + 1, Control.nextIncarnation(restored, first.minusSeconds(1)), "also if clocks go back");
    }

    private static void refused(Executable making) {
        assertThrows(IllegalArgumentException.class, making);
    }
}
