package io.shiponce.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each value is checked at birth, and says nothing about a person. */
final class ValuesTest {
    private static final String TOO_LONG = "x".repeat(256);
    private static final Item MUG = new Item("MUG-1", "Mug", 2, null, new Weight(350));

    private static Address address(String name, String city, String country, String email) {
        return new Address(name, null, "Maximilianstr. 1", null, "86150", city, null, country, email, null);
    }

    @Test
    void anAddressShowsItsCountryOnly() {
        Address address = address("Ada Ahorn", "Augsburg", "DE", "ada@example.org");
        assertEquals("Address[DE]", address.toString());
        Consignment consignment = new Consignment("AUG", "", address, List.of(new Parcel(List.of(MUG), null, null)));
        for (String personal : List.of("Ada", "Augsburg", "Maximilian", "86150", "example.org")) {
            assertFalse(consignment.toString().contains(personal), "toString shows " + personal);
        }
    }

    @Test
    void anAddressIsComplete() {
        refused("name", () -> address(" ", "Augsburg", "DE", null));
        refused("city", () -> address("Ada Ahorn", "", "DE", null));
        refused("email", () -> address("Ada Ahorn", "Augsburg", "DE", TOO_LONG));
        assertEquals(
                255, address("x".repeat(255), "Augsburg", "DE", null).name().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "de", "DEU", "D1", " DE"})
    void aCountryIsTwoCapitalLetters(String country) {
        refused("country", () -> address("Ada Ahorn", "Augsburg", country, null));
    }

    @Test
    void messagesNameTheFieldAndNotItsValue() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> address("Ada Ahorn".repeat(100), "Augsburg", "DE", null));
        assertTrue(refusal.getMessage().contains("name"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("Ada"), refusal.getMessage());
    }

    @Test
    void weights() {
        assertEquals(new Weight(3), new Weight(1).plus(new Weight(2)));
        assertEquals(new Weight(6), new Weight(2).times(3));
        assertTrue(new Weight(1).compareTo(new Weight(2)) < 0);
        refused("grams", () -> new Weight(-1));
        refused("grams", () -> new Weight(Weight.MAX_GRAMS + 1));
        refused("grams", () -> new Weight(Weight.MAX_GRAMS).plus(new Weight(1)));
        refused("grams", () -> new Weight(Weight.MAX_GRAMS).times(2));
        refused("grams", () -> new Weight(1).times(-1));
        assertEquals(
                Weight.MAX_GRAMS, new Weight(Weight.MAX_GRAMS).plus(Weight.ZERO).grams());
    }

    @Test
    void dimensions() {
        refused("lengthMillimetres", () -> new Dimensions(0, 1, 1));
        refused("widthMillimetres", () -> new Dimensions(1, Dimensions.MAX_MILLIMETRES + 1, 1));
        refused("heightMillimetres", () -> new Dimensions(1, 1, -1));
        assertEquals(100_000, new Dimensions(1, 1, 100_000).heightMillimetres());
    }

    @Test
    void money() {
        assertNotEquals(new Money(new BigDecimal("1.5"), "EUR"), new Money(new BigDecimal("1.50"), "EUR"));
        refused("amount", () -> new Money(new BigDecimal("-0.01"), "EUR"));
        refused("amount", () -> new Money(new BigDecimal("0.0000001"), "EUR"));
        refused("amount", () -> new Money(new BigDecimal("1e3"), "EUR"));
        refused("amount", () -> new Money(new BigDecimal("1234567890123456789"), "EUR"));
        refused("currency", () -> new Money(BigDecimal.ONE, "eur"));
        refused("currency", () -> new Money(BigDecimal.ONE, "EURO"));
    }

    @Test
    void itemsParcelsAndConsignments() {
        refused("sku", () -> new Item("", null, 1, null, null));
        refused("name", () -> new Item("MUG-1", TOO_LONG, 1, null, null));
        refused("quantity", () -> new Item("MUG-1", null, 0, null, null));
        refused("quantity", () -> new Item("MUG-1", null, Item.MAX_QUANTITY + 1, null, null));
        refused("items", () -> new Parcel(List.of(), null, null));
        refused("items", () -> new Parcel(Collections.nCopies(Parcel.MAX_ITEMS + 1, MUG), null, null));
        Address address = address("Ada Ahorn", "Augsburg", "DE", null);
        Parcel parcel = new Parcel(List.of(MUG), null, null);
        refused("parcels", () -> new Consignment("", "", address, List.of()));
        refused("origin", () -> new Consignment(TOO_LONG, "", address, List.of(parcel)));
        refused("service", () -> new Consignment("", TOO_LONG, address, List.of(parcel)));
        List<Parcel> tooMany = Collections.nCopies(Consignment.MAX_PARCELS + 1, parcel);
        refused("parcels", () -> new Consignment("", "", address, tooMany));
    }

    @Test
    void listsAreCopied() {
        List<Item> items = new ArrayList<>(List.of(MUG));
        Parcel parcel = new Parcel(items, null, null);
        items.clear();
        assertEquals(List.of(MUG), parcel.items());
        assertThrows(UnsupportedOperationException.class, () -> parcel.items().clear());
    }

    @Test
    void trackingNumbersAndReceipts() {
        refused("tracking number", () -> new TrackingNumber(" "));
        refused("tracking number", () -> new TrackingNumber("x".repeat(TrackingNumber.MAX_LENGTH + 1)));
        assertEquals("1Z 9", new TrackingNumber("1Z 9").toString(), "kept to the letter");
        Receipt receipt = Receipt.of(new TrackingNumber("1Z9"));
        assertEquals(List.of(), receipt.labels());
        Label label = new Label("application/pdf", ByteBuffer.allocate(1));
        refused("labels", () -> new Receipt(receipt.trackingNumber(), Collections.nCopies(1_001, label)));
    }

    @Test
    void aLabelIsCopiedInAndReadOnlyOut() {
        byte[] bytes = {1, 2, 3, 4};
        ByteBuffer source = ByteBuffer.wrap(bytes, 1, 2);
        Label label = new Label("application/pdf", source);
        assertEquals(2, source.remaining(), "the caller's buffer is left as it was");
        bytes[1] = 9;
        assertEquals(ByteBuffer.wrap(new byte[] {2, 3}), label.content());
        assertThrows(ReadOnlyBufferException.class, () -> label.content().put((byte) 1));
        label.content().get();
        assertEquals(2, label.content().remaining(), "each view has a position of its own");
        assertEquals(new Label("application/pdf", ByteBuffer.wrap(new byte[] {2, 3})), label);
        assertEquals("Label[application/pdf, 2 bytes]", label.toString());
        refused("label", () -> new Label("image/png", ByteBuffer.allocate(Label.MAX_BYTES + 1)));
        refused("media type", () -> new Label(" ", ByteBuffer.allocate(1)));
    }

    @Test
    void c9_recoveryGivesAKeysLifetimeAtItsLevelOnly() {
        Duration day = Duration.ofDays(1);
        assertEquals(day, Recovery.idempotencyKey("account", "1", day).keyLifetime());
        assertEquals(
                Recovery.Level.LOOKUP,
                Recovery.of(Recovery.Level.LOOKUP, "account", "1").level());
        refused("keyLifetime", () -> Recovery.of(Recovery.Level.IDEMPOTENCY_KEY, "account", "1"));
        refused("keyLifetime", () -> new Recovery(Recovery.Level.LOOKUP, "account", "1", day));
        refused("keyLifetime", () -> Recovery.idempotencyKey("account", "1", Duration.ZERO));
        refused("scope", () -> Recovery.of(Recovery.Level.NONE, "", "1"));
        refused("scope", () -> Recovery.of(Recovery.Level.NONE, "x".repeat(201), "1"));
        refused("format", () -> Recovery.of(Recovery.Level.NONE, "account", "x".repeat(51)));
    }

    @Test
    void foundHoldsAtLeastOneMatch() {
        refused("matches", () -> new LookupOutcome.Found(List.of()));
        LookupOutcome.Match match = new LookupOutcome.Match(new TrackingNumber("1Z9"), Instant.EPOCH, false);
        assertEquals(1, new LookupOutcome.Found(List.of(match)).matches().size());
    }

    @Test
    void theVariantsOfEachSealedTypeAreThese() {
        // A new variant passes a check of binary compatibility, and breaks every reader. So it is listed here.
        assertEquals(
                Set.of("Accepted", "Rejected", "NotSent", "NumberFollows", "Unknown"), variants(SendOutcome.class));
        assertEquals(Set.of("Found", "Absent", "Failed"), variants(LookupOutcome.class));
        assertEquals(Set.of("Cancelled", "Refused", "Failed"), variants(CancelOutcome.class));
        assertEquals(Set.of("Valid", "Invalid", "Failed"), variants(ValidationOutcome.class));
    }

    private static Set<String> variants(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }

    @Test
    void c7_aPermitAllowsASendThatStillFits() {
        assertTrue(permit(Duration.ofSeconds(5)).allowsSend());
        assertTrue(permit(Duration.ofSeconds(6)).allowsSend());
        assertFalse(permit(Duration.ofSeconds(5).minusNanos(1)).allowsSend());
        assertFalse(permit(Duration.ofSeconds(-1)).allowsSend());
    }

    private static SendPermit permit(Duration timeLeft) {
        return new SendPermit() {
            @Override
            public String reference() {
                return "REF-00000001";
            }

            @Override
            public UUID key() {
                return new UUID(0, 1);
            }

            @Override
            public int attempt() {
                return 1;
            }

            @Override
            public Instant firstClaimedAt() {
                return Instant.EPOCH;
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public Duration timeLeft() {
                return timeLeft;
            }
        };
    }

    private static void refused(String field, Executable making) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, making);
        assertTrue(refusal.getMessage().contains(field), () -> "no word of " + field + ": " + refusal.getMessage());
    }
}
