package com.example.meridian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.Weight;
import io.shiponce.carrier.http.UnsendableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeridianRequestTest {
    private static final Address ADDRESS = new Address(
            "Ada Ahorn", null, "Maximilianstr. 1", "3. Stock", "86150", "Augsburg", null, "DE", "ada@example.com", "1");

    private static Consignment consignment(String service, @Nullable Weight weight) {
        Item mug = new Item("MUG-1", "Mug", 2, null, null);
        return new Consignment("AUG", service, ADDRESS, List.of(new Parcel(List.of(mug), weight, null)));
    }

    private static String sent(Consignment consignment, String reference) throws UnsendableException {
        return new String(MeridianRequest.of(consignment, reference), StandardCharsets.UTF_8);
    }

    /** C5: whoever changes a byte changes the format's name as well, and then this text. */
    @Test
    void c5_theBytesOfThisFormatAreThese() throws Exception {
        assertEquals("meridian-1", MeridianRequest.FORMAT);
        assertEquals("""
                {"shop_reference":"SO-12345","service":"standard",\
                "to":{"name":"Ada Ahorn","company":null,"street":"Maximilianstr. 1","addition":"3. Stock",\
                "postcode":"86150","city":"Augsburg","region":null,"country":"DE"},"parcels":[{"grams":700}]}""", sent(consignment("", new Weight(700)), "SO-12345"));
    }

    @Test
    void c6_theLongestReferenceIsSentAndALongerOneIsNotCut() throws Exception {
        String longest = "SO-45678901234567890123456789012";
        assertEquals(32, longest.length());

        assertTrue(sent(consignment("express", new Weight(700)), longest)
                .startsWith("{\"shop_reference\":\"" + longest + "\",\"service\":\"express\","));
        assertRejected(
                "Meridian takes references of 32 characters at most", consignment("", new Weight(700)), longest + "3");
    }

    @Test
    void c4_whatMeridianNeedsMustBeThere() {
        assertRejected(
                "service must be one of [standard, express]", consignment("by donkey", new Weight(700)), "SO-12345");
        assertRejected("a parcel has no weight", consignment("", null), "SO-12345");
    }

    private static void assertRejected(String detail, Consignment consignment, String reference) {
        UnsendableException refused =
                assertThrows(UnsendableException.class, () -> MeridianRequest.of(consignment, reference));
        assertEquals(new SendOutcome.Rejected(detail), refused.outcome());
    }
}
