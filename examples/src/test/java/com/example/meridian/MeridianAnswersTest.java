package com.example.meridian;

// <imports>
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.http.Reply;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
// </imports>

// <table>
/** Every answer that Meridian documents, and some that nobody does. */
class MeridianAnswersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            201 | {"shop_reference":"SO-12345","number":"MP1","label":"JVBERi0xLjQ="} | Accepted
            201 | {"shop_reference":"SO-12346","number":"MP1","label":"JVBERi0xLjQ="} | Unknown
            201 | {"shop_reference":"SO-12345","label":"JVBERi0xLjQ="}                | Unknown
            401 | {"code":"KEY_UNKNOWN","message":"who is that?"}                     | NotSent
            401 | <html>a proxy wants a password</html>                               | Unknown
            422 | {"code":"ADDRESS_UNKNOWN","message":"no such street"}               | Rejected
            422 | {"code":"COUNTRY_NOT_SERVED","message":"not yet"}                   | Rejected
            422 | {"code":"TOO_HEAVY","message":"30,000 grams at most"}               | Rejected
            422 | {"code":"SLEEPY","message":"a code that nobody documented"}         | Unknown
            429 | {"code":"SLOW_DOWN","message":"60 a minute"}                        | NotSent
            500 | {"code":"TOO_HEAVY","message":"a code of another status"}           | Unknown
            503 | {"code":"BUSY","message":"later, please"}                           | Unknown
            """)
    void send(int status, String body, String outcome) {
        SendOutcome sent = MeridianAnswers.ofSend(Reply.Answer.of(status, body), "SO-12345", Instant.EPOCH);
        assertEquals(outcome, sent.getClass().getSimpleName());
    }
}
// </table>
