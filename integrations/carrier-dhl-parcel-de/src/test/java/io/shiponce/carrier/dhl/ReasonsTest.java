package io.shiponce.carrier.dhl;

import static io.shiponce.carrier.dhl.Answers.message;
import static io.shiponce.carrier.dhl.Answers.refused;
import static io.shiponce.carrier.dhl.Answers.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C11: why DHL refused, without a word of the receiver. */
class ReasonsTest {
    private static final Address TO = new Address(
            "Jürgen Großmann",
            "Café Zürich",
            "Bäckergäßchen 12a",
            "Hinterhaus",
            "86150",
            "Augsburg",
            null,
            "DE",
            "jg@example.org",
            "+49 821 123456");

    @Test
    void whatIsWrongIsSaidInDhlsWords() {
        assertEquals(
                "details.weight: The weight is too high; billingNumber: The product is not booked",
                of(whole(
                        400,
                        refused(
                                message("details.weight", "The weight is too high", "Error"),
                                message("consignee.city", "Not encodable", "Warning"),
                                message("details.weight", "The weight is too high", "Error"),
                                message("billingNumber", "The product is not booked", "Error")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unknown receiver Jürgen Großmann",
                "Unknown receiver JUERGEN",
                "unknown: GROSSMANN",
                "unknown: grossmann.",
                "unknown: Jurgen",
                "no such street: Baeckergaesschen",
                "no such street: Backergaßchen",
                "house 12a is not there",
                "86150 is no postal code of Bonn",
                "postal code of 'Augsburg' expected",
                "write to jg@other.test",
                "Cafe not found",
                "call 123456"
            })
    void c11_aMessageWithAWordOfTheReceiverIsLeftOut(String text) {
        assertEquals("consignee", of(whole(400, refused(message("consignee", text, "Error")))));
    }

    @ParameterizedTest
    @CsvSource({"'Grossmann, Augsburg'", "'a property'", "'x<script>'", "''"})
    void c11_whatIsNoNameOfAFieldIsLeftOut(String property) {
        assertEquals("must be shorter", of(whole(400, refused(message(property, "must be shorter", "Error")))));
    }

    @Test
    void withoutMessagesTheDetailsCount() {
        assertEquals("detail", of(whole(400, refused())));
        assertEquals("detail", of(whole(400)));
        assertEquals(
                "DHL names no reason that can be shown",
                of("{\"status\":{\"title\":\"x\",\"status\":400,\"detail\":\"Augsburg?\"}}"));
        assertEquals("DHL names no reason that can be shown", of("{\"items\":7}"));
    }

    @Test
    void aLongListIsCut() {
        String[] messages = new String[50];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = message("field" + i, "must be something else", "Error");
        }
        assertEquals(400, of(whole(400, refused(messages))).length());
        String line = of(whole(400, refused(message("weight", "x".repeat(201), "Error"))));
        assertEquals("weight", line, "a message without end is left out");
        assertTrue(of(whole(400, refused(message("weight", "two\\nlines", "Error"))))
                .contains("two lines"));
    }

    private static String of(String body) {
        return new Reasons(TO).of(Json.of(Reply.Answer.of(400, body)));
    }
}
