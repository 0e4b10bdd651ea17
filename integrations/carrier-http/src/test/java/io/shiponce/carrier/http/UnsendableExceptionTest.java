package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.ValidationOutcome;
import org.junit.jupiter.api.Test;

class UnsendableExceptionTest {

    @Test
    void aConsignmentThatIsWrongIsRejectedAndInvalid() {
        UnsendableException wrong = UnsendableException.rejected("shipTo.city is too long");
        assertEquals(new SendOutcome.Rejected("shipTo.city is too long"), wrong.outcome());
        assertEquals(new ValidationOutcome.Invalid("shipTo.city is too long"), wrong.validation());
    }

    @Test
    void aSettingThatIsMissingSaysNothingOfTheConsignment() {
        UnsendableException missing = UnsendableException.notYet("setting key is missing");
        assertEquals(new SendOutcome.NotSent("setting key is missing"), missing.outcome());
        assertEquals(new ValidationOutcome.Failed("setting key is missing"), missing.validation());
    }
}
