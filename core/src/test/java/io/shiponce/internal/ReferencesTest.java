package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.internal.References.Reference;
import io.shiponce.store.OrderKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final OrderKey ORDER = new OrderKey("augsburg", "100001");
    private static final Pattern REFERENCE = Pattern.compile("SO(-[0-9A-HJKMNP-TV-Z]{5}){4}");
    private static final Pattern ID = Pattern.compile("s-[0-9a-hjkmnp-tv-z]{20}");

    /**
     * Pinned for ever, and computed by another program: with other values, carriers would not recognise what they were
     * sent.
     */
    @Test
    void r7_valuesNeverChange() {
        assertEquals(
                new Reference("SO-FEBYX-6M2TX-R01E2-R3YFT", "fa0e3650-4111-8fe3-97d9-d5d793776a6f"),
                References.of("examples", ORDER, 1, 1));
        assertEquals(
                new Reference("SO-WG53P-VJH1X-DH7DR-JQ1D4", "8e87b3b7-c17c-84e0-8a6e-970d36e98afb"),
                References.of("examples", ORDER, 1, 2));
        OrderKey foreign = new OrderKey("münchen", "№ 7");
        assertEquals(
                new Reference("SO-SEVV4-44DYS-R5VXF-QCBGF", "b4cac588-4940-831b-8cc2-f341e2867f04"),
                References.of("prod", foreign, 12, 1));
        assertEquals(
                "s-000031n15tzymmbxtx2x",
                References.shipmentId("examples", ORDER, 1).value());
        assertEquals(
                "s-000000072c0txtsbc6ws",
                References.shipmentId("prod", foreign, 12).value());
    }

    @Test
    void r7_everyPartOfTheNameCounts() {
        List<Reference> all = List.of(
                References.of("a", new OrderKey("b", "c"), 1, 1),
                References.of("x", new OrderKey("b", "c"), 1, 1),
                References.of("a", new OrderKey("x", "c"), 1, 1),
                References.of("a", new OrderKey("b", "x"), 1, 1),
                References.of("a", new OrderKey("b", "c"), 2, 1),
                References.of("a", new OrderKey("b", "c"), 1, 2),
                References.of("a", new OrderKey("b", "c"), 2, 2));
        assertEquals(
                all.size(), all.stream().map(Reference::reference).distinct().count());
        assertEquals(all.size(), all.stream().map(Reference::key).distinct().count());
    }

    /** Without lengths, these would be the same letters in the same order. */
    @Test
    void encodingIsUnambiguous() {
        Set<Object> names = new HashSet<>();
        names.add(References.shipmentId("ab", new OrderKey("c", "d"), 1));
        names.add(References.shipmentId("a", new OrderKey("bc", "d"), 1));
        names.add(References.shipmentId("a", new OrderKey("b", "cd"), 1));
        names.add(References.shipmentId("abc", new OrderKey("d", "1"), 1));
        names.add(References.shipmentId("a", new OrderKey("b", "c"), 11));
        names.add(References.shipmentId("a", new OrderKey("b", "c1"), 1));
        assertEquals(6, names.size());
        assertNotEquals(
                References.of("a", new OrderKey("b", "c"), 1, 11), References.of("a", new OrderKey("b", "c"), 11, 1));
    }

    @Test
    void halfASurrogatePairIsRefused() {
        OrderKey broken = new OrderKey("\uD800", "1");
        assertThrows(IllegalArgumentException.class, () -> References.shipmentId("a", broken, 1));
        assertThrows(IllegalArgumentException.class, () -> References.of("a", broken, 1, 1));
    }

    @Test
    void formIsWhatCarriersUrlsAndShellsTake() {
        for (int part = 1; part <= 1_000; part++) {
            Reference reference = References.of("examples", ORDER, part, 1);
            assertTrue(REFERENCE.matcher(reference.reference()).matches(), reference.reference());
            assertTrue(
                    reference.reference().length() >= 8 && reference.reference().length() <= 35);
            UUID key = UUID.fromString(reference.key());
            assertEquals(8, key.version());
            assertEquals(2, key.variant());
            assertEquals(reference.key(), key.toString());
            String id = References.shipmentId("examples", ORDER, part).value();
            assertTrue(ID.matcher(id).matches(), id);
        }
    }

    @Test
    void localeChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(
                    "s-000031n15tzymmbxtx2x",
                    References.shipmentId("examples", ORDER, 1).value());
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Twenty characters of five bits each: all values of each of them occur, and about equally often. */
    @Test
    void r7_everyCharacterCarriesFiveBits() {
        int names = 20_000;
        int[][] seen = new int[20][128];
        for (int part = 1; part <= names; part++) {
            String characters = References.of("examples", ORDER, part, 1)
                    .reference()
                    .substring(3)
                    .replace("-", "");
            for (int i = 0; i < characters.length(); i++) {
                seen[i][characters.charAt(i)]++;
            }
        }
        double expected = names / 32.0;
        for (int[] position : seen) {
            int[] counts = Arrays.stream(position).filter(count -> count > 0).toArray();
            assertEquals(32, counts.length);
            for (int count : counts) {
                assertTrue(count > 0.75 * expected && count < 1.25 * expected, count + " of about " + expected);
            }
        }
    }

    /** Numbers as shops give them: one after the other. */
    @Test
    void millionIdsDoNotCollide() {
        int many = 1_000_000;
        long[] ids = new long[many];
        for (int i = 0; i < many; i++) {
            String id = References.shipmentId("examples", new OrderKey("augsburg", Integer.toString(100_000 + i)), 1)
                    .value();
            // The 60 bits that are hash: already these must be different.
            ids[i] = Long.parseLong(fold(id.substring(10)), 32);
        }
        Arrays.sort(ids);
        for (int i = 1; i < many; i++) {
            assertNotEquals(ids[i - 1], ids[i]);
        }
    }

    private static String id(String orderNumber) {
        return References.shipmentId("examples", new OrderKey("augsburg", orderNumber), 1)
                .value();
    }

    /** Written together, they should lie together: a commit writes whole pages. */
    @Test
    void idsOfOrdersThatAreCountedSortAsTheyAreCounted() {
        List<String> counted = IntStream.rangeClosed(1, 2_000)
                .mapToObj(number -> id("#" + number))
                .toList();
        assertEquals(counted.stream().sorted().toList(), counted);
        assertTrue(id("2026-12-000099").compareTo(id("2026-12-000100")) < 0);
        assertTrue(id("999999999999").startsWith("s-x"), id("999999999999"));
        assertEquals(id("7000000000012").substring(0, 10), id("12").substring(0, 10));
    }

    /** Of a number that is none, all of the id is hash. */
    @Test
    void idsOfOrdersThatAreNotCountedLieAnywhere() {
        assertNotEquals(id("abc").substring(0, 10), id("abd").substring(0, 10));
        assertNotEquals("s-00000000", id("abc").substring(0, 10));
        assertEquals("s-00000000", id("abc0").substring(0, 10));
    }

    /** From Crockford's alphabet to Java's digits of base 32. */
    private static String fold(String id) {
        StringBuilder digits = new StringBuilder(id.length());
        id.chars().forEach(c -> digits.append(Character.forDigit("0123456789abcdefghjkmnpqrstvwxyz".indexOf(c), 32)));
        return digits.toString();
    }
}
